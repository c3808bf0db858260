"""When the documents of a call came: by day against its deadline, and beside those of the meeting before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intake.domain.deadlines import in_time, zone_of
from intake.domain.meeting import Deadline

_BEFORE, _AFTER = 6, 3
"""Days before the deadline that are always shown, and days after it that are shown at most."""


@dataclass(frozen=True, slots=True)
class DayOfCall:
    """One day on the deadline's clock: how many documents came, and how many of them after the deadline."""

    day: date
    count: int
    late: int = 0


def by_day(came: Iterable[datetime], deadline: Deadline, most: int) -> list[DayOfCall]:
    """The days without gaps, from the first arrival, at most so many back, to the last one or the deadline."""
    every = list(came)
    zone = zone_of(deadline.zone)
    counted = Counter(one.astimezone(zone).date() for one in every)
    late = Counter(one.astimezone(zone).date() for one in every if not in_time(one, deadline))
    last_day = deadline.local.date()
    ends = max(*counted, last_day) if counted else last_day
    begins = max(min(counted, default=ends), ends - timedelta(days=most - 1))
    days = [begins + timedelta(days=index) for index in range((ends - begins).days + 1)]
    return [DayOfCall(day, counted[day], late[day]) for day in days]


@dataclass(frozen=True, slots=True)
class ComparedDay:
    """A day of this call, so many days from its deadline (0 is the last day), and the same one before the last."""

    offset: int
    day: date
    count: int
    late: int
    before: int


def beside(
    came: Sequence[datetime],
    deadline: Deadline,
    before: Sequence[datetime],
    deadline_before: Deadline | None,
    most: int,
) -> list[ComparedDay]:
    """The last days of a call, each beside the same day of the call before; without gaps: a week at least."""
    ours = {_offset(one.day, deadline): one for one in by_day(came, deadline, most)}
    theirs = (
        {_offset(one.day, deadline_before): one.count for one in by_day(before, deadline_before, most)}
        if deadline_before
        else {}
    )
    last = min(max(0, *ours, *theirs), _AFTER)
    first = max(min(-_BEFORE, *ours, *theirs), 1 - most)
    return [
        ComparedDay(
            one,
            deadline.local.date() + timedelta(days=one),
            ours[one].count if one in ours else 0,
            ours[one].late if one in ours else 0,
            theirs.get(one, 0),
        )
        for one in range(first, last + 1)
    ]


def _offset(day: date, deadline: Deadline) -> int:
    return (day - deadline.local.date()).days
