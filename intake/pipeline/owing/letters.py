"""The kinds of debt: what each holds, and of a letter how it is written, who keeps a copy, whom the caps count.

A new kind of letter is a value in `domain`, a way to write it in `adapters/letter`, and a member of LETTERS.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from intake.domain.answering.by_page import own_pages
from intake.domain.answering.receipt import Receipt
from intake.domain.deadlines import correct_until
from intake.domain.debt import Counted, Debt, DebtKind, Unreadable
from intake.domain.letters.alert import AlertLetter
from intake.domain.letters.notice import Announcement, StaffLetter, SubmitterLetter
from intake.domain.letters.own_pages import NO_PAGES, OwnPages
from intake.pipeline.documents.packing import packed_bytes
from intake.pipeline.line import Line
from intake.pipeline.offered import template_to_offer
from intake.pipeline.owing.fresh import as_it_stands, by_the_date_in_force
from intake.ports import Letter, LetterWriter, UnitOfWork

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that was just written; `until` is the end of the correction period that it prints (UTC)."""

    letter: Letter
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterKind(Generic[P]):
    """One kind of letter, told by a value of type `P`, which its debts hold.

    `called` stands in the log. `envelope` gives sender and recipients as the first attempt had them. `name` is for
    people and for files. `keeper` is the account whose Sent folder keeps a copy, None for no copy. `counted` is whom
    the caps count, and only letters to senders are counted. `fresh` is what the letter says when it is written; None
    when nothing is left to say.
    """

    called: str
    held: type[P]
    write: Callable[[Line, Debt, P, datetime], Written]
    envelope: Callable[[LetterWriter, P], tuple[str, tuple[str, ...]]]
    name: Callable[[Debt, P], str]
    keeper: Callable[[UnitOfWork, Debt], str | None]
    counted: Callable[[P], Counted | None]
    fresh: Callable[[Line, P, datetime], P | None] = lambda _, held, __: held

    def of(self, debt: Debt) -> P:
        """The value that such a debt holds. Raises ValueError when it holds none."""
        if isinstance(debt.payload, self.held):
            return debt.payload
        raise ValueError(debt.payload.why if isinstance(debt.payload, Unreadable) else f"it holds no {self.called}")


def account_of(work: UnitOfWork, submission: int | None) -> str | None:
    """The account of the mailbox that this mail came to, before it was moved to another group; None for a file's.

    Of an upload it is that of the mail that was answered.
    """
    deliveries = work.deliveries.of(submission) if submission is not None else []
    before = (account_of(work, one.follows) for one in deliveries)
    return next((one.account for one in deliveries if one.uid), None) or next(filter(None, before), None)


def account_of_group(work: UnitOfWork, group: str) -> str | None:
    """The account of the mailbox that this group's mail comes to; None for a group whose mail is taken from files."""
    return next(iter(work.deliveries.accounts(group)), None)


def _file_name(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", key)


def _write_receipt(line: Line, debt: Debt, receipt: Receipt, now: datetime) -> Written:
    receipt = by_the_date_in_force(line, debt, receipt)
    until = _until(line, debt, receipt, now)
    pages = _pages(line, debt, receipt, now, until) if line.public and debt.place != "folder" else NO_PAGES
    return Written(line.letters.write(receipt, now, until, pages), until)


def _pages(line: Line, debt: Debt, receipt: Receipt, now: datetime, until: datetime | None) -> OwnPages:
    with line.store.read() as work:
        rulebook = line.rulebook(work, debt.group)
    template = template_to_offer(line.blobs, rulebook, now) is not None
    return own_pages(line.public, receipt, debt.decision or 0, now, until, template=template)


def _until(line: Line, debt: Debt, receipt: Receipt, now: datetime) -> datetime | None:
    """The end of the correction period, counted from the day on which the receipt is frozen.

    It is not before the one that is known: the date for contributions may have been moved since the Decision.
    """
    if receipt.correction_days is None:
        return None
    with line.store.read() as work:
        calendar = line.rulebook(work, debt.group).calendar
        known = work.submissions.get(debt.submission).correct_until if debt.submission is not None else None
    until = correct_until(now, receipt.zone, calendar, receipt.correction_days, receipt.deadline)
    return max(until, known or until)


def _enclosed(line: Line, letter: StaffLetter) -> dict[str, bytes]:
    """The files that go with a letter, by digest, and packs by name.

    Raises ValueError when one is gone: the letter says that it is there.
    """
    digests = {one.sha256 for notice in letter.notices for one in notice.enclosed}
    try:
        files = {one: line.blobs.get(one) for one in digests}
    except KeyError as error:
        raise ValueError(f"a file that goes with it is gone: {error}") from error
    packs = {one.pack.name: packed_bytes(line, letter.head, one, one.pack) for one in letter.notices if one.pack}
    return files | packs


RECEIPT = LetterKind(
    called="receipt",
    held=Receipt,
    write=_write_receipt,
    envelope=lambda letters, receipt: (letters.envelope(receipt), (receipt.to, *receipt.cc)),
    name=lambda debt, receipt: f"{receipt.reference}-{debt.decision}",
    keeper=lambda work, debt: account_of(work, debt.submission),
    counted=lambda receipt: Counted(receipt.to, numbered=bool(receipt.numbers)),
)

ALERT = LetterKind(
    called="letter with alerts",
    held=AlertLetter,
    write=lambda line, _, alert, now: Written(line.letters.write_alert(alert, now)),
    envelope=lambda letters, alert: (letters.envelope(alert), alert.to),
    name=lambda debt, _: _file_name(debt.key),
    # None: the mailbox that a copy would go to may be what the alert is about.
    keeper=lambda _, __: None,
    counted=lambda _: None,
)


def _has_links(debt: Debt) -> bool:
    return isinstance(debt.payload, StaffLetter) and debt.payload.has_links


STAFF = LetterKind(
    called="letter to staff",
    held=StaffLetter,
    write=lambda line, _, letter, now: Written(line.letters.write_notices(letter, now, _enclosed(line, letter))),
    envelope=lambda letters, letter: (letters.envelope(letter), letter.to),
    name=lambda debt, _: _file_name(debt.key),
    # None where it has a chair's links: whoever reads the mailbox could decide under the chair's name.
    keeper=lambda work, debt: None if _has_links(debt) else account_of_group(work, debt.group),
    counted=lambda _: None,
    fresh=as_it_stands,
)

SUBMITTER = LetterKind(
    called="letter to a submitter",
    held=SubmitterLetter,
    write=lambda line, _, letter, now: Written(line.letters.write_notices(letter, now, {})),
    envelope=lambda letters, letter: (letters.envelope(letter), (letter.to, *letter.cc)),
    name=lambda debt, _: _file_name(debt.key),
    keeper=lambda work, debt: account_of_group(work, debt.group),
    counted=lambda _: None,
)

ANNOUNCEMENT = LetterKind(
    called="draft for the group's list",
    held=Announcement,
    write=lambda line, _, letter, now: Written(line.letters.write_notices(letter, now, {})),
    envelope=lambda letters, letter: (letters.envelope(letter), (letter.to,)),
    name=lambda debt, _: _file_name(debt.key),
    keeper=lambda _, __: None,
    counted=lambda _: None,
)

LETTERS: Mapping[DebtKind, LetterKind[Any]] = {
    "receipt": RECEIPT,
    "alert": ALERT,
    "staff": STAFF,
    "letter": SUBMITTER,
    "announcement": ANNOUNCEMENT,
}
"""Every kind of debt that is a letter."""
