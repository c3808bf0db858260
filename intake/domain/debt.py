"""Debts to the outside because of a Decision or a date: letters, moves of mails, copies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

DebtKind = Literal["receipt", "move", "copy", "alert", "staff", "letter", "announcement"]
DebtState = Literal["owed", "sending", "paid", "refused", "unknown", "superseded", "withheld"]


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom the caps count for a letter: its address, and whether the letter gives a number. Staff is never counted."""

    address: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class NewDebt:
    """A new debt, owed once by its `key` ("receipt:17:1", "move:204").

    It concerns a Submission (and the Decision on it), a meeting, a group as a whole, or with an empty `group` the
    installation. `place` says who pays: "smtp", "folder", or "imap:<account>" for the thread that owns that
    connection. `payload` is what the payer needs: a value of the kind's own type. `withheld` says why it is not to be
    paid. `topic` is shared by letters that gather what belongs together ("alert:mailbox").
    """

    key: str
    kind: DebtKind
    place: str
    due_at: datetime
    payload: object
    group: str = ""
    meeting: str | None = None
    submission: int | None = None
    decision: int | None = None
    topic: str | None = None
    counted: Counted | None = None
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """Anything owed to the outside. `frozen` is the digest of the bytes that every attempt sends; see NewDebt.

    `payload` holds the fields of the value that was owed; the port `Values` makes it of them again.
    """

    id: int
    key: str
    kind: DebtKind
    state: DebtState
    due_at: datetime
    payload: Mapping[str, object]
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
    how: Literal["smtp", "imap", "folder", ""] = ""
    note: str = ""
    bounced_at: datetime | None = None


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
    """The payload of a debt "copy": the digest of a sent letter, and the folder that keeps it."""

    blob: str
    to: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A receipt that was owed or left: for which mail, whether it gave a number, the mail's subject and its files."""

    group: str
    submission: int
    numbered: bool
    subject: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptCounts:
    """How many receipts were owed or left since an instant: to one address, to its domain, and in all.

    `answered` are those to the address, the last ones first.
    """

    address_without_number: int = 0
    address_with_number: int = 0
    domain: int = 0
    total: int = 0
    answered: tuple[Answered, ...] = field(default=(), compare=False)
