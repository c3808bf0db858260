"""What the people of the demo write: one function a mail, made from what was answered before and when it arrives."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from intake.demo import documents, people
from intake.demo.mails import (
    Program,
    Relay,
    WrittenMail,
    absence,
    apple,
    bounce,
    by_another_path,
    by_way_of,
    gmail,
    outlook,
    thunderbird,
)
from intake.demo.otherfiles import pdf
from intake.demo.past import Past

MV, DCC = "tsbjcamv@itu.int", "tsbjcadcc@itu.int"
_TO_US = (MV,)
BORDER = "mx1.itu.int"
"""The server that takes the group's mail from outside."""
_WAY = (
    Relay("sato-laptop ([192.0.2.17])", "mail.aozora.example", "ESMTPSA", 246),
    Relay("mail.aozora.example ([192.0.2.1])", BORDER, "ESMTPS", 0),
)

Correspondence = Callable[[Past, datetime], tuple[bytes, ...]]
"""The mails that arrive, from the past and the time (UTC) of their arrival."""


def _sent(program: Program, letter: WrittenMail) -> tuple[bytes, ...]:
    """The letter, signed, as this program sends it some seconds before it arrives."""
    signed = f"{letter.text}\n\n{(letter.sender or letter.author).name}\n{letter.author.organization}\n"
    return (program(replace(letter, text=signed, at=letter.at - timedelta(seconds=4))),)


def _from_delegate(at: datetime, subject: str, text: str, files: Mapping[str, bytes]) -> tuple[bytes, ...]:
    """The assistant sends for the delegate, with a co-chair in copy."""
    cc = (people.CO_CHAIR,)
    return _sent(
        outlook, WrittenMail(people.DELEGATE, _TO_US, at, subject, text, files, cc=cc, sender=people.ASSISTANT)
    )


def a_question(_: Past, at: datetime) -> tuple[bytes, ...]:
    """Words, and no file."""
    text = "Dear secretariat,\n\nmay we present our contribution from São Paulo, by video?"
    return _sent(gmail, WrittenMail(people.IN_TIME, _TO_US, at, "Taking part by video on 13 May", text, {}))


def clean_marked_and_pdf(_: Past, at: datetime) -> tuple[bytes, ...]:
    """One contribution in three files."""
    files = {
        "Input_clean.docx": documents.avatars("clean"),
        "Input_marked.docx": documents.avatars("marked"),
        "Input_clean.pdf": pdf(documents.AVATARS),
    }
    text = "Dear secretariat,\n\nplease find attached our contribution, clean and with changes marked."
    return _from_delegate(at, "Contribution to JCA-MV, 13 May", text, files)


def wrong_version(_: Past, at: datetime) -> tuple[bytes, ...]:
    """Another file for the same contribution."""
    text = "Dear secretariat,\n\nsorry, that was the wrong version. Please use this one."
    return _from_delegate(at, "Wrong version", text, {"Input_final.docx": documents.avatars("right")})


def once_more(_: Past, at: datetime) -> tuple[bytes, ...]:
    """The same file again."""
    text = "Dear secretariat,\n\nto be safe I send our contribution once more."
    return _from_delegate(at, "Contribution to JCA-MV (again)", text, {"Input_final.docx": documents.avatars("right")})


def to_both_groups(_: Past, at: datetime) -> tuple[bytes, ...]:
    """In French, with accents in subject and file name."""
    return _sent(
        thunderbird,
        WrittenMail(
            people.FRENCH,
            (MV, DCC),
            at,
            "Contribution : identité numérique",
            "Bonjour,\n\nveuillez trouver ci-joint notre contribution pour les deux groupes.\n\nCordialement",
            {"Identité numérique – contribution.docx": documents.identity()},
        ),
    )


def meant_for_the_other_group(_: Past, at: datetime) -> tuple[bytes, ...]:
    """The cover names a group whose mailbox is not addressed."""
    text = "Dear secretariat,\n\nplease register the attached contribution."
    return _sent(
        gmail, WrittenMail(people.BORDERS, _TO_US, at, "Contribution", text, {"border-trial.docx": documents.borders()})
    )


def old_format(_: Past, at: datetime) -> tuple[bytes, ...]:
    """A file of Word 97."""
    text = "Hello,\n\nour paper is attached. Have a nice weekend!"
    return _sent(
        outlook,
        WrittenMail(people.OLD_WORD, _TO_US, at, "Paper for JCA-MV", text, {"haptics v2.doc": documents.haptics()}),
    )


def not_filled_in(_: Past, at: datetime) -> tuple[bytes, ...]:
    """Sample texts of the template are left."""
    text = "Hi,\n\nattached is our input on edge rendering."
    return _sent(
        gmail,
        WrittenMail(
            people.HASTY, _TO_US, at, "Input on edge rendering", text, {"jca-contribution.docx": documents.hasty()}
        ),
    )


def with_macros(_: Past, at: datetime) -> tuple[bytes, ...]:
    """A macro-enabled file."""
    text = "Dear colleagues,\n\nplease find attached our gap analysis."
    return _sent(
        apple, WrittenMail(people.MACROS, _TO_US, at, "Gap analysis", text, {"Gap analysis.docm": documents.gaps()})
    )


def on_holiday(past: Past, at: datetime) -> tuple[bytes, ...]:
    """A machine answers our receipt."""
    return (absence(people.FRENCH, past.receipt_to(people.FRENCH), at),)


def mailbox_full(past: Past, at: datetime) -> tuple[bytes, ...]:
    """A machine reports that our receipt did not arrive."""
    return (bounce(past.receipt_to(people.OLD_WORD), at),)


def twice(_: Past, at: datetime) -> tuple[bytes, ...]:
    """One mail that arrives directly and by way of an alias."""
    text = "Dear secretariat,\n\nplease find attached a contribution on captions."
    files = {"Captions and sign language.docx": documents.access()}
    (raw,) = _sent(apple, WrittenMail(people.TWICE, _TO_US, at, "JCA-MV contribution: captions", text, files))
    return raw, by_another_path(raw, at)


def in_house_style(_: Past, at: datetime) -> tuple[bytes, ...]:
    """A paper that is not on the template."""
    text = "Dear secretariat,\n\nhere is our second contribution."
    files = {"Twins_terms.docx": documents.twins(on_template=False)}
    return _sent(apple, WrittenMail(people.DELEGATE, _TO_US, at, "Second contribution", text, files))


def a_second_before(_: Past, at: datetime) -> tuple[bytes, ...]:
    """In time."""
    text = "Dear secretariat,\n\nplease find attached our contribution."
    return _sent(
        gmail,
        WrittenMail(
            people.IN_TIME, _TO_US, at, "Contribution to JCA-MV", text, {"energia_JCA-MV.docx": documents.energy()}
        ),
    )


def a_second_after(_: Past, at: datetime) -> tuple[bytes, ...]:
    """Late, after four minutes at the sender's own server."""
    text = "Dear Sir or Madam,\n\nplease accept the attached contribution."
    written = at - timedelta(seconds=_WAY[0].seconds)
    letter = WrittenMail(
        people.TOO_LATE, _TO_US, written, "Contribution (JCA-MV)", text, {"testbed.docx": documents.tests()}
    )
    (raw,) = _sent(outlook, letter)
    return (by_way_of(raw, at, _WAY),)


def corrected(past: Past, at: datetime) -> tuple[bytes, ...]:
    """The answer to our return, with the paper on the template."""
    receipt = past.receipt_to(people.DELEGATE)
    text = "Dear secretariat,\n\nthank you for the quick answer. Here it is on the template."
    files = {"Twins_terms.docx": documents.twins(on_template=True)}
    subject, answers = f"Re: {receipt['Subject']}", str(receipt["Message-ID"])
    return _sent(apple, WrittenMail(people.DELEGATE, _TO_US, at, subject, text, files, answers=answers))


def thanks(past: Past, at: datetime) -> tuple[bytes, ...]:
    """Words of thanks only."""
    receipt = past.receipt_to(people.DELEGATE)
    subject, answers = f"Re: {receipt['Subject']}", str(receipt["Message-ID"])
    return _sent(apple, WrittenMail(people.DELEGATE, _TO_US, at, subject, "Thank you very much!", {}, answers=answers))
