"""Reminders of a deadline: the state of play for the secretariat."""

from datetime import datetime

from intake.domain.agenda import Due
from intake.domain.telling.state_of_play import state_of_play
from intake.pipeline.agenda.duty import Done, meeting_of
from intake.pipeline.agenda.standing import standing_of
from intake.pipeline.agenda.telling import tell_secretariat
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def state_of_play_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> Done:
    """Tell the secretariat how the call stands; once its deadline has passed nobody is reminded of it."""
    rulebook, meeting = meeting_of(line, work, due)
    deadline = meeting.deadline("contribution") if meeting else None
    if meeting is None or deadline is None or deadline.utc < now:
        return "lapsed"
    tell_secretariat(line, work, rulebook, state_of_play(standing_of(work, rulebook, meeting, now)), now)
    return "done"
