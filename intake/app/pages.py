"""What the pages for chairs work with: the database as it is, the key of the links, words. Nothing of any mailbox."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from intake.adapters.clock import SystemClock
from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import read_link_key
from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.adapters.words.catalogs import Catalogs
from intake.domain.errors import ConfigurationError
from intake.domain.rulebook import Rulebook
from intake.ports import Clock, Store, UnitOfWork
from intake.settings import PublicSettings, database_address, load_settings
from intake.shipped import shipped_templates
from intake.store.work import SqlStore, store_as_it_is


@dataclass(frozen=True, slots=True)
class OpenPages:
    """A home that is open for its public pages. Other processes work on it: no lock is held, no schema changed."""

    public: PublicSettings
    database: SqlStore
    clock: Clock
    key: bytes = field(repr=False)
    catalogs: Catalogs
    templates: Path

    @property
    def store(self) -> Store:
        """The database, once it is known to be as this program knows it.

        Raises ConfigurationError where another version has changed it, UnavailableError where it does not answer.
        """
        self.database.require_up_to_date()
        return self.database

    def rulebook(self, work: UnitOfWork, group: str) -> Rulebook:
        """The group's rulebook in force. KeyError where none is."""
        active = work.rulebooks.active(group)
        if active is None:
            raise KeyError(group)
        return JsonRulebookCodec().load(*active)


@contextmanager
def open_pages(
    home: Path, *, clock: Clock | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[OpenPages]:
    """Open a home for its public pages; of its secrets the key of the links and the database's password are read.

    Raises ConfigurationError where there is no [public] or no key yet; the database is not asked yet.
    """
    files = HomeFiles(home)
    files.require()
    settings = load_settings(files.settings, os.environ if environment is None else environment)
    if settings.public is None:
        raise ConfigurationError(
            f"{files.settings}: public: is missing; name where people reach the pages, like [public] and below it "
            f'url = "https://contributions.example.org/intake".'
        )
    key, templates = read_link_key(files), shipped_templates()
    store = store_as_it_is(database_address(settings, files.top))
    try:
        yield OpenPages(
            settings.public, store, clock or SystemClock(), key, Catalogs(templates / "locale"), templates / "web"
        )
    finally:
        store.close()
