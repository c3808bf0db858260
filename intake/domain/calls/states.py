"""The state of a meeting: what a person said of it, else what its dates say at an instant."""

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from intake.domain.deadlines import in_time, zone_of
from intake.domain.meeting import Meeting

MeetingState = Literal[
    "announced", "call-open", "call-closed", "in-session", "ended", "reported", "postponed", "cancelled"
]


def state_of(meeting: Meeting, now: datetime) -> MeetingState:
    """The state of a meeting at this instant (UTC).

    Without a date for contributions its call is open until it begins.
    """
    if meeting.status:
        return meeting.status
    if now >= ends(meeting):
        return "ended"
    if now >= begins(meeting):
        return "in-session"
    if meeting.opens is not None and now < meeting.opens:
        return "announced"
    until = meeting.deadline("contribution")
    return "call-open" if until is None or in_time(now, until) else "call-closed"


def sits(meeting: Meeting | None, now: datetime) -> bool:
    """Whether the meeting is in session at this instant (UTC)."""
    return meeting is not None and state_of(meeting, now) == "in-session"


def begins(meeting: Meeting) -> datetime:
    """When it begins (UTC): its hour on the first day, or the beginning of that day where no hour is known."""
    local = meeting.starts or datetime.combine(meeting.first_day, time())
    return local.replace(tzinfo=zone_of(meeting.zone)).astimezone(UTC)


def ends(meeting: Meeting) -> datetime:
    """When it is over (UTC): its hour on the last day, or the end of that day."""
    zone = zone_of(meeting.zone)
    if meeting.ends is not None:
        return meeting.ends.replace(tzinfo=zone).astimezone(UTC)
    return datetime.combine(meeting.last_day + timedelta(days=1), time(), zone).astimezone(UTC)
