"""The log for the command line and the desk: whose zones it is shown in, and its rows as files."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from intake.adapters.rulebook.zones import zones_of
from intake.domain.lists.values import WordedList
from intake.domain.meeting import Zones
from intake.domain.persons.people import Person, sees_all, visible_groups
from intake.pipeline.showing.mails import Reach

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The kinds of files, with their media types."""


def zones_in_force(work: "UnitOfWork") -> dict[str, Zones]:
    """The zones of each group with a rulebook in force, and of its meetings, by the group's id."""
    found = ((group, work.rulebooks.active(group)) for group in work.rulebooks.groups())
    return {group: zones_of(active[1]) for group, active in found if active}


def reach_of(work: "UnitOfWork", person: Person) -> Reach:
    """What this person may ask the log for."""
    zones = zones_in_force(work)
    return Reach({group: zones[group] for group in visible_groups(person, zones)}, all=sees_all(person))


def table_as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table for spreadsheets under the names of its columns, in UTF-8 with the mark by which they know it."""
    from intake.adapters.lists.sheets import as_csv

    return as_csv(_table("", "en", columns, columns, rows)).encode("utf-8-sig", "replace")


def table_as_xlsx(
    title: str, language: str, columns: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]], at: datetime
) -> bytes:
    """A table as a workbook in which every cell is text; `head` are the columns in the reader's language."""
    from intake.adapters.lists.sheets import as_xlsx

    return as_xlsx(_table(title, language, columns, head, rows), at)


def objects_as_json(objects: Sequence[object]) -> bytes:
    """Plain objects as one JSON array."""
    return (json.dumps(list(objects), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _table(
    title: str, language: str, columns: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]]
) -> WordedList:
    return WordedList(title, language, tuple(columns), tuple(head), tuple(tuple(row) for row in rows), ())
