"""Reminders: the state of play and the morning mail for the secretariat, a draft for the list, a letter to a sender."""

from datetime import date, datetime, timedelta

from intake.domain.calls.agenda import Due
from intake.domain.deadlines import has_ended
from intake.domain.submission import Submission
from intake.domain.telling.announcing import call_reminder
from intake.domain.telling.morning import morning
from intake.domain.telling.sent_back import sent_back
from intake.domain.telling.state_of_play import state_of_play
from intake.pipeline.agenda.duty import DutyEnd, meeting_of
from intake.pipeline.agenda.telling import announce, letterhead, tell_secretariat, tell_submitter
from intake.pipeline.line import Line
from intake.pipeline.standing import standing_of
from intake.ports import UnitOfWork

_MORNING_LASTS = timedelta(hours=4)
"""Later on the day nobody needs the mail of its morning."""


def state_of_play_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Tell the secretariat how the call stands; once its deadline has passed nobody is reminded of it."""
    rulebook, meeting = meeting_of(line, work, due)
    deadline = meeting.deadline("contribution") if meeting else None
    if meeting is None or deadline is None or deadline.utc < now:
        return "lapsed"
    tell_secretariat(line, work, rulebook, state_of_play(standing_of(work, rulebook, meeting, now)), now)
    return "done"


def reminder_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """The state of play for the secretariat, and a reminder for the group's list as a draft."""
    done = state_of_play_is_due(line, work, due, now)
    if done == "done":
        rulebook, meeting = meeting_of(line, work, due)
        notice = call_reminder(rulebook.group, meeting) if meeting else None
        if notice:
            # Two spans before the same date may mean the same instant, as on a Friday before a Monday.
            about = due.subject.rpartition("/")[0]
            announce(line, work, rulebook, notice, f"{about}:{due.at.isoformat()}", now)
    return done


def morning_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Tell the secretariat what waits, for each meeting that is not over; nothing on a day without anything to do."""
    rulebook = line.rulebook(work, due.group)
    today = date.fromisoformat(due.subject.split("/")[1])
    if now > due.at + _MORNING_LASTS:
        return "lapsed"
    told = False
    for meeting in rulebook.meetings:
        if meeting.takes_place and not has_ended(meeting, now) and (meeting.opens is None or meeting.opens <= now):
            notice = morning(standing_of(work, rulebook, meeting, now), today)
            if notice:
                tell_secretariat(line, work, rulebook, notice, now)
                told = True
    return "done" if told else "lapsed"


def return_is_open(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Remind the sender of a document that was sent back and may still return in time.

    Nobody whose receipt was withheld, or did not arrive, is written to.
    """
    rulebook, meeting = meeting_of(line, work, due)
    reference = due.subject.split("/")[2]
    submission = _sent_back(work, due.group, reference)
    if meeting is None or submission is None or submission.correct_until is None or submission.correct_until <= now:
        return "lapsed"
    receipts = [
        (debt, receipt) for debt, receipt in work.debts.receipts(submission.id) if receipt.outcome == "returned"
    ]
    if not receipts or receipts[-1][0].state not in ("paid", "sending") or receipts[-1][0].bounced_at is not None:
        return "lapsed"
    receipt = receipts[-1][1]
    letter = sent_back(receipt, letterhead(rulebook, receipt.languages), submission.correct_until)
    tell_submitter(line, work, rulebook, letter, f"sent-back:{due.subject}:{due.at.isoformat()}", now)
    return "done"


def _sent_back(work: UnitOfWork, group: str, reference: str) -> Submission | None:
    """The mail with this reference, if a document of it was sent back and not sent again."""
    return next((one for one, _ in work.submissions.returned(group) if one.reference == reference), None)
