"""Closing a call by hand, and its report whenever somebody asks for it."""

from dataclasses import dataclass
from datetime import timedelta

from intake.domain.calls.closing import closing_of
from intake.domain.calls.moving import MovingWord
from intake.domain.errors import UsageError
from intake.domain.letters.notice import Letterhead, Notice
from intake.domain.lists.telling import with_allocation
from intake.domain.meeting import Meeting
from intake.domain.names import meeting_name, meeting_named
from intake.domain.rulebook import Rulebook
from intake.domain.telling.closing_report import ReportStage, chairs_report, secretariat_report
from intake.pipeline.agenda.closing import close_call, is_complete
from intake.pipeline.agenda.papers import gathered
from intake.pipeline.agenda.telling import letterhead
from intake.pipeline.desk.calls.meetings import MeetingDeed
from intake.pipeline.line import Line
from intake.pipeline.standing import standing_of
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """A report that was asked for, not put into words yet."""

    head: Letterhead
    notice: Notice


def close(line: Line, name: str, deed: MeetingDeed) -> bool:
    """Close the call of "group/meeting" now, whatever its mailboxes say; returns whether they had all been read.

    Raises UsageError before its deadline, and if it is closed already.
    """
    now = line.clock.now()
    with line.store.write() as work:
        rulebook, meeting = _named(line, work, name)
        deadline = meeting.deadline("contribution")
        if deadline is None or deadline.utc > now:
            raise UsageError(
                "{meeting} still takes contributions; 'intake meeting extend --shorten' ends that.",
                meeting=meeting.title,
            )
        group = rulebook.group.id
        settled = deadline.utc + timedelta(seconds=rulebook.under(meeting).policy.settle)
        word = MovingWord(deed.actor, deed.reason, now)
        complete = is_complete(work, group, settled)
        if not close_call(line, work, rulebook, meeting, now, silent=not complete, by=word):
            raise UsageError("The call of {meeting} is closed already.", meeting=meeting.title)
        for item in work.agenda.open(group, ("close",)):
            if item.due.subject.split("/")[1] == meeting.id:
                work.agenda.settle(item.id, "done", now, f"by {deed.actor}")
        line.step("act.before-commit")
    line.step("act.committed")
    return complete


def report(line: Line, name: str, *, for_chairs: bool = False) -> ClosingReport:
    """The report on the call of "group/meeting" as it stands now; nothing is written."""
    with line.store.read() as work:
        rulebook, meeting = _named(line, work, name)
        closed = closing_of(work.closings.of(rulebook.group.id, meeting), meeting)
        stage: ReportStage = "open" if closed is None else "provisional" if closed.provisional else "final"
        now = line.clock.now()
        standing, papers = standing_of(work, rulebook, meeting, now), gathered(work, rulebook, meeting, now)
    full = with_allocation(secretariat_report(standing, stage), papers)
    notice = chairs_report(standing, stage) if for_chairs else full
    languages = [one for one in rulebook.policy.languages if one in line.offered]
    return ClosingReport(letterhead(rulebook, languages[:1] or ["en"]), notice)


def _named(line: Line, work: UnitOfWork, name: str) -> tuple[Rulebook, Meeting]:
    named = meeting_name(name)
    rulebook = line.rulebook(work, named.group)
    return rulebook, meeting_named(rulebook, named.meeting)
