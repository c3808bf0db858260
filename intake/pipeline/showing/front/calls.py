"""The meetings that are ahead with their next instants, and how the documents of their calls came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.calls.agenda import AgendaItem, DueKind
from intake.domain.calls.states import MeetingState, begins, ends, state_of
from intake.domain.deadlines import in_time
from intake.domain.house.source import is_of_the_house
from intake.domain.meeting import Deadline, Group, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.telling.arrivals import ComparedDay, beside
from intake.ports import UnitOfWork

_DAYS_SHOWN = 14
_COMING, _LOOKED_AT = 6, 50
_WAIT: tuple[DueKind, ...] = ("close", "final-report")
_OF_OUR_OWN: tuple[DueKind, ...] = ("deadline", "judge-again", "join", "tell-decided")
"""A date is told with its meeting, and the others are steps that nobody has to expect."""

CallInstant = Literal["opens", "deadline", "begins", "ends"]
"""What comes next of a meeting."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A meeting that is not over: its state, what comes next `at` an instant (UTC), and all of its dates to come."""

    group: Group
    meeting: Meeting
    state: MeetingState
    next: CallInstant
    at: datetime
    deadline: Deadline | None
    registered: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How the documents of a call came, beside those of the meeting before (None for the first one).

    `so_far` came until now; `then` is how many had come as long before the deadline of the meeting before.
    """

    group: Group
    meeting: Meeting
    deadline: Deadline
    days: tuple[ComparedDay, ...]
    so_far: int
    late: int
    before: Meeting | None = None
    then: int = 0


def ahead(work: UnitOfWork, rulebook: Rulebook, now: datetime) -> Iterator[Ahead]:
    """The group's meetings that are announced, called or sitting, each with what comes next."""
    for meeting in rulebook.meetings:
        state = state_of(meeting, now)
        if not meeting.takes_place or state in ("ended", "reported"):
            continue
        what, at = next(one for one in _instants(meeting) if one[1] >= now)
        registered = len(_came(work, rulebook, meeting))
        yield Ahead(rulebook.group, meeting, state, what, at, meeting.deadline("contribution"), registered)


def _instants(meeting: Meeting) -> Iterator[tuple[CallInstant, datetime]]:
    """Its dates in order, the end of the meeting last."""
    found: list[tuple[CallInstant, datetime]] = [("begins", begins(meeting)), ("ends", ends(meeting))]
    if meeting.opens:
        found.append(("opens", meeting.opens))
    if until := meeting.deadline("contribution"):
        found.append(("deadline", until.utc))
    yield from sorted(found, key=lambda one: one[1])


def comes(work: UnitOfWork, groups: Sequence[str], now: datetime) -> list[AgendaItem]:
    """What these groups' agendas do next without a person: each kind once, soonest first, before it what waits."""
    waits = [one for group in groups for one in work.agenda.open(group, _WAIT) if one.due.at < now]
    ahead = [one for group in groups for one in work.agenda.listed(group, after=now, limit=_LOOKED_AT)]
    shown = [one for one in ahead if one.outcome is None and one.due.kind not in _OF_OUR_OWN]
    first = {(one.due.kind, one.due.subject.split("/")[0]): one for one in reversed(shown)}
    return sorted([*waits, *first.values()], key=lambda one: (one.due.at, one.id))[:_COMING]


def arrivals(
    work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, late: Sequence[datetime], now: datetime
) -> Arrivals | None:
    """How the documents of this call came; `late` are receipts that wait for the chairs. None without a deadline."""
    deadline = meeting.deadline("contribution")
    if deadline is None:
        return None
    came = sorted([*_came(work, rulebook, meeting), *late])
    last = _before(rulebook, meeting)
    until = last.deadline("contribution") if last else None
    theirs = _came(work, rulebook, last) if last else []
    if last is None or until is None or not theirs:
        days = beside(came, deadline, (), None, _DAYS_SHOWN)
        return Arrivals(rulebook.group, meeting, deadline, tuple(days), len(came), _late(came, deadline))
    days = beside(came, deadline, theirs, until, _DAYS_SHOWN)
    then = sum(one - until.utc <= now - deadline.utc for one in theirs)
    late_ones = _late(came, deadline)
    return Arrivals(rulebook.group, meeting, deadline, tuple(days), len(came), late_ones, last, then)


def _late(came: Sequence[datetime], deadline: Deadline) -> int:
    return sum(not in_time(one, deadline) for one in came)


def _came(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting) -> list[datetime]:
    """When the documents of a meeting came, without what the house wrote itself."""
    found = work.overview.came_for(rulebook.group.id, (meeting.id, *meeting.was))
    return [one.received_at for one in found if not is_of_the_house(one.source)]


def _before(rulebook: Rulebook, meeting: Meeting) -> Meeting | None:
    """The last meeting before this one that took place and had a deadline."""
    held = [
        one
        for one in rulebook.meetings
        if one.first_day < meeting.first_day and one.takes_place and one.deadline("contribution")
    ]
    return max(held, key=lambda one: one.first_day, default=None)
