"""A corrigendum, an addendum or a postponement in the file of the group whose meeting it changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from intake.adapters.rulebook.drafts import meetings_in
from intake.domain.circular.draft import TomlValue
from intake.domain.circular.drafting import local_deadline
from intake.domain.circular.found import Circular
from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.places import in_english
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.text.language import one_line

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class ChangedBy:
    """Who puts a letter into a rulebook, and when (UTC)."""

    name: str
    at: datetime


def with_changes(text: str, circular: Circular, changed: ChangedBy) -> tuple[str, tuple[str, ...]]:
    """The file with what a letter says anew about a known meeting, and each change in words.

    A deadline that moves is a `[[meeting.extension]]`; days, hours and place are changed, with the letter named beside
    them. What is still asked, or does not differ, stays. Raises UsageError where the meeting is not known.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigurationError(f"the file is no TOML: {error}") from error
    at = _meeting_of(document.unwrap(), circular)
    changes = list(_changes(document["meeting"][at], circular, changed))
    return tomlkit.dumps(document), tuple(changes)


def _meeting_of(tree: Mapping[str, Any], circular: Circular) -> int:
    """Which meeting the letter changes: the one of the letter that it names, else the one meeting that is ahead."""
    meetings = list(meetings_in(tree))
    number = circular.text("corrects")
    for at, one in enumerate(meetings):
        if number and str(one.get("circular", "")).rpartition(" ")[2].lstrip("0") == number.lstrip("0"):
            return at
    first, issued = circular.text("meeting_date"), circular.text("issued")
    same = [at for at, one in enumerate(meetings) if str(one.get("first_day", "")) == first]
    ends = [str(one.get("last_day", one.get("first_day", ""))) for one in meetings]
    ahead = [at for at, end in enumerate(ends) if issued and end >= issued]
    if same or len(ahead) == 1:
        return (same or ahead)[0]
    raise UsageError(
        "the file has no meeting of the letter {letter}, which this one changes; nothing was changed.",
        letter=number or "(none is named)",
    )


def _changes(table: Any, circular: Circular, changed: ChangedBy) -> Iterator[str]:  # noqa: ANN401 - a table of tomlkit
    """Change what differs; each change in words."""
    zone = str(table.get("zone", circular.text("timezone")))
    asked = {one.field for one in circular.questions}
    for key, name, value in _news(circular):
        before = table.get(key)
        if name in asked or _same(_plain(before), value):
            continue
        item = tomlkit.item(value)
        item.comment(one_line(f"{circular.title}: {circular.facts[name].evidence}", _LONGEST))
        table[key] = item
        yield f"{key}: {_said(before)} -> {_said(value)}"
    for kind in ("contribution", "registration"):
        name = f"{kind}_deadline"
        if name not in asked and (text := circular.text(name)):
            yield from _moved(table, kind, local_deadline(text, zone), (circular, changed))


def _news(circular: Circular) -> Iterator[tuple[str, str, TomlValue]]:
    """Key, field and value of what a letter may say anew, deadlines aside."""
    for key, name in (("first_day", "meeting_date"), ("last_day", "meeting_end_date")):
        if text := circular.text(name):
            yield key, name, date.fromisoformat(text)
    since, _, until = circular.text("meeting_time").partition("-")
    for key, hour in (("starts", since), ("ends", until)):
        if hour:
            yield key, "meeting_time", time.fromisoformat(hour)
    if venue := circular.text("venue"):
        yield "place", "venue", in_english(venue, folded(venue))


def _moved(table: Any, kind: str, until: TomlValue, by: tuple[Circular, ChangedBy]) -> Iterator[str]:  # noqa: ANN401 - a table of tomlkit
    """Add an extension for all, unless this is the deadline already; the one of the call stays as it was given."""
    circular, changed = by
    before = _deadline_in_force(table, kind)
    if before == until:
        return
    found = tomlkit.table()
    told = {"kind": kind} if kind != "contribution" else {}
    reason = one_line(f"{circular.title}: {circular.facts[f'{kind}_deadline'].evidence}", _LONGEST)
    for key, value in (*told.items(), ("until", until), ("reason", reason), ("by", changed.name), ("at", changed.at)):
        found.add(key, value)
    if "extension" not in table:
        table.append("extension", tomlkit.aot())
    table["extension"].append(found)
    yield f"{kind}: {_said(before)} -> {_said(until)}"


def _deadline_in_force(table: Any, kind: str) -> object:  # noqa: ANN401 - a table of tomlkit
    """The last extension for all, else what the call says."""
    extended = [
        _plain(one["until"])
        for one in table.get("extension", ())
        if "addresses" not in one and one.get("kind", "contribution") == kind and "until" in one
    ]
    return extended[-1] if extended else _plain(table.get("deadlines", {}).get(kind))


def _same(before: object, value: TomlValue) -> bool:
    """Whether nothing changes; a place stays as it is written where the letter names its city only."""
    return before == value or (isinstance(value, str) and str(before).startswith(value))


def _plain(value: Any) -> object:  # noqa: ANN401 - a value of tomlkit
    return value.unwrap() if hasattr(value, "unwrap") else value


def _said(value: Any) -> str:  # noqa: ANN401 - a value of TOML
    return "nothing" if value is None else str(_plain(value))
