"""The close of a call: a report, never a gate. What comes later is told later, and judged as it always is."""

from dataclasses import replace
from datetime import datetime, timedelta

from intake.domain.calls.agenda import Due, DueKind
from intake.domain.calls.closing import Closing, closing_of, report_on
from intake.domain.calls.moving import MovingWord
from intake.domain.lists.telling import with_allocation
from intake.domain.log_entry import LogEntry
from intake.domain.mail import Fact, Facts
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.telling.closing_report import ReportStage, chairs_report, last_return, secretariat_report, supplement
from intake.domain.telling.standing import Standing
from intake.pipeline.agenda.duty import DutyEnd, Wait, meeting_of
from intake.pipeline.agenda.papers import gathered
from intake.pipeline.agenda.posting import EVERYTHING
from intake.pipeline.agenda.telling import tell_chairs, tell_secretariat
from intake.pipeline.line import Line
from intake.pipeline.standing import standing_of
from intake.ports import UnitOfWork

PATIENCE = timedelta(hours=24)
"""A call whose mailbox stays silent for so long after its deadline is closed all the same, as provisional."""

_SOONEST, _LATEST = timedelta(seconds=2), timedelta(seconds=120)
"""How soon and how late it is looked again whether a call can be closed: a tenth of how long it has waited, between."""
_SETTLED = timedelta(minutes=15)
_JUDGED: tuple[DueKind, ...] = ("judge-again",)


def call_closes(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd | Wait:
    """Close the call once every mail from before its deadline is decided; wait for mailboxes that are behind."""
    rulebook, meeting = meeting_of(line, work, due)
    deadline = meeting.deadline("contribution") if meeting else None
    if meeting is None or deadline is None:
        return "lapsed"
    if _closing(work, rulebook, meeting):
        work.agenda.plan(Due("supplement", f"{rulebook.group.id}/{meeting.id}/contribution", now))
        return "lapsed"
    if any(one.due.subject.startswith(f"{due.group}/{meeting.id}/") for one in work.agenda.open(due.group, _JUDGED)):
        return Wait(_again(due, now), "papers are judged again by another date for contributions")
    complete = is_complete(work, due.group, due.at)
    if not complete and now < deadline.utc + PATIENCE:
        return Wait(_again(due, now), "a mailbox has not been read to the end since the date for contributions")
    close_call(line, work, rulebook, meeting, now, silent=not complete)
    return "done"


def _again(due: Due, now: datetime) -> datetime:
    """When to look again: soon after a short outage, and not over and over in a long one."""
    return now + min(_LATEST, max(_SOONEST, (now - due.at) / 10))


def is_complete(work: UnitOfWork, group: str, at: datetime) -> bool:
    """Whether all mail that came to the group's mailboxes before this instant (UTC) is decided or held."""
    if not work.deliveries.accounts(group):
        return True
    mark = work.deliveries.watermark(group)
    return mark is not None and mark >= at


def close_call(
    line: Line,
    work: UnitOfWork,
    rulebook: Rulebook,
    meeting: Meeting,
    now: datetime,
    *,
    silent: bool,
    by: MovingWord | None = None,
) -> bool:
    """Record the close and owe the reports; False if this call was closed before. Never commits.

    `by` is the person who closes it, None for its hour.
    """
    deadline = meeting.deadline("contribution")
    standing = standing_of(work, rulebook, meeting, now)
    until = last_return(standing.returned)
    waits = silent or (until is not None and until > now)
    told = tuple(one.label for one in standing.registered)
    closing = Closing(rulebook.group.id, meeting.id, deadline.utc if deadline else now, now, waits, told)
    if _closing(work, rulebook, meeting) or not work.closings.add(closing):
        return False
    figures = f"{len(told)} registered, {len(standing.late)} late, {standing.waiting} held"
    why = f"The call for {meeting.id} is closed: {figures}"
    why += ", a mailbox has not answered since" if silent else ""
    facts: dict[str, Fact] = {"registered": len(told), "late": len(standing.late), "provisional": waits}
    why += f" ({by.reason})" if by else ""
    _closed(work, standing, f"{why}.", by.by if by else "tick", facts)
    _report(line, work, rulebook, standing, "provisional" if waits else "final", silent=silent)
    if rulebook.under(meeting).policy.posting == "at-closing":
        work.agenda.plan(Due("post", f"{rulebook.group.id}/{meeting.id}/{EVERYTHING}", now))
    if waits:
        at = max(until + _SETTLED if until else now, now + _SETTLED)
        work.agenda.plan(Due("final-report", f"{rulebook.group.id}/{meeting.id}/contribution", at))
    return True


def final_report_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd | Wait:
    """Tell how a call ended, once nothing can return any more and every mailbox was read."""
    rulebook, meeting = meeting_of(line, work, due)
    closing = _closing(work, rulebook, meeting)
    if meeting is None or closing is None or not closing.provisional:
        return "lapsed"
    standing = standing_of(work, rulebook, meeting, now)
    until = last_return(standing.returned)
    if until is not None and until >= now:
        return Wait(until + _SETTLED, "a document may still be sent again")
    if not is_complete(work, due.group, closing.deadline):
        return Wait(_again(due, now), "a mailbox has not been read to the end since the date for contributions")
    told = tuple(one.label for one in standing.registered)
    work.closings.update(replace(closing, provisional=False, told=told))
    _closed(work, standing, f"The report on the call for {meeting.id} is final.", "tick", {"registered": len(told)})
    _report(line, work, rulebook, standing, "final", silent=False)
    return "done"


def supplement_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd | Wait:
    """Tell what was registered since the last report; while a final report is to come, that one tells it."""
    rulebook, meeting = meeting_of(line, work, due)
    closing = _closing(work, rulebook, meeting)
    if meeting is None or closing is None or closing.provisional:
        return "lapsed"
    standing = standing_of(work, rulebook, meeting, now)
    new = [one for one in standing.registered if one.label not in closing.told]
    if not new:
        return "lapsed"
    work.closings.update(replace(closing, told=(*closing.told, *(one.label for one in new))))
    notice = supplement(standing, new)
    tell_secretariat(line, work, rulebook, notice, now)
    tell_chairs(line, work, rulebook, notice, now)
    return "done"


def _closing(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting | None) -> Closing | None:
    return closing_of(work.closings.of(rulebook.group.id, meeting), meeting) if meeting else None


def follow_reports(work: UnitOfWork, rulebook: Rulebook, before: Rulebook, now: datetime) -> None:
    """Say that no final report comes while a meeting has no date, and let it come once there is one again."""
    for meeting in rulebook.meetings:
        earlier = before.meeting(meeting.id)
        closing = _closing(work, rulebook, meeting)
        if earlier is None or closing is None or earlier.takes_place == meeting.takes_place:
            continue
        about = f"{rulebook.group.id}/{meeting.id}/contribution"
        if meeting.takes_place:
            work.agenda.plan(Due("final-report" if closing.provisional else "supplement", about, now + _SETTLED))
        elif closing.provisional:
            why = f"{meeting.title} is {meeting.status}: the report on its call stays {report_on(closing, meeting)}"
            for item in work.agenda.found("final-report", about):
                work.agenda.settle(item.id, "lapsed", now, why)
            group = rulebook.group.id
            facts: Facts = {"meeting": meeting.id, "provisional": True}
            work.log.add(LogEntry(at=now, what="closed", who="tick", why=f"{why}.", group=group, facts=facts))


def _report(
    line: Line, work: UnitOfWork, rulebook: Rulebook, standing: Standing, stage: ReportStage, *, silent: bool
) -> None:
    full = secretariat_report(standing, stage, silent=silent)
    full = with_allocation(full, gathered(work, rulebook, standing.meeting, standing.at))
    tell_secretariat(line, work, rulebook, full, standing.at)
    tell_chairs(line, work, rulebook, chairs_report(standing, stage), standing.at)


def _closed(work: UnitOfWork, standing: Standing, why: str, who: str, facts: Facts) -> None:
    known = {"meeting": standing.meeting.id, **facts}
    work.log.add(LogEntry(at=standing.at, what="closed", who=who, why=why, group=standing.group.id, facts=known))
