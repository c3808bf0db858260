"""What falls due at an instant: derived from a rulebook, or planned when something happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from intake.domain.deadlines import zone_of
from intake.domain.meeting import Calendar, Deadline, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.spans import seconds_in, span

Derived = Literal["call-opens", "reminder", "state-of-play", "morning", "deadline", "close", "eve-pack"]
"""What a rulebook alone makes fall due."""

Planned = Literal[
    "final-report", "supplement", "returned", "judge-again", "join", "notify", "unanswered", "post",
    "ask-chairs", "chairs-silent", "tell-decided",
]  # fmt: skip
"""What falls due because something happened."""

DueKind = Derived | Planned
DutyOutcome = Literal["done", "lapsed", "failed"]

DERIVED: tuple[Derived, ...] = (
    "call-opens", "reminder", "state-of-play", "morning", "deadline", "close", "eve-pack",
)  # fmt: skip

IN_ORDER: tuple[DueKind, ...] = ("judge-again",)
"""What gives numbers, so that the rows of a group are done in the order in which they were planned."""

TOLD: tuple[Derived, ...] = ("reminder", "state-of-play", "morning")
"""What reaches staff by letter at an hour of ours; what falls due within an hour goes into one letter."""

GATHERED = timedelta(hours=1)
WORK_BEGINS, WORK_ENDS = time(8, 30), time(17, 30)
"""Working hours, local: a letter to people leaves in them."""

_MORNING = time(8, 30)
_STATES = (time(9), time(17))
"""States of play on the last day."""
_EVE = time(14)
"""When the chairs get the documents, on the last working day before the meeting."""
_WITH_DEADLINE = ("contribution", "registration")
"""The kinds with a date of their own; other kinds have until the meeting starts."""
_LONGEST_CALL = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due `at` an instant (UTC), once. `subject` begins with the group: "jca-mv/2026-05-13"."""

    kind: DueKind
    subject: str
    at: datetime

    @property
    def group(self) -> str:
        """The group that it is about."""
        return self.subject.partition("/")[0]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A row of the agenda. `free_at` is when it may be done, or tried again; None once it has an `outcome`."""

    id: int
    due: Due
    free_at: datetime | None
    attempts: int = 0
    outcome: DutyOutcome | None = None
    done_at: datetime | None = None
    note: str = ""


def dues(rulebook: Rulebook) -> list[Due]:
    """All that this rulebook makes fall due, past and to come, in order; a meeting without dates gives nothing."""
    held = [one for one in rulebook.meetings if one.takes_place]
    found = [due for meeting in held for due in _of_meeting(rulebook, meeting)]
    found += [
        Due("morning", f"{rulebook.group.id}/{at:%Y-%m-%d}", at.astimezone(UTC)) for at in _mornings(rulebook, held)
    ]
    return sorted(gathered(found), key=lambda one: (one.at, one.kind, one.subject))


def gathered(found: Sequence[Due]) -> list[Due]:
    """The same, with what is told to staff within an hour put on the instant of the first: earlier, never later."""
    told = sorted((one for one in found if one.kind in TOLD), key=lambda one: one.at)
    moved, first = [], datetime.min.replace(tzinfo=UTC)
    for one in told:
        if one.at - first >= GATHERED:
            first = one.at
        moved.append(replace(one, at=first))
    return [*(one for one in found if one.kind not in TOLD), *moved]


def _of_meeting(rulebook: Rulebook, meeting: Meeting) -> Iterator[Due]:
    about = f"{rulebook.group.id}/{meeting.id}"
    if meeting.opens:
        yield Due("call-opens", about, meeting.opens)
    for kind in _WITH_DEADLINE:
        deadline = meeting.deadline(kind)
        if deadline:
            yield Due("deadline", f"{about}/{kind}", deadline.utc)
    yield Due("eve-pack", about, eve(meeting, rulebook.calendar))
    deadline = meeting.deadline("contribution")
    if deadline is None:
        return
    policy = rulebook.under(meeting).policy
    # What comes within the printed second is in time, so no mailbox is read to the end before that second is over.
    yield Due("close", f"{about}/contribution", deadline.utc + timedelta(seconds=max(1, policy.settle)))
    for before in policy.reminders:
        at = reminder(deadline, before, rulebook.calendar)
        if meeting.opens is None or at > meeting.opens:
            yield Due("reminder", f"{about}/contribution/{before}", at)
    for at in _states(deadline):
        yield Due("state-of-play", f"{about}/contribution/{at.astimezone(zone_of(deadline.zone)):%H:%M}", at)


def reminder(deadline: Deadline, before: str, calendar: Calendar) -> datetime:
    """When (UTC) to remind of a deadline this span before it: in working hours, earlier rather than later.

    Days are days of the calendar in the deadline's zone, hours are hours.
    """
    amount, unit = span(before)
    zone = zone_of(deadline.zone)
    if unit == "d":
        local = deadline.local.replace(tzinfo=None) - timedelta(days=amount)
    else:
        local = (deadline.utc - timedelta(seconds=seconds_in(before))).astimezone(zone).replace(tzinfo=None)
    if local.time() < WORK_BEGINS:
        local = datetime.combine(local.date() - timedelta(days=1), WORK_ENDS)
    local = min(local, datetime.combine(local.date(), WORK_ENDS))
    while not calendar.works_on(local.date()):
        local = datetime.combine(local.date() - timedelta(days=1), WORK_ENDS)
    return local.replace(tzinfo=zone).astimezone(UTC)


def eve(meeting: Meeting, calendar: Calendar) -> datetime:
    """When (UTC) the chairs get the documents: 14:00 local of the last working day before the meeting."""
    day = meeting.first_day - timedelta(days=1)
    while not calendar.works_on(day):
        day -= timedelta(days=1)
    return datetime.combine(day, _EVE, zone_of(meeting.zone)).astimezone(UTC)


def last_working_morning(until: datetime, zone: str, calendar: Calendar) -> datetime:
    """09:00 local of the last working day that ends no later than `until`; both UTC."""
    here = zone_of(zone)
    day = until.astimezone(here).date()
    while not calendar.works_on(day):
        day -= timedelta(days=1)
    return datetime.combine(day, _STATES[0], here).astimezone(UTC)


def working_morning(after: datetime, zone: str, calendar: Calendar) -> datetime:
    """The first 08:30 local of a working day after this instant; both UTC."""
    return _working_morning(after, zone, calendar, timedelta(days=1))


def working_morning_before(until: datetime, zone: str, calendar: Calendar) -> datetime:
    """The last 08:30 local of a working day before this instant; both UTC."""
    return _working_morning(until, zone, calendar, timedelta(days=-1))


def _working_morning(instant: datetime, zone: str, calendar: Calendar, step: timedelta) -> datetime:
    here = zone_of(zone)
    day = instant.astimezone(here).date()
    while True:
        at = datetime.combine(day, _MORNING, here).astimezone(UTC)
        if calendar.works_on(day) and (at > instant if step > timedelta() else at < instant):
            return at
        day += step


def _states(deadline: Deadline) -> Iterator[datetime]:
    """The states of play of the last day that come before its deadline."""
    zone = zone_of(deadline.zone)
    last = deadline.utc.astimezone(zone).date()
    for hour in _STATES:
        at = datetime.combine(last, hour, zone).astimezone(UTC)
        if at < deadline.utc:
            yield at


def _mornings(rulebook: Rulebook, meetings: Sequence[Meeting]) -> list[datetime]:
    """08:30 of each working day while a call is open or a meeting is ahead, as local time of the group's zone."""
    zone = zone_of(rulebook.group.zone)
    days: set[date] = set()
    for meeting in meetings:
        earliest = meeting.first_day - _LONGEST_CALL
        opened = meeting.opens.astimezone(zone).date() if meeting.opens else earliest
        day = max(opened, earliest)
        while day <= meeting.last_day:
            if rulebook.calendar.works_on(day):
                days.add(day)
            day += timedelta(days=1)
    return [datetime.combine(day, _MORNING, zone) for day in sorted(days)]
