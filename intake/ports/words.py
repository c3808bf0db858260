"""Findings and receipts in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.domain.receipt import Receipt
from intake.domain.verdict import Finding


class Words(Protocol):
    """Findings in sentences."""

    def what(self, finding: Finding, language: str) -> str:
        """What was found, with the exact place, in one sentence."""
        ...

    def remedy(self, finding: Finding, language: str) -> str:
        """How to correct it, in one sentence; "" when nothing is to be done."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A receipt as bytes, ready to be frozen: with CRLF line ends, and its envelope."""

    raw: bytes
    message_id: str
    subject: str
    sender: str
    recipients: tuple[str, ...]


class LetterWriter(Protocol):
    """Puts a Receipt into words and headers."""

    def write(self, receipt: Receipt, now: datetime, correct_until: datetime | None) -> Letter:
        """The letter, dated `now`; `correct_until` is printed where something is to be corrected.

        Raises ValueError when an address cannot be written to.
        """
        ...

    def id_of(self, raw: bytes) -> str:
        """The Message-ID, with angle brackets, of a letter that this writer wrote."""
        ...

    def subject(self, receipt: Receipt) -> str:
        """The subject line that the letter has or will have."""
        ...

    def envelope(self, receipt: Receipt) -> str:
        """The envelope sender of this receipt; "" is the null path."""
        ...
