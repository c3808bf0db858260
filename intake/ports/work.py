"""One transaction, and the database that gives it."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from intake.ports.agenda import Agenda, Closings, Outages, Rulebooks
from intake.ports.debts import Debts
from intake.ports.files import Additions, Cards, Scans
from intake.ports.ledger import Submissions
from intake.ports.lists import Minutes
from intake.ports.log import Alerts, Log
from intake.ports.mails import Deliveries, Messages
from intake.ports.overview import Beats, Overview
from intake.ports.people import ApiTokens, Candidates, LoginFailures, OneTimeLinks, Persons, Sessions
from intake.ports.register import Contributions, Reservations
from intake.ports.requests import Requests
from intake.ports.search import Search
from intake.ports.site import Ticks
from intake.ports.stories import Stories


class UnitOfWork(Protocol):
    """One transaction. Leaving it without an exception commits; an exception rolls everything back."""

    def savepoint(self) -> AbstractContextManager[None]:
        """What is done inside is taken back alone if it fails; the transaction goes on."""
        ...

    @property
    def messages(self) -> Messages:
        """Raw mails and their readings."""
        ...

    @property
    def scans(self) -> Scans:
        """What the virus scanner said of each file."""
        ...

    @property
    def cards(self) -> Cards:
        """What people know each mail by."""
        ...

    @property
    def search(self) -> Search:
        """The mails of the log, by what a person asks for."""
        ...

    @property
    def additions(self) -> Additions:
        """Files that were made for Decisions."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """Appearances of mails in mailboxes."""
        ...

    @property
    def submissions(self) -> Submissions:
        """Mails for a group, and the Decisions on them."""
        ...

    @property
    def contributions(self) -> Contributions:
        """Numbered documents and their series."""
        ...

    @property
    def reservations(self) -> Reservations:
        """Numbers that are kept for documents that will come."""
        ...

    @property
    def ticks(self) -> Ticks:
        """Supporting files that a person ticked."""
        ...

    @property
    def debts(self) -> Debts:
        """What is owed to the outside."""
        ...

    @property
    def log(self) -> Log:
        """The intake log and its seals."""
        ...

    @property
    def alerts(self) -> Alerts:
        """The alerts of the log, each taken once."""
        ...

    @property
    def rulebooks(self) -> Rulebooks:
        """Rulebooks, and which are in force."""
        ...

    @property
    def agenda(self) -> Agenda:
        """What is due at an instant."""
        ...

    @property
    def closings(self) -> Closings:
        """The calls that were closed."""
        ...

    @property
    def minutes(self) -> Minutes:
        """What a person noted beside numbers for a meeting."""
        ...

    @property
    def outages(self) -> Outages:
        """What does not answer."""
        ...

    @property
    def requests(self) -> Requests:
        """What chairs ask for by a link."""
        ...

    @property
    def stories(self) -> Stories:
        """The past and the neighbours of one mail."""
        ...

    @property
    def overview(self) -> Overview:
        """What the desk looks up at one glance."""
        ...

    @property
    def beats(self) -> Beats:
        """The daemons' signs of life."""
        ...

    @property
    def persons(self) -> Persons:
        """The persons of the desk."""
        ...

    @property
    def sessions(self) -> Sessions:
        """The browsers in which persons entered."""
        ...

    @property
    def candidates(self) -> Candidates:
        """Files that persons uploaded and have not decided on."""
        ...

    @property
    def one_time_links(self) -> OneTimeLinks:
        """Links that work once."""
        ...

    @property
    def api_tokens(self) -> ApiTokens:
        """Tokens by which programs read the API."""
        ...

    @property
    def login_failures(self) -> LoginFailures:
        """Wrong passwords."""
        ...


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
