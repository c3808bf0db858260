"""Debts to the outside because of a Decision or a date: letters, moves of mails, copies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.answering.receipt import Receipt
from intake.domain.counts import CountScope
from intake.domain.letters.alert import AlertLetter
from intake.domain.letters.notice import Announcement, StaffLetter, SubmitterLetter

DebtKind = Literal["receipt", "move", "copy", "alert", "staff", "letter", "announcement"]
FromReports = Literal["", "delayed", "delivered"]
"""What reports say of a letter that left: nothing, that it waits on its way, that it arrived."""

DebtState = Literal["owed", "sending", "paid", "refused", "unknown", "superseded", "withheld"]


@dataclass(frozen=True, slots=True)
class Move:
    """The payload of a debt "move": one Delivery, and its new folder."""

    account: str
    folder: str
    uidvalidity: int
    uid: int
    to: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The payload of a debt "copy": the digest of a sent letter, the folder that keeps it, and the letter's kind."""

    blob: str
    to: str
    of: DebtKind = "receipt"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The payload of a debt that this version cannot read any more: it is never paid, and a person is alerted."""

    why: str


Payload = Receipt | AlertLetter | StaffLetter | SubmitterLetter | Announcement | Move | Copy
"""What is owed, by the kind of debt."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom the caps count for a letter: its address, and whether the letter gives a number. Staff is never counted."""

    address: str
    numbered: bool = False


WATCHED = 'this home only watches (replies = "watch")'
"""Why letters to senders are kept in a home on trial."""

SentBy = Literal["smtp", "imap", "folder", "person", ""]
"""How a debt was paid; "person": put into Drafts, and found among the mail that a person sent."""


@dataclass(frozen=True, slots=True)
class NewDebt:
    """A new debt, owed once by its `key` ("receipt:17:1", "move:204").

    It concerns a Submission (and the Decision on it), a meeting, a group as a whole, or with an empty `group` the
    installation. `place` says who pays: "smtp", "folder", or "imap:<account>" for the thread that owns that
    connection. `payload` is what the payer needs, of the kind's own type. `withheld` says why it is not to be paid,
    `capped` names the cap that withholds it, if one does. `topic` is shared by letters that gather what belongs
    together ("alert:mailbox").
    """

    key: str
    kind: DebtKind
    place: str
    due_at: datetime
    payload: Payload
    group: str = ""
    meeting: str | None = None
    submission: int | None = None
    decision: int | None = None
    topic: str | None = None
    counted: Counted | None = None
    withheld: str | None = None
    capped: CountScope | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """Anything owed to the outside. `frozen` is the digest of the bytes that every attempt sends; see NewDebt."""

    id: int
    key: str
    kind: DebtKind
    state: DebtState
    due_at: datetime
    payload: Payload | Unreadable
    place: str = "smtp"
    group: str = ""
    meeting: str | None = None
    submission: int | None = None
    decision: int | None = None
    attempts: int = 0
    claim: str | None = None
    frozen: str | None = None
    frozen_at: datetime | None = None
    message_id: str | None = None
    paid_at: datetime | None = None
    how: SentBy = ""
    note: str = ""
    bounced_at: datetime | None = None
    reported: FromReports = ""
    capped: CountScope | None = None

    @property
    def has_yet_to_leave(self) -> bool:
        """Whether it is to be paid, and nobody has got any of it: until its bytes are fixed it can be taken back."""
        return self.state in ("owed", "sending") and self.frozen is None


def recipients(debt: Debt) -> tuple[str, ...]:
    """Everybody whom a letter goes to, by address: whom it is for, then those who get a copy."""
    to = getattr(debt.payload, "to", ())
    return (*((to,) if isinstance(to, str) else to), *getattr(debt.payload, "cc", ()))
