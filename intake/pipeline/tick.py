"""The fifth step: work that falls due at an instant is done once, late rather than never."""

from datetime import datetime

from intake.domain.log_entry import LogEntry
from intake.domain.rulebook import Rulebook
from intake.pipeline.alerts import tell
from intake.pipeline.line import Done, Line
from intake.ports import UnitOfWork

CLOCK_TOLERANCE = 60
"""Seconds that our clock may differ from the database's; beyond this nothing scheduled happens (docs/line.md)."""

_BATCH = 20

_NOTED = ("contribution", "registration")
"""The kinds with a date of their own; other kinds have until the meeting starts."""


def plan(work: UnitOfWork, rulebook: Rulebook, before: Rulebook | None, now: datetime) -> None:
    """Put the rulebook's dates on the agenda, and remove those that it no longer names.

    `before` is the rulebook that was in force until `now` (UTC), None for the first. What had passed before the group
    was here at all is left out; a past instant that only this rulebook names falls due at once.
    """
    due, known = _deadlines(rulebook), _deadlines(before) if before else {}
    for subject in known:
        work.agenda.drop("deadline", subject, due.get(subject))
    for subject, at in due.items():
        if at >= now or (before is not None and known.get(subject) != at):
            work.agenda.plan("deadline", subject, at)


def _deadlines(rulebook: Rulebook) -> dict[str, datetime]:
    """Every deadline by "group/meeting/kind", as a UTC instant."""
    return {
        f"{rulebook.group.id}/{meeting.id}/{deadline.kind}": deadline.utc
        for meeting in rulebook.meetings
        for deadline in meeting.deadlines
        if deadline.kind in _NOTED
    }


def tick(line: Line) -> Done:
    """Do what is due now: alerts of the log are owed as letters, and the agenda is done."""
    told, agenda = tell(line), _agenda(line)
    return Done(told + agenda.count, agenda.next_at)


def _agenda(line: Line) -> Done:
    """The end of a call is a line in the log, with what was registered until then."""
    now = line.clock.now()
    if abs(line.store.check_clock(now)) > CLOCK_TOLERANCE:
        return Done()
    with line.store.read() as work:
        next_at = work.agenda.next_due()
    if next_at is None or next_at > now:
        return Done(0, next_at)
    line.step("tick.due")
    with line.store.write() as work:
        items = work.agenda.due(now, _BATCH)
        for item, kind, subject, at in items:
            if work.agenda.done(item, now):
                _do(line, work, kind, subject, at, now)
        line.step("tick.before-commit")
    line.step("tick.committed")
    with line.store.read() as work:
        return Done(len(items), work.agenda.next_due())


def _do(line: Line, work: UnitOfWork, kind: str, subject: str, at: datetime, now: datetime) -> None:
    group, meeting, what = subject.split("/")
    rulebook = line.rulebook(work, group)
    registered = [one for one in work.contributions.listed(group) if rulebook.present_id(one.meeting) == meeting]
    sentence = f"The date for {what}s to {meeting} has passed"
    if what == "contribution":
        sentence += f"; {len(registered)} were registered until now"
    work.log.add(
        LogEntry(
            at=now,
            what=kind,
            who="tick",
            why=f"{sentence}.",
            group=group,
            facts={"meeting": meeting, "kind": what, "deadline": at.isoformat(), "registered": len(registered)},
        )
    )
