"""Mails as people send them, for the tests of the whole line."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache

from intake.demo.papers import AuthoredPaper, fill, plain
from intake.domain.document import Contact
from intake.shipped import shipped_templates

RTF = rb"{\rtf1\ansi A contribution in an older format.}"
DELEGATE = "delegate@etri.example"
WORDS = "Dear secretariat,\n\nplease find attached our contribution.\n\nBest regards\nJi-won Park\n"
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def mail(
    name: str,
    *files: tuple[str, bytes],
    sender: str = DELEGATE,
    to: str = "tsbjcamv@itu.int",
    subject: str = "Contribution to JCA-MV",
    text: str = WORDS,
    **fields: str,
) -> bytes:
    """One mail; `name` makes its Message-ID, other header fields are named with underscores."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Ji-won Park <{sender}>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Fri, 01 May 2026 00:30:00 +0900"
    message["Message-ID"] = f"<{name}@etri.example>"
    for field, value in fields.items():
        message[field.replace("_", "-")] = value
    message.set_content(text)
    for file, content in files:
        maintype, subtype = _WORD if file.endswith(".docx") else ("application", "octet-stream")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=file)
    if message.is_multipart():
        message.set_boundary(f"=_{name}")
    return message.as_bytes()


@cache
def paper(
    title: str = "Digital twins for metaverse standards",
    source: str = "ETRI",
    text: str = "Text.",
    number: str | None = None,
    group: str = "Joint Coordination Activity on metaverse standardization (JCA-MV)",
) -> bytes:
    """A contribution on the shipped template, with these texts in its number cell and its group cell."""
    template = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
    contact = Contact("Ji-won Park", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", None, DELEGATE)
    return fill(
        template,
        AuthoredPaper(
            title=title,
            source=source,
            contacts=(contact,),
            keywords="metaverse",
            abstract="It proposes something.",
            group=group,
            number=number,
            body=(text, "Discussion.", "It is proposed to agree."),
            spare_contact=False,
        ),
    )


@cache
def other_paper() -> bytes:
    """A Word file that is not on the template."""
    return plain("Minutes of a meeting", ["Those present agreed."] * 4)


def five() -> Sequence[bytes]:
    """One mail of each kind that takes another way through the line."""
    return (
        mail("accepted", ("Input.docx", paper())),
        mail("returned", ("minutes.docx", other_paper())),
        mail("held", ("old.rtf", RTF), sender="other@etri.example"),
        mail("thanks", subject="Re: our paper", text="Thank you very much!"),
        mail("vacation", text="I am away.", Auto_Submitted="auto-replied"),
    )
