"""The log for the command line and the desk: whose zones it is shown in, and its rows as files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from intake.adapters.rulebook.zones import zones_of
from intake.domain.lists.values import WordedList
from intake.domain.meeting import Zones
from intake.domain.persons.people import Person, sees_all, visible_groups
from intake.domain.persons.tokens import ApiReader
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


def zones_in_force(work: "UnitOfWork") -> dict[str, Zones]:
    """The zones of each group with a rulebook in force, and of its meetings, by the group's id."""
    found = ((group, work.rulebooks.active(group)) for group in work.rulebooks.groups())
    return {group: zones_of(active[1]) for group, active in found if active}


def reach_of(work: "UnitOfWork", reader: Person | ApiReader) -> Reach:
    """What a person, or a program that reads for one, may ask the log for."""
    zones = zones_in_force(work)
    if isinstance(reader, ApiReader):
        return Reach({group: one for group, one in zones.items() if reader.sees(group)}, all=reader.sees_all)
    return Reach({group: zones[group] for group in visible_groups(reader, zones)}, all=sees_all(reader))


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
    from intake.adapters.lists.pieces import in_csv, in_json, in_xlsx  # loads what writes workbooks

    if kind == "json":
        return in_json(row_object(row, reach) for row in rows)
    table = (cells(row, reach) for row in rows)
    if kind == "csv":
        return in_csv(IN_FILES, table)
    like = WordedList(heading.title, heading.language, IN_FILES, tuple(heading.head), (), ())
    return in_xlsx(like, table, heading.at)
