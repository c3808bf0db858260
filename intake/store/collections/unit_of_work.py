"""What one transaction offers. Each collection is loaded when it is first asked for: a command needs two or three."""

from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from intake.store.database.transaction import Transaction

if TYPE_CHECKING:
    from intake import ports


class Work:
    """One transaction's collections."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def savepoint(self) -> AbstractContextManager[None]:
        """What is done inside is taken back alone if it fails."""
        return self._transaction.savepoint()

    @cached_property
    def messages(self) -> "ports.Messages":
        """Raw mails and their readings."""
        from intake.store.collections.mails.messages import SqlMessages

        return SqlMessages(self._transaction)

    @cached_property
    def scans(self) -> "ports.Scans":
        """What the virus scanner said of each file."""
        from intake.store.collections.mails.scans import SqlScans

        return SqlScans(self._transaction)

    @cached_property
    def cards(self) -> "ports.Cards":
        """What people know each mail by."""
        from intake.store.collections.mails.cards import SqlCards

        return SqlCards(self._transaction)

    @cached_property
    def search(self) -> "ports.Search":
        """The mails of the log, by what a person asks for."""
        from intake.store.collections.mails.found import SqlSearch

        return SqlSearch(self._transaction)

    @cached_property
    def additions(self) -> "ports.Additions":
        """Files that were made for Decisions."""
        from intake.store.collections.mails.additions import SqlAdditions

        return SqlAdditions(self._transaction)

    @cached_property
    def deliveries(self) -> "ports.Deliveries":
        """Appearances of mails in mailboxes."""
        from intake.store.collections.mails.deliveries import SqlDeliveries

        return SqlDeliveries(self._transaction)

    @cached_property
    def submissions(self) -> "ports.Submissions":
        """Mails for a group, and the Decisions on them."""
        from intake.store.collections.mails.submissions import SqlSubmissions

        return SqlSubmissions(self._transaction)

    @cached_property
    def contributions(self) -> "ports.Contributions":
        """Numbered documents and their series."""
        from intake.store.collections.numbers.contributions import SqlContributions

        return SqlContributions(self._transaction)

    @cached_property
    def reservations(self) -> "ports.Reservations":
        """Numbers that are kept for documents that will come."""
        from intake.store.collections.numbers.reservations import SqlReservations

        return SqlReservations(self._transaction)

    @cached_property
    def ticks(self) -> "ports.Ticks":
        """Supporting files that a person ticked."""
        from intake.store.collections.numbers.ticks import SqlTicks

        return SqlTicks(self._transaction)

    @cached_property
    def debts(self) -> "ports.Debts":
        """What is owed to the outside."""
        from intake.store.collections.letters.debts import SqlDebts

        return SqlDebts(self._transaction)

    @cached_property
    def log(self) -> "ports.Log":
        """The intake log and its seals."""
        from intake.store.collections.records.chain import SqlLog

        return SqlLog(self._transaction)

    @cached_property
    def alerts(self) -> "ports.Alerts":
        """The alerts of the log, each taken once."""
        from intake.store.collections.records.alerts import SqlAlerts

        return SqlAlerts(self._transaction)

    @cached_property
    def rulebooks(self) -> "ports.Rulebooks":
        """Rulebooks, and which are in force."""
        from intake.store.collections.meetings.rulebooks import SqlRulebooks

        return SqlRulebooks(self._transaction)

    @cached_property
    def agenda(self) -> "ports.Agenda":
        """What is due at an instant."""
        from intake.store.collections.meetings.agenda import SqlAgenda

        return SqlAgenda(self._transaction)

    @cached_property
    def closings(self) -> "ports.Closings":
        """The calls that were closed."""
        from intake.store.collections.meetings.closings import SqlClosings

        return SqlClosings(self._transaction)

    @cached_property
    def minutes(self) -> "ports.Minutes":
        """What a person noted beside numbers for a meeting."""
        from intake.store.collections.meetings.minutes import SqlMinutes

        return SqlMinutes(self._transaction)

    @cached_property
    def outages(self) -> "ports.Outages":
        """What does not answer."""
        from intake.store.collections.records.outages import SqlOutages

        return SqlOutages(self._transaction)

    @cached_property
    def requests(self) -> "ports.Requests":
        """What chairs ask for by a link."""
        from intake.store.collections.meetings.requests import SqlRequests

        return SqlRequests(self._transaction)

    @cached_property
    def stories(self) -> "ports.Stories":
        """The past and the neighbours of one mail."""
        from intake.store.collections.mails.stories import SqlStories

        return SqlStories(self._transaction)

    @cached_property
    def overview(self) -> "ports.Overview":
        """What the desk looks up at one glance."""
        from intake.store.collections.records.overview import SqlOverview

        return SqlOverview(self._transaction)

    @cached_property
    def beats(self) -> "ports.Beats":
        """The daemons' signs of life."""
        from intake.store.collections.records.beats import SqlBeats

        return SqlBeats(self._transaction)

    @cached_property
    def persons(self) -> "ports.Persons":
        """The persons of the desk."""
        from intake.store.collections.persons.persons import SqlPersons

        return SqlPersons(self._transaction)

    @cached_property
    def sessions(self) -> "ports.Sessions":
        """The browsers in which persons entered."""
        from intake.store.collections.persons.sessions import SqlSessions

        return SqlSessions(self._transaction)

    @cached_property
    def one_time_links(self) -> "ports.OneTimeLinks":
        """Links that work once."""
        from intake.store.collections.persons.entries import SqlOneTimeLinks

        return SqlOneTimeLinks(self._transaction)

    @cached_property
    def api_tokens(self) -> "ports.ApiTokens":
        """Tokens by which programs read the API."""
        from intake.store.collections.persons.api_tokens import SqlApiTokens

        return SqlApiTokens(self._transaction)

    @cached_property
    def login_failures(self) -> "ports.LoginFailures":
        """Wrong passwords."""
        from intake.store.collections.persons.entries import SqlLoginFailures

        return SqlLoginFailures(self._transaction)

    @cached_property
    def candidates(self) -> "ports.Candidates":
        """Files that persons uploaded and have not decided on."""
        from intake.store.collections.persons.candidates import SqlCandidates

        return SqlCandidates(self._transaction)
