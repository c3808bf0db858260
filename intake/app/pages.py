"""What the public pages work with: database and files as they are, the key of links, a reader, words. No mailbox."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from intake.adapters.blobs import FileBlobs
from intake.adapters.clock import SystemClock
from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import read_link_key
from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.adapters.words.catalogs import Catalogs
from intake.checks import REGISTRY
from intake.domain.errors import ConfigurationError
from intake.domain.limits import MEGABYTE
from intake.domain.rulebook import Rulebook
from intake.pipeline.requests.uploading import Shelf
from intake.pipeline.showing.known import is_in
from intake.pipeline.showing.preview import CheckedFile, check_file
from intake.ports import AtStep, Blobs, Clock, Reader, ReaderFailedError, Store, UnitOfWork
from intake.readers.process.keeper import ReaderKeeper
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
    reader: Reader
    blobs: Blobs
    largest: int = 40 * MEGABYTE
    """Bytes of the largest file that is checked or taken."""
    message: int = 64 * MEGABYTE
    """Bytes of the largest mail that is read."""
    step: AtStep = lambda _: None
    """Called at every named step."""

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

    def rulebooks(self) -> list[Rulebook]:
        """All rulebooks in force, by group."""
        with self.store.read() as work:
            return [self.rulebook(work, group) for group in sorted(work.rulebooks.groups())]

    @property
    def together(self) -> int:
        """Bytes of all files of one upload: written as in a mail (RFC 2045, section 6.8) they fit into the largest.

        57 bytes make a line of 78; what is left is for the head.
        """
        return self.message * 57 // 78 - MEGABYTE

    @property
    def shelf(self) -> Shelf:
        """Where uploads are kept."""
        return Shelf(self.store, self.blobs, self.step)

    def checked(self, rulebook: Rulebook, content: bytes, name: str) -> list[CheckedFile]:
        """What would be found in this file, for each document in it; nothing is kept.

        A file that is registered or on hold is answered by its digest alone: its time of receipt, and no findings.
        """
        with self.store.read() as work:
            known = is_in(work, rulebook, sha256(content).hexdigest())
        if known is not None and known.where != "returned":
            return [CheckedFile(name, rulebook.group.id, is_in=known)]
        try:
            reading = self.reader.read_file(content, name).reading
        except ReaderFailedError as error:
            return [CheckedFile(name, rulebook.group.id, why=str(error))]
        return [replace(one, is_in=known) for one in check_file(reading, name, [rulebook], REGISTRY, self.clock.now())]


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
    largest = settings.limits.max_document_mb * MEGABYTE
    with ExitStack() as stack:
        store = store_as_it_is(database_address(settings, files.top))
        stack.callback(store.close)
        reader = ReaderKeeper(sandbox=settings.sandbox, deadline=settings.limits.reader_seconds, largest=largest)
        stack.callback(reader.close)
        yield OpenPages(
            public=settings.public,
            database=store,
            clock=clock or SystemClock(),
            key=key,
            catalogs=Catalogs(templates / "locale"),
            templates=templates / "web",
            reader=reader,
            blobs=FileBlobs(files.top / settings.blobs),
            largest=largest,
            message=settings.limits.max_message_mb * MEGABYTE,
        )
