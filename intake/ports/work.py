"""One transaction, and the database that gives it."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from intake.ports.files import Additions, Cards, Scans
from intake.ports.ledger import Deliveries, Messages, Submissions
from intake.ports.register import Agenda, Alerts, Contributions, Debts, Log, Rulebooks


class UnitOfWork(Protocol):
    """One transaction. Leaving it without an exception commits; an exception rolls everything back."""

    messages: Messages
    scans: Scans
    cards: Cards
    additions: Additions
    deliveries: Deliveries
    submissions: Submissions
    contributions: Contributions
    debts: Debts
    log: Log
    alerts: Alerts
    rulebooks: Rulebooks
    agenda: Agenda


class Store(Protocol):
    """The database."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that only reads, on one consistent state."""
        ...

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that writes; one at a time per process on SQLite, first come, first served."""
        ...

    def is_outage(self, error: BaseException) -> bool:
        """Whether this error is the database's or the disk's, and says nothing about the mail at hand."""
        ...

    def check_clock(self, now: datetime) -> float:
        """How many seconds our clock is off the database's."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...
