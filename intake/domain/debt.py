"""What is owed to the outside because of a Decision: receipts, moves of mails, copies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DebtKind = Literal["receipt", "move", "copy"]
DebtState = Literal["owed", "sending", "paid", "refused", "unknown", "superseded", "withheld"]


@dataclass(frozen=True, slots=True)
class Debt:
    """Anything owed to the outside because of a Decision.

    `key` is unique and says what is owed for what ("receipt:17:1", "move:204:1"). `payload` is what the payer
    needs, as JSON-ready values. `frozen` is the digest of the bytes that every attempt sends.
    """

    id: int
    key: str
    kind: DebtKind
    group: str
    submission: int
    decision: int
    state: DebtState
    due_at: datetime
    payload: Mapping[str, object]
    place: str = "smtp"
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
class ReceiptCounts:
    """How many receipts were owed or left since an instant: to one address, to its domain, and in all."""

    address_without_number: int = 0
    address_with_number: int = 0
    domain: int = 0
    total: int = 0
