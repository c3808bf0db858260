"""What is owed to the outside, as the line asks for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from intake.domain.answering.receipt import Receipt
from intake.domain.counts import ReceiptCounts
from intake.domain.debt import Debt, FromReports, NewDebt, Payload


class Debts(Protocol):
    """Debts to the outside."""

    def owe(self, new: NewDebt) -> bool:
        """Owe something once; False when the key is known."""
        ...

    def newest(self, topic: str) -> Debt | None:
        """The debt of this topic that was owed last and not superseded, or None."""
        ...

    def waiting(self, group: str, kind: str) -> list[Debt]:
        """The debts of this kind and group that nobody has begun to pay, oldest first."""
        ...

    def take_back(self, debt: int) -> bool:
        """Mark a debt that waits as superseded; False if it is on its way or paid."""
        ...

    def recall(self, debt: int) -> bool:
        """Mark a letter that is not frozen as superseded, even while a worker writes it; False if it may have left."""
        ...

    def owe_again(self, key: str, due_at: datetime) -> bool:
        """Owe again a receipt or a move that was taken back before anybody had begun; False for any other debt."""
        ...

    def add_to(self, debt: int, payload: Payload) -> bool:
        """Add to the payload of a debt that waits; False if it is on its way or paid: then owe another."""
        ...

    def supersede(self, submission: int, before: int, kind: str) -> int:
        """Mark debts of this kind that older Decisions still owe as superseded; returns how many."""
        ...

    def claim(self, place: str, *, now: datetime, until: datetime, token: str, limit: int) -> list[Debt]:
        """Claim debts that are due at this place, oldest first; `attempts` counts up.

        One that is "sending" with a claim that has run out is due too: its outcome is unknown, its bytes are frozen.
        """
        ...

    def freeze(self, debt: int, *, token: str, blob: str, message_id: str, now: datetime) -> bool:
        """Fix the bytes that every attempt will send; state sending. False when the claim is lost."""
        ...

    def settle(self, debt: int, *, token: str, state: str, now: datetime, how: str = "", note: str = "") -> bool:
        """Record the outcome (paid, refused, unknown, withheld); False when another finished it."""
        ...

    def postpone(self, debt: int, *, token: str, until: datetime, note: str) -> bool:
        """Give it back for a later try."""
        ...

    def resend(self, debt: int, now: datetime, place: str) -> None:
        """Owe a receipt that did not arrive again, by a person's word, to be paid at this place."""
        ...

    def drop(self, debt: int) -> None:
        """Take such a receipt off the work list, by a person's word."""
        ...

    def not_arrived(self, most: int | None = None) -> list[Debt]:
        """The last receipt of each Submission, where it was withheld, refused, or reported as undeliverable.

        One that answers the same files once more is left out, since their sender was answered, and one that a trial
        kept, since none of those leaves. `most`: the oldest so many.
        """
        ...

    def not_arrived_of(self, submission: int) -> Debt | None:
        """The last receipt of this Submission, if it was withheld, refused, or reported as undeliverable."""
        ...

    def by_message_id(self, message_id: str) -> Debt | None:
        """The debt whose letter has this Message-ID (angle brackets or not), or None."""
        ...

    def drafts(self, place: str, *, since: datetime, most: int) -> list[Debt]:
        """The letters that were put into Drafts here since, and are not known to be sent; the last so many."""
        ...

    def sent_by_person(self, debt: int, now: datetime, note: str) -> bool:
        """Record that a person sent this draft; False where that is known."""
        ...

    def bounced(self, debt: int, now: datetime) -> bool:
        """Mark a letter as come back; False when it was marked before."""
        ...

    def reported(self, debt: int, told: FromReports) -> bool:
        """Keep what a report says of a letter on its way; False when that is known."""
        ...

    def of(self, submission: int) -> list[Debt]:
        """All debts of a Submission, oldest first."""
        ...

    def receipts(self, submission: int) -> list[tuple[Debt, Receipt]]:
        """The receipts of a Submission, oldest first, each with its content."""
        ...

    def first_answers(self, submissions: Sequence[int]) -> dict[int, datetime]:
        """When the first receipt of each of these Submissions was paid (UTC); one that got none is absent."""
        ...

    def receipts_to(self, address: str, since: datetime) -> ReceiptCounts:
        """How many receipts were owed or paid since, to this address, to its domain, in all: for the caps."""
        ...

    def withheld_since(self, reason: str, since: datetime, *, to: str) -> int:
        """How many receipts were withheld since for this reason: to an address, "@" and a domain, or "" for all."""
        ...

    def release_all(self) -> int:
        """Free every claim, for the holder of the home's lock."""
        ...

    def next_due(self, place: str | None = None) -> datetime | None:
        """When the next debt (at this place) is due or its claim runs out, or None."""
        ...

    def open_count(self, place: str | None = None) -> int:
        """How many are owed or being sent (at this place)."""
        ...

    def redirect(self, place: str, to: str, now: datetime, *, topic: str | None = None) -> int:
        """Have all that is still to be paid at a place (and belongs to this topic) paid at another one.

        What was tried already is tried there at once. How many.
        """
        ...
