"""The instants of a call: its end, and its close."""

from datetime import datetime

from intake.domain.calls.agenda import Due
from intake.domain.log_entry import LogEntry
from intake.pipeline.agenda.duty import DutyEnd, meeting_of
from intake.pipeline.agenda.moved import plan_joins
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.reserved import reserve_for_agenda
from intake.pipeline.line import Line
from intake.pipeline.standing import sent_in
from intake.ports import UnitOfWork


def call_opens(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Let the documents that waited for a meeting join it, and keep a number for its agenda."""
    rulebook, meeting = meeting_of(line, work, due)
    lock_series(work, rulebook)
    kept = meeting is not None and reserve_for_agenda(work, rulebook, meeting, now)
    return "done" if plan_joins(work, rulebook, now) or kept else "lapsed"


def deadline_passes(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Log the end of a call, with the figure of what was registered until then."""
    group, meeting, what = due.subject.split("/")
    rulebook = line.rulebook(work, group)
    listed = work.contributions.listed(group)
    registered = sent_in(work, [known for known in listed if rulebook.present_id(known.meeting) == meeting])
    sentence = f"The date for {what}s to {meeting} has passed"
    if what == "contribution":
        sentence += f"; {len(registered)} were registered until now"
    work.log.add(
        LogEntry(
            at=now,
            what="deadline",
            who="tick",
            why=f"{sentence}.",
            group=group,
            facts={"meeting": meeting, "kind": what, "deadline": due.at.isoformat(), "registered": len(registered)},
        )
    )
    return "done"
