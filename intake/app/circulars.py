"""Importing a circular: its file through the reader process, its meaning, the answers of a person, and the draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from intake.adapters.clock import SystemClock
from intake.adapters.home.files import HomeFiles
from intake.adapters.rulebook.changes import ChangedBy, with_changes
from intake.adapters.rulebook.drafts import draft_text, known_group, with_meeting
from intake.adapters.whole_files import replace_file
from intake.app.checking import open_reader
from intake.domain.circular.accepting import with_answers
from intake.domain.circular.asking import Known
from intake.domain.circular.draft import Draft
from intake.domain.circular.drafting import drafted, group_id
from intake.domain.circular.found import Circular
from intake.domain.circular.interpret import best_of
from intake.domain.circular.letter import CircularLetters
from intake.domain.errors import UnavailableError, UsageError
from intake.ports import ReaderFailedError


@dataclass(frozen=True, slots=True)
class CircularRequest:
    """What is asked: the letter's file, the answers by field, who answers, today, the home, where the draft goes."""

    file: Path
    answers: Mapping[str, str]
    by: str
    today: date | None = None
    home: Path | None = None
    target: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportedCircular:
    """The letter as understood, its draft, and what became of the file: where it is, and in which words it changed."""

    circular: Circular
    draft: Draft
    text: str
    written: Path | None = None
    changes: tuple[str, ...] = ()


def import_circular(asked: CircularRequest) -> ImportedCircular:
    """Read a letter, and write the draft where that is asked for.

    Raises UsageError for a file that is no letter, and for a target that has no place for it.
    """
    letters = _read(asked)
    today = asked.today or SystemClock().now().date()
    said = asked.answers.get("group_acronym", "")
    circular = best_of(letters.found, today, None, said)
    path = _path(asked, circular)
    known = _known(path)
    if known is not None:
        circular = best_of(letters.found, today, known, said)
    circular = with_answers(circular, asked.answers)
    draft = drafted(circular)
    if asked.target is None or path is None:
        return ImportedCircular(circular, draft, draft_text(draft))
    return _written(circular, draft, path, asked.by)


def _read(asked: CircularRequest) -> CircularLetters:
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        raise UsageError(f"{asked.file}: {error.strerror}.") from error
    try:
        with open_reader(asked.home) as reader:
            letters = reader.read_letters(content, asked.file.name)
    except ReaderFailedError as error:
        raise UsageError(f"{asked.file}: it could not be read ({error}).") from error
    if not letters.found:
        raise UsageError(f"{asked.file}: {letters.why}.")
    return letters


def _path(asked: CircularRequest, circular: Circular) -> Path | None:
    """The file of the group: in the folder that is named, or the file itself; else that of the home, to look into."""
    name = f"{group_id(asked.answers.get('group_acronym') or circular.text('group_acronym'))}.toml"
    if asked.target is not None:
        return asked.target / name if asked.target.is_dir() else asked.target
    return HomeFiles(asked.home).rules / "groups" / name if asked.home is not None else None


def _known(path: Path | None) -> Known | None:
    if path is None or not path.is_file():
        return None
    return known_group(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}.") from error


def _written(circular: Circular, draft: Draft, path: Path, by: str) -> ImportedCircular:
    """Write the file: a new one, a known one with a new meeting, or a known one with a changed meeting."""
    try:
        text, changes = _new_text(circular, draft, path, by)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise UnavailableError(f"{path} cannot be written: {error.strerror}.") from error
    return ImportedCircular(circular, draft, text, path, changes)


def _new_text(circular: Circular, draft: Draft, path: Path, by: str) -> tuple[str, tuple[str, ...]]:
    if circular.act == "cancels":
        raise UsageError("the letter cancels a meeting; nothing was written.")
    if not path.exists():
        if circular.act != "announces":
            raise UsageError("there is no such file, and the letter changes a meeting that was announced before.")
        return draft_text(draft), ()
    if circular.act == "announces":
        return with_meeting(_text(path), draft, circular), ()
    now = SystemClock().now().astimezone(UTC).replace(microsecond=0)
    return with_changes(_text(path), circular, ChangedBy(by, now))
