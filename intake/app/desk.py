"""What the desk works with: the database as it is, a line whose letters the daemon sends, words. No mail secret."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from intake.adapters.clock import SystemClock
from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import read_link_key
from intake.adapters.rulebook.texts import TomlRuleTexts
from intake.adapters.tokens import RandomTokens
from intake.adapters.words.catalogs import DESK, LETTERS, STATED, Catalogs
from intake.adapters.words.sentences import Sentences
from intake.adapters.words.stating import Stating
from intake.app.lines import Around, line_over, public_of, reader_of, servers, use_limits
from intake.app.people import door_of, gate_of
from intake.domain.errors import ConfigurationError, IntakeError, UnavailableError
from intake.domain.letters.links import Public
from intake.domain.limits import MEGABYTE
from intake.pipeline.line import Line
from intake.pipeline.persons.door import Door
from intake.pipeline.persons.identities import ProviderGate
from intake.pipeline.showing.front.health import seen_at
from intake.ports import (
    Blobs,
    Clock,
    Handover,
    MailSender,
    Passwords,
    RuleTexts,
    Sending,
    Store,
    Tokens,
    UnitOfWork,
    Words,
)
from intake.readers.process.keeper import ReaderKeeper
from intake.readers.process.patience import have_patience
from intake.settings import DeskSettings, PublicSettings, Settings, database_address, load_settings
from intake.shipped import shipped_rules, shipped_templates
from intake.store.work import SqlStore, store_as_it_is

READS_FOR = 45.0
"""Seconds that all files of one request may take in the reader: less than a web server before us waits."""


class LeftToTheDaemon:
    """Stands where `intake run` has a mail server: the desk owes letters, and never sends one."""

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        """Raise UnavailableError."""
        raise UnavailableError(f"{len(mails)} letters are left to 'intake run'; the desk sends none.")

    def close(self) -> None:
        """Nothing was opened."""


@dataclass(frozen=True)
class OpenDesk:
    """A home that is open for its desk. Other processes work on it: no lock is held, no schema changed."""

    settings: Settings
    database: SqlStore
    line: Line
    reader: ReaderKeeper
    catalogs: Catalogs
    """The words of letters, in six languages."""
    words: Catalogs
    """The words of the desk and those of letters, in the languages that the desk speaks."""
    passwords: Passwords | None = None
    """How passwords are hashed, where it is not as usual."""
    gate: ProviderGate | None = None
    """The way in by a provider of identities."""
    rule_texts: RuleTexts = field(default_factory=lambda: TomlRuleTexts(shipped_rules()))
    """Rulebooks as people read and change them."""

    @property
    def place(self) -> DeskSettings:
        """Where it listens, and where people reach it."""
        return self.settings.desk

    @property
    def store(self) -> Store:
        """The database, once it is known to be as this program knows it.

        Raises ConfigurationError where another version has changed it, UnavailableError where it does not answer.
        """
        self.database.require_up_to_date()
        return self.database

    def broken(self) -> IntakeError | None:
        """What is wrong with the desk itself, and not with a rulebook or a file that somebody asked for; else None."""
        try:
            self.database.require_up_to_date()
        except (ConfigurationError, UnavailableError) as error:
            return error
        return None

    @property
    def clock(self) -> Clock:
        """The time."""
        return self.line.clock

    def seen_at(self, work: UnitOfWork, now: datetime) -> datetime | None:
        """The last sign of life of any daemon (UTC), at this instant; None where none has ever worked here."""
        return seen_at(work, now)

    @property
    def tokens(self) -> Tokens:
        """Random tokens."""
        return self.line.tokens

    @property
    def blobs(self) -> Blobs:
        """Mails, readings and files."""
        return self.line.blobs

    @property
    def called(self) -> str:
        """What people call the provider of identities; "" without one."""
        return self.place.oidc.name if self.gate and self.place.oidc else ""

    @cached_property
    def door(self) -> Door:
        """How persons enter."""
        return door_of(self.database, self.clock, self.passwords)

    @cached_property
    def sentences(self) -> Words:
        """Findings in sentences."""
        return Sentences(self.words)

    @cached_property
    def stating(self) -> Stating:
        """Errors, and what is kept in English, in the reader's language."""
        return Stating(Catalogs(shipped_templates() / "locale", (STATED,)))

    @property
    def templates(self) -> Path:
        """The folder of its pages, styles and scripts."""
        return shipped_templates() / "desk"

    @property
    def largest(self) -> int:
        """Bytes of the largest file that is taken."""
        return self.settings.limits.max_document_mb * MEGABYTE

    def have_patience(self) -> None:
        """Let all readings that one request causes end together within `READS_FOR`, waiting for others included."""
        have_patience(READS_FOR)

    def use_limits(self) -> None:
        """Read files within the limits of the rulebooks in force; before a file is handed to the reader."""
        use_limits(self.line, self.reader)


@contextmanager
def open_desk(
    home: Path,
    *,
    clock: Clock | None = None,
    tokens: Tokens | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[OpenDesk]:
    """Open a home for its desk; of its secrets it reads the key of the links, the database's and the provider's.

    Raises ConfigurationError, naming what is wrong, where, and the remedy; the database is not asked yet.
    """
    files = HomeFiles(home)
    files.require()
    settings = load_settings(files.settings, os.environ if environment is None else environment)
    with ExitStack() as stack:
        store = store_as_it_is(database_address(settings, files.top))
        stack.callback(store.close)
        reader = reader_of(settings)
        stack.callback(reader.close)
        locale = shipped_templates() / "locale"
        senders: dict[str, MailSender] = {place: LeftToTheDaemon() for place in (*servers(settings), "folder")}
        around = Around(
            store=store,
            reader=reader,
            clock=clock or SystemClock(),
            tokens=tokens or RandomTokens(),
            catalogs=Catalogs(locale),
            senders=senders,
            public=_public(settings.public, files),
        )
        line = line_over(settings, files.top, around)
        words, gate = Catalogs(locale, (LETTERS, DESK)), gate_of(settings.desk, files.top, line.clock)
        texts = TomlRuleTexts(files.rules)
        yield OpenDesk(settings, store, line, reader, around.catalogs, words, gate=gate, rule_texts=texts)


def _public(one: PublicSettings | None, files: HomeFiles) -> Public | None:
    return public_of(one, read_link_key(files)) if one else None
