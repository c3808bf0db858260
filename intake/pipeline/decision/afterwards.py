"""What a Decision makes fall due: a question to the chairs, a reminder, a supplement, a word on a missing receipt."""

from datetime import datetime, timedelta

from intake.domain.answering.asked import settled_in, waits_for_chairs
from intake.domain.calls.agenda import Due, last_working_morning, working_morning
from intake.domain.calls.states import sits
from intake.domain.deadlines import zone_of
from intake.domain.house.source import is_of_the_house
from intake.domain.meeting import NEXT
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Decision, Verdict
from intake.ports import UnitOfWork

_OF_THE_LINE = ("judge", "judge-again", "join")
"""What a person let in is for a person to post."""

_SOON = timedelta(hours=3)
"""Nobody is reminded of what they were told so recently."""


def plan_supplement(
    work: UnitOfWork, rulebook: Rulebook, submission: Submission, verdict: Verdict, now: datetime
) -> None:
    """Plan a supplement for the next full hour if this verdict registers a document for a meeting that is closed.

    What the house wrote itself is told in none.
    """
    if is_of_the_house(submission.source):
        return
    meeting = rulebook.meeting(verdict.meeting)
    deadline = meeting.deadline("contribution") if meeting else None
    if meeting is None or deadline is None or deadline.utc > now or not verdict.numbers:
        return
    if work.closings.of(rulebook.group.id, meeting):
        hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        work.agenda.plan(Due("supplement", f"{rulebook.group.id}/{meeting.id}/contribution", hour))


def plan_posting(work: UnitOfWork, rulebook: Rulebook, decision: Decision) -> None:
    """Plan to post what the line has accepted, where the rulebook lets it do so by itself: now, or after the close.

    What is admitted while its meeting sits is posted at once, whatever the rulebook says.
    """
    meeting = rulebook.meeting(decision.verdict.meeting)
    posting = rulebook.under(meeting).policy.posting
    closed = meeting is not None and bool(work.closings.of(rulebook.group.id, meeting))
    in_session = admitted_in_session(rulebook, decision)
    if not (in_session or decision.act in _OF_THE_LINE) or not decision.verdict.numbers:
        return
    if in_session or posting == "on-accept" or (posting == "at-closing" and closed):
        named = meeting.id if meeting else NEXT
        work.agenda.plan(Due("post", f"{rulebook.group.id}/{named}/{decision.submission}", decision.at))


def admitted_in_session(rulebook: Rulebook, decision: Decision) -> bool:
    """Whether a late document was admitted while its meeting sat: the room waits for it."""
    return decision.act == "admit" and sits(rulebook.meeting(decision.verdict.meeting), decision.at)


def plan_asking(work: UnitOfWork, rulebook: Rulebook, decision: Decision, now: datetime, leaves_at: datetime) -> None:
    """Plan to ask the chairs about a mail that is held as late now, and to tell them once a document is no longer.

    They are told when the letter of the Decision leaves: until then it may be undone.
    """
    late = waits_for_chairs(decision.verdict)
    if not late and decision.n == 1:
        return
    before = work.submissions.decisions(decision.submission)[: decision.n - 1]
    asked_for = before[-1].verdict.meeting if before else None
    meeting = rulebook.meeting(asked_for) or rulebook.meeting(decision.verdict.meeting)
    if meeting is None:
        return
    about = f"{rulebook.group.id}/{meeting.id}/{decision.submission}"
    policy = rulebook.under(meeting).policy
    if late and policy.late_decided_by == "either" and not any(waits_for_chairs(one.verdict) for one in before):
        daily = policy.notify_chairs == "daily" and not sits(meeting, now)
        at = working_morning(now, meeting.zone, rulebook.calendar) if daily else now
        work.agenda.plan(Due("ask-chairs", about, at))
    if before and settled_in(before[-1].verdict, decision.verdict):
        work.agenda.plan(Due("tell-decided", f"{about}/{decision.n}", leaves_at))


def plan_reminders(
    work: UnitOfWork,
    rulebook: Rulebook,
    submission: Submission,
    verdict: Verdict,
    until: datetime | None,
    now: datetime,
) -> None:
    """Plan to remind the sender of what was sent back: on the last day of the call, and on that of its return."""
    meeting = rulebook.meeting(verdict.meeting)
    if until is None or meeting is None or not any(one.disposition == "return" for one in verdict.documents):
        return
    deadline = meeting.deadline("contribution")
    for end in {until, *((deadline.utc,) if deadline else ())}:
        at = last_working_morning(end, meeting.zone, rulebook.calendar)
        if now + _SOON < at < end:
            work.agenda.plan(Due("returned", f"{rulebook.group.id}/{meeting.id}/{submission.reference}", at))


def plan_unanswered(work: UnitOfWork, rulebook: Rulebook, now: datetime) -> None:
    """Plan to name a mail whose receipt is kept, on the next morning of a working day: one row for all of its time."""
    at = working_morning(now, rulebook.group.zone, rulebook.calendar)
    day = at.astimezone(zone_of(rulebook.group.zone)).date()
    work.agenda.plan(Due("unanswered", f"{rulebook.group.id}/{day}", at))
