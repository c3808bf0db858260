"""The log for the command line and the desk: whose zones it is shown in, and its rows as files."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Literal

from intake.adapters.rulebook.zones import zones_of
from intake.domain.lists.values import WordedList
from intake.domain.meeting import Zones
from intake.domain.persons.people import Person, sees_all, visible_groups
from intake.domain.search.asked import LogRow
from intake.pipeline.showing.mails import IN_FILES, Reach, cells, row_object

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

FileKind = Literal["csv", "xlsx", "json"]
KINDS: Mapping[FileKind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The kinds of files, with their media types."""
_PIECE = 65_536


def zones_in_force(work: "UnitOfWork") -> dict[str, Zones]:
    """The zones of each group with a rulebook in force, and of its meetings, by the group's id."""
    found = ((group, work.rulebooks.active(group)) for group in work.rulebooks.groups())
    return {group: zones_of(active[1]) for group, active in found if active}


def reach_of(work: "UnitOfWork", person: Person) -> Reach:
    """What this person may ask the log for."""
    zones = zones_in_force(work)
    return Reach({group: zones[group] for group in visible_groups(person, zones)}, all=sees_all(person))


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the mails in a workbook, in the reader's language; `at` (UTC) is its date."""

    title: str
    language: str
    head: Sequence[str]
    at: datetime


def file_of(kind: FileKind, rows: Iterable[LogRow], reach: Reach, heading: Heading) -> Iterator[bytes]:
    """The mails as a file, piece by piece: any number of them, of which a few hundred are held at one time.

    In CSV and JSON the columns have our names, so that programs know them.
    """
    if kind == "json":
        return _as_json(row_object(row, reach) for row in rows)
    table = (cells(row, reach) for row in rows)
    return _as_csv(table) if kind == "csv" else _as_xlsx(table, heading)


def _as_csv(table: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """In UTF-8 with the mark by which spreadsheets know it."""
    from intake.adapters.lists.sheets import csv_pieces

    yield BOM_UTF8
    for piece in csv_pieces(IN_FILES, table):
        yield piece.encode("utf-8", "replace")


def _as_xlsx(table: Iterable[Sequence[str]], heading: Heading) -> Iterator[bytes]:
    """As a workbook in which every cell is text; it is written to a file of its own first."""
    from intake.adapters.lists.sheets import write_xlsx

    with TemporaryFile() as file:
        like = WordedList(heading.title, heading.language, IN_FILES, tuple(heading.head), (), ())
        write_xlsx(file, like, table, heading.at)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _as_json(objects: Iterable[object]) -> Iterator[bytes]:
    """One array, an object on each line."""
    before = "[\n"
    for one in objects:
        yield (before + json.dumps(one, ensure_ascii=False)).encode("utf-8", "replace")
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
