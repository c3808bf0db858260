"""The letters about a mail: the receipts as they were sent, those that are still to leave, those to the chairs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt, recipients
from intake.domain.letters.notice import SubmitterLetter
from intake.pipeline.owing.plain import plain_letter
from intake.pipeline.showing.story.gathered import GatheredMail
from intake.pipeline.showing.views import receipt_state
from intake.ports import DamagedBlobError, Subjects

LONGEST = 60_000
"""Characters of a letter that are shown."""


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """One letter to a sender: its state (docs/line.md), and what stands in it once it is written.

    `subject` and `text` are those of the frozen bytes, "" where they are gone (`lost`); until it is written it has the
    subject that it will have. `leaves_in` is the time until it may leave, None once it has begun to.
    """

    debt: Debt
    state: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str = ""
    languages: tuple[str, ...] = ()
    text: str = ""
    lost: bool = False
    leaves_in: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ChairLetter:
    """A letter that asked a chair: to whom, when, and what became of it. Never its links: a link is a right."""

    to: tuple[str, ...]
    at: datetime
    state: str


def letters_of(
    known: GatheredMail, subjects: Subjects, bytes_of: Callable[[str], bytes], now: datetime
) -> Iterator[ShownLetter]:
    """The letters to the sender, oldest first; `bytes_of` gives frozen bytes by their digest."""
    for debt in known.debts:
        if not isinstance(debt.payload, Receipt | SubmitterLetter):
            continue
        subject, text, lost = _frozen(debt, bytes_of)
        waits = debt.state == "owed" and debt.frozen is None
        receipt = debt.payload if isinstance(debt.payload, Receipt) else None
        yield ShownLetter(
            debt,
            receipt_state(debt),
            recipients(debt)[:1],
            recipients(debt)[1:],
            subject or (subjects.subject(receipt) if receipt else ""),
            receipt.languages if receipt else (),
            text,
            lost,
            max(debt.due_at - now, timedelta()) if waits else None,
        )


def chair_letters(known: GatheredMail) -> tuple[ChairLetter, ...]:
    """The letters that asked the chairs about this mail."""
    return tuple(
        ChairLetter(recipients(one), one.paid_at or one.frozen_at or one.due_at, receipt_state(one))
        for one in known.asking
    )


def _frozen(debt: Debt, bytes_of: Callable[[str], bytes]) -> tuple[str, str, bool]:
    """Subject and text of the letter as every attempt sent it, and whether these bytes are lost."""
    if debt.frozen is None:
        return "", "", False
    try:
        raw = bytes_of(debt.frozen)
    except (DamagedBlobError, KeyError):
        return "", "", True
    subject, text = plain_letter(raw)
    return subject, text[:LONGEST], False
