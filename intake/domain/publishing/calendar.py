"""A meeting and its dates for people's calendars (RFC 5545): the same identity through every change of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from intake.domain.meeting import Meeting

EventKind = Literal["meeting", "contribution", "registration"]
_KINDS: tuple[EventKind, ...] = ("meeting", "contribution", "registration")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. `starts` and `ends` are local times in `zone`, or days, then `ends` is the first day after it.

    `sequence` counts its changes, the last of which was at `changed` (UTC). A deadline has no end.
    """

    uid: str
    kind: EventKind
    starts: datetime | date
    ends: datetime | date | None
    zone: str
    title: str
    place: str
    cancelled: bool
    sequence: int
    changed: datetime


def events(group: str, history: Sequence[tuple[datetime, Meeting]]) -> tuple[CalendarEvent, ...]:
    """The events of a meeting by all that was in force about it, oldest first, each with its instant (UTC).

    A date that is gone by now is cancelled, and so is everything of a meeting without its days.
    """
    return tuple(one for kind in _KINDS if (one := _event(group, kind, history)) is not None)


def is_cancelled(found: Sequence[CalendarEvent]) -> bool:
    """Whether nothing of it takes place."""
    return all(one.cancelled for one in found)


def history_of(
    meeting: Meeting, earlier: Sequence[tuple[datetime, Sequence[Meeting]]]
) -> list[tuple[datetime, Meeting]]:
    """What every rulebook in turn said about this meeting, under its present id or one that it had before."""
    ids = {meeting.id, *meeting.was}
    found = [(at, next((one for one in meetings if ids & {one.id, *one.was}), None)) for at, meetings in earlier]
    return [(at, one) for at, one in found if one is not None]


def _event(group: str, kind: EventKind, history: Sequence[tuple[datetime, Meeting]]) -> CalendarEvent | None:
    said = list(_said(kind, history))
    if not said:
        return None
    first = history[-1][1].was[0] if history[-1][1].was else history[-1][1].id
    sequence, changed, (starts, ends, zone, title, place, cancelled) = 0, *said[0]
    for at, state in said[1:]:
        if state != (starts, ends, zone, title, place, cancelled):
            sequence, changed = sequence + 1, at
            starts, ends, zone, title, place, cancelled = state
    uid = str(uuid5(NAMESPACE_URL, f"urn:intake:{group}/{first}/{kind}"))
    return CalendarEvent(uid, kind, starts, ends, zone, title, place, cancelled, sequence, changed)


_State = tuple[datetime | date, datetime | date | None, str, str, str, bool]


def _said(kind: EventKind, history: Sequence[tuple[datetime, Meeting]]) -> Iterator[tuple[datetime, _State]]:
    """What each rulebook said of one event; once it is gone it is as it was said last, and cancelled."""
    last: _State | None = None
    for at, meeting in history:
        when = _when(kind, meeting)
        if when is not None:
            last = (*when, meeting.zone, meeting.title, meeting.place, not meeting.takes_place)
        elif last is not None:
            last = (*last[:5], True)
        if last is not None:
            yield at, last


def _when(kind: EventKind, meeting: Meeting) -> tuple[datetime | date, datetime | date | None] | None:
    if kind != "meeting":
        until = meeting.deadline(kind)
        return (until.local, None) if until else None
    if meeting.starts is None:
        return meeting.first_day, meeting.last_day + timedelta(days=1)
    return meeting.starts, meeting.ends
