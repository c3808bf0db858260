"""What a person changes of a meeting: its deadline, its days, whether it takes place. Each gives a further Meeting."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from intake.domain.calls.states import state_of
from intake.domain.deadlines import deadline, has_ended
from intake.domain.errors import UsageError
from intake.domain.meeting import Deadline, Extension, Meeting


@dataclass(frozen=True, slots=True)
class MoreTime:
    """A wish to move a deadline: until a day (its end) or a local time, for all or for these `addresses` alone.

    `shorten`: an earlier one than what counts now is meant.
    """

    until: date | datetime
    kind: str = "contribution"
    addresses: tuple[str, ...] = ()
    shorten: bool = False


@dataclass(frozen=True, slots=True)
class MovingWord:
    """Who changed it, why, and when (UTC)."""

    by: str
    reason: str
    at: datetime


def extended(meeting: Meeting, wish: MoreTime, word: MovingWord) -> Meeting:
    """The meeting with this deadline moved; raises UsageError with a sentence where it cannot be."""
    until = _until(meeting, wish)
    _check_lies_before_end(until, meeting)
    addresses = tuple(dict.fromkeys(one.lower() for one in wish.addresses))
    extension = Extension(until, word.reason, word.by, word.at.replace(microsecond=0), addresses)
    return replace(meeting, extensions=(*meeting.extensions, extension))


def _until(meeting: Meeting, wish: MoreTime) -> Deadline:
    """The deadline that is wished for, if it may be given."""
    if not meeting.takes_place:
        raise UsageError(
            "{meeting} is {state}; 'intake meeting postpone --to' gives it its days.",
            meeting=meeting.title,
            state=meeting.status,
        )
    until, usual = _deadline(wish.kind, wish.until, meeting.zone), meeting.deadline(wish.kind)
    if usual is None:
        raise UsageError(
            "{meeting} has no date for this kind of document ({kind}).", meeting=meeting.title, kind=wish.kind
        )
    own = [one for address in wish.addresses if (one := meeting.deadline(wish.kind, address))]
    latest = max(own or [usual], key=lambda one: one.utc)
    if until.utc == latest.utc:
        raise UsageError("{until} is what counts already; nothing was changed.", until=shown(until))
    if wish.addresses and until.utc < usual.utc:
        raise UsageError("Everybody has until {usual}; nobody has less time alone.", usual=shown(usual))
    if until.utc < latest.utc and not wish.shorten:
        raise UsageError(
            "{until} is earlier than {latest}, which counts now. With --shorten it counts for what comes "
            "from now on; numbers and outcomes that were given stay.",
            until=shown(until),
            latest=shown(latest),
        )
    return until


def opened(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting with its call open from now (UTC) on; UsageError where it is open, or cannot be."""
    if (state := state_of(meeting, now)) == "call-open":
        raise UsageError("The call for {meeting} is open already: it is call-open.", meeting=meeting.title)
    if state != "announced":
        raise UsageError(
            "The call for {meeting} can no longer be opened: it is {state}.", meeting=meeting.title, state=state
        )
    return replace(meeting, opens=now.replace(microsecond=0))


def cancelled(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting, which does not take place; UsageError where it is over, or cancelled already."""
    _check_is_ahead(meeting, now, but="cancelled")
    return replace(meeting, status="cancelled")


def reported(meeting: Meeting, now: datetime, *, undo: bool = False) -> Meeting:
    """The meeting, whose report is out; with `undo` it is not yet. UsageError before its end, or if it stands so."""
    state = state_of(meeting, now)
    if state != ("reported" if undo else "ended"):
        early = not undo and state != "reported"
        raise UsageError(
            "{meeting} is {state}, and not over yet." if early else "{meeting} is {state}.",
            meeting=meeting.title,
            state=state,
        )
    return replace(meeting, status="" if undo else "reported")


def postponed(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting without a date; UsageError where it is over, cancelled, or postponed already."""
    _check_is_ahead(meeting, now, but="postponed")
    if meeting.status == "cancelled":
        raise UsageError("{meeting} is cancelled; with --to it takes place after all.", meeting=meeting.title)
    return replace(meeting, status="postponed")


def moved(meeting: Meeting, first: date, last: date, now: datetime) -> Meeting:
    """The meeting on other days, at its usual hours; what is due when it starts moves with it.

    Raises UsageError where it is over, where the days are, or where a deadline lies behind them.
    """
    _check_is_ahead(meeting, now, but="")
    starts = meeting.starts and datetime.combine(first, meeting.starts.time())
    there = replace(
        meeting,
        first_day=first,
        last_day=last,
        starts=starts,
        ends=meeting.ends and datetime.combine(last, meeting.ends.time()),
        status="",
    )
    if last < first:
        raise UsageError("{last} lies before the first day, {first}.", last=last, first=first)
    if has_ended(there, now):
        raise UsageError("{last} is over; give days that are to come.", last=last)
    before, after = _begins(meeting), _begins(there)
    deadlines = tuple(_deadline(one.kind, after, one.zone) if one.local == before else one for one in meeting.deadlines)
    there = replace(there, deadlines=deadlines)
    for kind in {one.kind for one in deadlines}:
        if until := there.deadline(kind):
            _check_lies_before_end(until, there)
    return there


def _begins(meeting: Meeting) -> datetime:
    """The local time at which what is due "when the meeting starts" is due."""
    return meeting.starts or datetime.combine(meeting.first_day, time())


def _check_is_ahead(meeting: Meeting, now: datetime, *, but: str) -> None:
    if meeting.status == but and but:
        raise UsageError("{meeting} is {but} already.", meeting=meeting.title, but=but)
    if meeting.status == "reported" or (meeting.takes_place and has_ended(meeting, now)):
        raise UsageError("{meeting} is over.", meeting=meeting.title)


def _check_lies_before_end(until: Deadline, meeting: Meeting) -> None:
    if until.local.date() > meeting.last_day:
        raise UsageError(
            "{until} ({kind}) lies after the meeting's last day, {last}.",
            until=shown(until),
            kind=until.kind,
            last=meeting.last_day,
        )


def _deadline(kind: str, when: date | datetime, zone: str) -> Deadline:
    try:
        return deadline(kind, when, zone)
    except ValueError as error:
        raise UsageError(str(error)) from error


def shown(until: Deadline) -> str:
    """A deadline for people: local time, and the zone."""
    return f"{until.local:%Y-%m-%d %H:%M} ({until.zone})"
