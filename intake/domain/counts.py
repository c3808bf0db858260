"""The receipts that were owed or left within a day, as the caps count them."""

from dataclasses import dataclass, field
from typing import Literal

CountScope = Literal["file", "address", "domain", "total"]
"""Whom a cap on receipts covers: mails with the same files, one address, one domain, everybody."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A receipt that was owed or left: for which mail, whether it gave a number, the mail's subject and its files.

    `unconfirmed`: its sender was not confirmed.
    """

    group: str
    submission: int
    numbered: bool
    subject: str
    files: tuple[str, ...] = ()
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptCounts:
    """The number of receipts owed or sent since an instant: to one address, to its domain, and in all.

    `answered` are those to the address, the last ones first.
    """

    address_without_number: int = 0
    address_with_number: int = 0
    domain: int = 0
    total: int = 0
    answered: tuple[Answered, ...] = field(default=(), compare=False)
