"""Deadlines that were moved: `[[meeting.extension]]` as values of the domain, and as tables of a file again."""

from collections.abc import Callable, Sequence
from datetime import datetime, time

from intake.adapters.rulebook.toml_files import KeyPath, Tree
from intake.domain.deadlines import deadline, instant
from intake.domain.meeting import Extension

_NEEDS = ("until", "reason", "by", "at")
_DAY_ENDS = time(23, 59, 59)


def extensions(
    meeting: Tree, path: KeyPath, zone: str, last: datetime, fault: Callable[[KeyPath, str], None]
) -> tuple[Extension, ...]:
    """The extensions that a `[[meeting]]` names, in their order; `fault` is told what is wrong, and where.

    `last` is the local time that none may pass, the meeting's end.
    """
    found = []
    for index, keys in enumerate(meeting.get("extension", ())):
        at: KeyPath = (*path, "extension", index)
        missing = [one for one in _NEEDS if one not in keys]
        for one in missing:
            fault((*at, one), "is missing")
        if missing:
            continue
        try:
            until = deadline(keys.get("kind", "contribution"), keys["until"], zone)
        except ValueError as error:
            fault((*at, "until"), str(error))
            continue
        if until.local > last:
            fault((*at, "until"), f"{until.local} lies after the meeting's last day, {last.date()}")
        addresses = tuple(one.lower() for one in keys.get("addresses", ()))
        found.append(Extension(until, keys["reason"], keys["by"], _at(keys["at"]), addresses))
    return tuple(found)


def _at(told: datetime | str) -> datetime:
    """The instant as TOML has it, or as a text in quotation marks; the schema took either already."""
    return told if isinstance(told, datetime) else instant(told)


def tables(found: Sequence[Extension]) -> list[Tree]:
    """The same as tables of a file."""
    return [_table(one) for one in found]


def _table(one: Extension) -> Tree:
    until = one.deadline.local
    table: Tree = {
        "kind": one.deadline.kind,
        "until": until.date() if until.time() == _DAY_ENDS else until,
        "reason": one.reason,
        "by": one.by,
        "at": one.at,
    }
    return table | ({"addresses": list(one.addresses)} if one.addresses else {})
