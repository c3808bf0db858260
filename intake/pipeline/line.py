"""What every step of the line works with, and what a step answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from intake.domain.document import Reading
from intake.domain.errors import ConfigurationError
from intake.domain.judging.case import Checks
from intake.domain.letters.links import Public
from intake.domain.origin.authentication import Border, Organization
from intake.domain.rulebook import Rulebook
from intake.ports import (
    AtStep,
    Blobs,
    Clock,
    Converter,
    CoverWords,
    Disks,
    LetterWriter,
    ListWords,
    MailSender,
    Reader,
    RulebookCodec,
    Scanner,
    Store,
    Tokens,
    UnitOfWork,
    Values,
)

CLOCK_TOLERANCE = 60
"""Seconds that our clock may differ from the database's; beyond this nothing scheduled happens (docs/line.md)."""


ALERTS = "alerts"
"""The place of payment of letters with alerts that have a mail server of their own."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the line works: times in seconds, sizes in bytes."""

    claim_seconds: float = 60
    order_patience: float = 10
    send_delay: float = 0
    """How long the letter and the move that a person's act causes wait, and may be taken back."""
    batch: int = 50
    batch_bytes: int = 8_000_000
    batch_seconds: float = 0.05
    pause: float = 0.01
    """After a full batch, so that a person's act beside it comes to its turn at once."""
    retry_first: float = 5
    retry_longest: float = 900
    tries_alone: int = 3


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did: how many, and when it has something to do again (UTC; None = when others bring it work)."""

    count: int = 0
    next_at: datetime | None = None


def soonest(*instants: datetime | None) -> datetime | None:
    """The earliest of these instants; None when there is none."""
    return min((one for one in instants if one is not None), default=None)


@dataclass(slots=True)
class Line:
    """The ports, together. `step` is called at every named step; `loop_token` is what our own mails carry."""

    store: Store
    blobs: Blobs
    reader: Reader
    converter: Converter
    clock: Clock
    tokens: Tokens
    checks: Checks
    codec: RulebookCodec
    values: Values
    letters: LetterWriter
    cover_words: CoverWords
    list_words: ListWords
    senders: dict[str, MailSender]
    """Who pays letters at which place: "folder", "smtp" where a server is named, ALERTS where they have their own."""
    loop_token: str
    offered: Sequence[str] = ("en",)
    scanner: Scanner | None = None
    """The virus scanner; None: files are not scanned."""
    borders: Mapping[str, Border] = field(default_factory=dict)
    """The border of each account whose server tells who sent a mail."""
    organization: Organization = lambda domain: domain
    alerts_to: tuple[str, ...] = ()
    """Who gets alerts as letters; nobody: they stand in the log alone."""
    public: Public | None = None
    """The pages by which chairs decide; None: they answer by mail."""
    disks: Disks | None = None
    """The disks that we write to; None: nobody looks at them."""
    disks_seen_at: datetime | None = None
    secrets: Mapping[str, date] = field(default_factory=dict)
    """The secrets that logins by token are got with, each with its last day."""
    secrets_seen_at: datetime | None = None
    cleared_at: datetime | None = None
    places_known: bool = False
    """Whether letters that wait for a server that is named no more were given to another one."""
    pace: Pace = field(default_factory=Pace)
    step: AtStep = lambda _: None
    _rulebooks: dict[str, Rulebook] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)

    def rulebook(self, work: UnitOfWork, group: str) -> Rulebook:
        """The group's rulebook in force; ConfigurationError when none is."""
        active = work.rulebooks.active(group)
        if active is None:
            raise ConfigurationError(
                "The group {group} has no rulebook in force: run 'intake rules activate'.", group=group
            )
        version, text = active
        return self.rulebook_of(version, text)

    def watches(self, work: UnitOfWork, group: str) -> bool:
        """Whether this group is on trial: its mailboxes are only looked at, and nobody who sends mail is written to."""
        book = self.readable_rulebook(work, group)
        return book is not None and book.policy.replies == "watch"

    def readable_rulebook(self, work: UnitOfWork, group: str) -> Rulebook | None:
        """The group's rulebook in force; None where there is none that this program can read."""
        try:
            return self.rulebook(work, group)
        except ConfigurationError:
            return None

    def rulebook_of(self, version: str, text: str) -> Rulebook:
        """The rulebook of a stored version; parsed once per process."""
        if version not in self._rulebooks:
            self._rulebooks[version] = self.codec.load(version, text)
        return self._rulebooks[version]

    def reading(self, digest: str) -> Reading:
        """The reading with this digest; the last two are kept, so that one may be decoded before a transaction begins.

        Raises KeyError, DamagedBlobError or ValueError where it is gone or damaged.
        """
        known = self._readings  # threads share the line, and each may replace it
        if digest in known:
            return known[digest]
        found = self.values.reading(self.blobs.get(digest))
        self._readings = dict([*known.items()][-1:]) | {digest: found}
        return found

    def until(self, now: datetime) -> datetime:
        """When a claim made now runs out."""
        return now + timedelta(seconds=self.pace.claim_seconds)

    def leaves_at(self, now: datetime, *, waits: bool) -> datetime:
        """When the letter of a Decision made now may leave: that of a person's act waits, so that it can be undone."""
        return now + timedelta(seconds=self.pace.send_delay) if waits else now

    def retry(self, now: datetime, attempts: int) -> datetime:
        """When to try again after this many attempts: the delay doubles up to its longest."""
        delay = min(self.pace.retry_first * 2.0 ** max(0, min(attempts, 20) - 1), self.pace.retry_longest)
        return now + timedelta(seconds=delay)
