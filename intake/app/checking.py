"""What `intake check` works with: the rulebooks of a home, or without one those that travel with the package."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from intake.adapters.clock import SystemClock
from intake.adapters.home.files import HomeFiles, example_template
from intake.adapters.home.mail_files import mails_held
from intake.adapters.rulebook.codec import JsonRulebookCodec, write
from intake.adapters.rulebook.layers import known_groups, load_layers
from intake.adapters.rulebook.profiles import load_profile
from intake.adapters.words.catalogs import Catalogs
from intake.app.opening import open_home
from intake.checks import REGISTRY
from intake.domain.answering.known_file import IsIn
from intake.domain.errors import UsageError
from intake.domain.limits import MEGABYTE, widest
from intake.domain.names import unknown_group
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.known import is_in
from intake.pipeline.showing.preview import CheckedFile, check_file
from intake.ports import Reader, ReaderFailedError, Store
from intake.readers.process.keeper import ReaderKeeper
from intake.shipped import shipped_rules, shipped_templates

LookedUp = Callable[[Rulebook, str], IsIn | None]
"""Whether the file with this digest is in this group."""


@dataclass(frozen=True, slots=True)
class Checking:
    """A reader, the rulebooks by group, and the words; `largest` is the largest file that is read, in bytes.

    `looked_up` knows what a home has; without one no file is in.
    """

    reader: Reader
    rulebooks: Mapping[str, Rulebook]
    catalogs: Catalogs
    now: datetime
    largest: int = 64 * MEGABYTE
    looked_up: LookedUp = lambda _, __: None

    def only(self, group: str | None) -> list[Rulebook]:
        """The rulebook of this group, or all of them. UsageError for a group that is not known."""
        if group is None:
            return list(self.rulebooks.values())
        if group not in self.rulebooks:
            raise unknown_group(group, list(self.rulebooks))
        return [self.rulebooks[group]]

    def language(self, wanted: str) -> str:
        """This language, in lower case. UsageError names those that are offered."""
        offered = self.catalogs.offered_languages()
        if wanted.lower() not in offered:
            raise UsageError(f"--lang {wanted}: this language is not offered; there are {', '.join(offered)}.")
        return wanted.lower()

    def checked(self, path: Path, rulebooks: Sequence[Rulebook], sender: str = "") -> list[CheckedFile]:
        """What would be found in this file, for each document in it; never an error because of the file.

        `sender` is the address that it would be sent from, "" where that is not known.
        """
        group = rulebooks[0].group.id if len(rulebooks) == 1 else ""
        try:
            if not path.is_file():
                return [CheckedFile(str(path), group, why="there is no such file")]
            if path.stat().st_size > self.largest:
                why = f"it is larger than {self.largest // MEGABYTE} MB; nothing so large is taken by mail"
                return [CheckedFile(str(path), group, why=why)]
            if (held := mails_held(path)) > 1:
                why = f"it holds {held} mails; save each of them as a file of its own to check it"
                return [CheckedFile(str(path), group, why=why)]
            reading = self.reader.read_file(path.read_bytes(), path.name).reading
        except OSError as error:
            return [CheckedFile(str(path), group, why=error.strerror or "it cannot be read")]
        except ReaderFailedError as error:
            return [CheckedFile(str(path), group, why=str(error))]
        found = check_file(reading, str(path), rulebooks, REGISTRY, self.now, sender)
        return [replace(one, is_in=self._is_in(one)) for one in found]

    def _is_in(self, one: CheckedFile) -> IsIn | None:
        """What this home knows of the file, in the group that it was judged for, else in another."""
        if one.judged is None:
            return None
        books = sorted(self.rulebooks.values(), key=lambda book: book.group.id != one.group)
        return next(filter(None, (self.looked_up(book, one.judged.document.sha256) for book in books)), None)


@contextmanager
def open_checking(home: Path | None) -> Iterator[Checking]:
    """Open what is needed to check files: a home's, or with None what travels with the package.

    Raises ConfigurationError, and UsageError for a home without any rulebook in force.
    """
    if home is None:
        with _shipped() as checking:
            yield checking
        return
    with open_home(home) as opened:
        with opened.line.store.read() as work:
            rulebooks = {group: opened.line.rulebook(work, group) for group in work.rulebooks.groups()}
        if not rulebooks:
            raise UsageError(f"{home}: no rulebook is in force; run 'intake rules activate'.")
        catalogs = Catalogs(shipped_templates() / "locale")
        largest = opened.settings.limits.max_message_mb * MEGABYTE
        known = partial(_known, opened.line.store)
        yield Checking(opened.reader, rulebooks, catalogs, opened.line.clock.now(), largest, known)


def _known(store: Store, rulebook: Rulebook, sha256: str) -> IsIn | None:
    with store.read() as work:
        return is_in(work, rulebook, sha256)


@contextmanager
def open_reader(home: Path | None) -> Iterator[ReaderKeeper]:
    """Open a reader of files: as the settings of a home say, or with None as it comes with the package."""
    if home is not None:
        with open_home(home) as opened:
            yield opened.reader
        return
    reader = ReaderKeeper()
    try:
        yield reader
    finally:
        reader.close()


def home_or_none(home: Path) -> Path | None:
    """This home; None for the current folder where that is none."""
    return None if home == Path() and not HomeFiles(home).settings.is_file() else home


@contextmanager
def _shipped() -> Iterator[Checking]:
    codec, profile = JsonRulebookCodec(), load_profile(example_template().with_suffix(".toml"))
    rulebooks = {
        group: codec.load(*write(load_layers(shipped_rules(), group), [replace(profile, group=group)]))
        for group in known_groups(shipped_rules())
    }
    with open_reader(None) as reader:
        reader.use(widest(one.limits for one in rulebooks.values()))
        yield Checking(reader, rulebooks, Catalogs(shipped_templates() / "locale"), SystemClock().now())
