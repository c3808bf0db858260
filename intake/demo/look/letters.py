"""Mails of the story as pages: as their readers see them, with the text part and what was attached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from intake.demo.letters import parsed
from intake.demo.people import known_as


@dataclass(frozen=True, slots=True)
class MailPage:
    """A mail and where its parts lie, relative to the folder of all mails. `html` is "" for a mail of text alone."""

    name: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    files: tuple[str, ...]

    @property
    def readers(self) -> str:
        """Their names, else their addresses."""
        return ", ".join(map(known_as, self.to))

    @property
    def about(self) -> str:
        """The subject without the group."""
        return self.subject.partition("] ")[2] or self.subject


def write_mail(folder: Path, name: str, raw: bytes, to: Sequence[str]) -> MailPage:
    """Write the parts of a mail into this folder, its own files under its name; its page is written by the caller."""
    mail = parsed(raw)
    (folder / f"{name}.eml").write_bytes(raw)
    html = mail.get_body(("html",))
    if html is not None:
        (folder / f"{name}-body.html").write_text(str(html.get_content()), encoding="utf-8")
    text = mail.get_body(("plain",))
    return MailPage(
        name=name,
        at=parsedate_to_datetime(str(mail["Date"])),
        sender=str(mail["From"]),
        to=tuple(to),
        subject=str(mail["Subject"]),
        text=str(text.get_content()) if text is not None else "",
        html=f"{name}-body.html" if html is not None else "",
        files=tuple(_attached(folder, name, mail)),
    )


def _attached(folder: Path, name: str, mail: EmailMessage) -> Iterator[str]:
    for number, part in enumerate(mail.iter_attachments(), 1):
        file = Path(part.get_filename() or f"file-{number}").name
        (folder / name).mkdir(exist_ok=True)
        content = part.get_payload(decode=True)
        (folder / name / file).write_bytes(content if isinstance(content, bytes) else b"")
        yield f"{name}/{file}"
