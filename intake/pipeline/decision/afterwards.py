"""What a Decision makes fall due: a supplement to the report on a call that is closed."""

from datetime import datetime, timedelta

from intake.domain.agenda import Due
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Verdict
from intake.ports import UnitOfWork


def plan_supplement(work: UnitOfWork, rulebook: Rulebook, verdict: Verdict, now: datetime) -> None:
    """Plan a supplement for the next full hour if this verdict registers a document for a meeting that is closed."""
    meeting = rulebook.meeting(verdict.meeting)
    deadline = meeting.deadline("contribution") if meeting else None
    if meeting is None or deadline is None or deadline.utc > now or not verdict.numbers:
        return
    if work.closings.of(rulebook.group.id, meeting.id):
        hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        work.agenda.plan(Due("supplement", f"{rulebook.group.id}/{meeting.id}/contribution", hour))
