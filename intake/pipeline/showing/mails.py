"""The mails of the log as rows of a table: for the page `/log`, for `intake find`, and for files of both."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

from intake.domain.meeting import NEXT, Zones
from intake.domain.search.address import Column, PlaceInOrder, UnknownValue, View
from intake.domain.search.asked import LogFilter, LogQuery, LogRow, end_instant, first_instant
from intake.pipeline.showing.plain import Object, instant

if TYPE_CHECKING:
    from intake.ports import Store

COLUMNS: tuple[Column, ...] = get_args(Column)
IN_FILES = ("reference", *COLUMNS, "state")
"""The columns of a file."""
_AT_ONCE = 500
_UTC = "UTC"


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be asked for: the zones of each group that the reader sees, by id; `all`: also what has no group there.

    A group that is gone from the rulebooks is seen only by who sees all.
    """

    zones: Mapping[str, Zones] = field(default_factory=dict)
    all: bool = True

    def zone_of(self, group: str, meeting: str | None = None) -> str:
        """The IANA zone of a meeting of this group."""
        found = self.zones.get(group)
        return found.of(meeting) if found else _UTC

    def zone(self, asked: LogFilter) -> str:
        """The zone in which the days of a question are meant: that of its group, or the one that all groups share."""
        if asked.group:
            return self.zone_of(asked.group, asked.meeting or None)
        zones = {one.group for one in self.zones.values()}
        return zones.pop() if len(zones) == 1 else _UTC

    def meetings(self, group: str = "") -> tuple[str, ...]:
        """The ids of the meetings of this group, or of all, and "next"."""
        ids = (name for own, zones in self.zones.items() if group in ("", own) for name in zones.meetings)
        return (*dict.fromkeys(ids), NEXT)


def query_of(asked: LogFilter, reach: Reach) -> tuple[LogQuery, tuple[UnknownValue, ...]]:
    """The question as the store takes it, without a group or a meeting that the reader does not see or that is none."""
    unknown: list[UnknownValue] = []
    if asked.group and asked.group not in reach.zones:
        unknown.append(UnknownValue("group", asked.group, tuple(reach.zones)))
        asked = replace(asked, group="")
    meetings = _recorded(asked, reach)
    if asked.meeting and not meetings:
        unknown.append(UnknownValue("meeting", asked.meeting, reach.meetings(asked.group)))
        asked = replace(asked, meeting="")
    zone = ZoneInfo(reach.zone(asked))
    since, end = first_instant(asked.since, zone), end_instant(asked.until, zone)
    return LogQuery(asked, None if reach.all else tuple(reach.zones), meetings, since, end), tuple(unknown)


def _recorded(asked: LogFilter, reach: Reach) -> tuple[str, ...]:
    """The ids under which documents of a meeting were recorded: its own, and those that it had before."""
    if asked.meeting == NEXT:
        return (NEXT,)
    zones = [one for group, one in reach.zones.items() if asked.group in ("", group)]
    own = {one.present_id(asked.meeting) for one in zones} & {name for one in zones for name in one.meetings}
    before = (was for one in zones for was, now in one.now_called.items() if now in own)
    return tuple(dict.fromkeys([*sorted(name for name in own if name), *before]))


def every_row(store: "Store", query: LogQuery, view: View, most: int | None = None) -> Iterator[LogRow]:
    """The mails in the order of the view, from the first on, `most` of them at most (None: all).

    Some hundreds at a time, each in a transaction of their own: who takes them slowly keeps nobody waiting.
    """
    view = replace(view, after=None, before=None)
    left = sys.maxsize if most is None else most
    while left > 0:
        with store.read() as work:
            page = work.search.page(query, view, min(left, _AT_ONCE))
        yield from page.rows
        left -= len(page.rows)
        if not page.behind:
            return
        last = page.rows[-1].submission
        view = replace(view, after=PlaceInOrder(last.received_at, last.id))


def cells(row: LogRow, reach: Reach) -> tuple[str, ...]:
    """What stands in a row of a file, under IN_FILES; times are local, with their offset."""
    shown = row_object(row, reach)
    return tuple(_cell(shown[_KEYS.get(name, name)]) for name in IN_FILES)


def _cell(value: object) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, list) else "" if value is None else str(value)


_KEYS = {"title": "titles", "source": "sources", "kind": "kinds"}


def row_object(row: LogRow, reach: Reach) -> Object:
    """One mail as a plain object."""
    one, card = row.submission, row.card
    return {
        "reference": one.reference,
        "received": _local(one.received_at, reach.zone_of(one.group, one.meeting)),
        "received_at": instant(one.received_at),
        "group": one.group,
        "meeting": one.meeting,
        "state": one.state,
        "disposition": one.disposition,
        "sender": one.sender or None,
        "sender_name": card.sender_name if card else None,
        "subject": card.subject if card else None,
        "titles": list(card.titles) if card else [],
        "sources": list(card.sources) if card else [],
        "kinds": list(card.kinds) if card else [],
        "numbers": list(card.numbers) if card else [],
        "findings": list(card.findings) if card else [],
        "files": list(card.files) if card else [],
        "who": card.actors[-1] if card and card.actors else None,
    }


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(sep=" ", timespec="seconds")
