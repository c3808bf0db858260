"""The morning mail: what waits for the secretariat and the chairs, on days with something to do."""

from datetime import date

from intake.domain.deadlines import zone_of
from intake.domain.letters.notice import Notice, NoticeKey, Said, Section
from intake.domain.telling.standing import Standing
from intake.domain.telling.state_of_play import WHERE, figures, pending_tables


def morning(standing: Standing, today: date) -> Notice | None:
    """The letter for this meeting, or None when nothing waits and no date falls on this day (local)."""
    deadline = standing.meeting.deadline("contribution")
    is_last = deadline is not None and deadline.utc.astimezone(zone_of(deadline.zone)).date() == today
    if not (standing.waiting or standing.late or _may_return(standing, today) or is_last):
        return None
    values = {"registered": len(standing.registered), "waiting": standing.waiting, "after": len(standing.late)}
    lines = [Said("staff.morning.opening", {"meeting": standing.meeting.title}), *figures(standing)]
    if is_last and deadline:
        lines.insert(1, Said("staff.morning.last-day", moments={"deadline": deadline.utc}))
    if count := _may_return(standing, today):
        lines.append(Said("staff.morning.may-return", {"count": count}))
    if count := sum(one.may_decide for one in standing.late):
        lines.append(Said("staff.morning.may-decide", {"count": count}))
    return Notice(
        Said("staff.morning.subject", values),
        (
            Section(lines=tuple(lines)),
            *pending_tables(standing),
            Section(lines=(WHERE,)),
        ),
        about=NoticeKey("morning", standing.meeting.id),
    )


def _may_return(standing: Standing, today: date) -> int:
    """How many returned documents may be sent again until the end of this day."""
    zone = zone_of(standing.meeting.zone)
    ends = [one.correct_until.astimezone(zone).date() for one in standing.returned if one.correct_until]
    return ends.count(today)
