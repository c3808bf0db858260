"""What a new rulebook means for mails that are decided: a later deadline, a meeting for those that had none."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from intake.domain.answering.admitting import kept_from
from intake.domain.answering.outcomes import outcome
from intake.domain.calls.agenda import Due
from intake.domain.deadlines import meeting_after
from intake.domain.judging.corrections import asked_for_again
from intake.domain.meeting import NEXT, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Decision, Verdict
from intake.pipeline.decision.afterwards import plan_reminders
from intake.ports import UnitOfWork


def plan_judging_again(work: UnitOfWork, rulebook: Rulebook, before: Rulebook, now: datetime) -> int:
    """Plan that the line's own Decisions on mails that have more time now are judged again; how many.

    A Decision of a person stands, and what was in time stays so; of what a person registered by hand, the line judged
    the time. What was sent back may return until the new date.
    The series must be locked.
    """
    planned: set[str] = set()
    for meeting in rulebook.meetings:
        earlier = next(filter(None, map(before.meeting, _ids(meeting))), None)
        if earlier is None or not meeting.takes_place or _moved_for_nobody(earlier, meeting):
            continue
        for submission, last in work.submissions.decided(rulebook.group.id, _ids(meeting)):
            gains = _is_late(last.verdict) and _has_more_time(submission, last, earlier, meeting)
            if _is_the_lines_word(last) and (gains or _repeats(last.verdict, planned)):
                about = f"{rulebook.group.id}/{meeting.id}/{submission.reference}/{last.n}"
                work.agenda.plan(Due("judge-again", about, now))
                planned.add(submission.reference)
            _lengthen(work, rulebook, meeting, submission, last, now)
    return len(planned)


def _lengthen(
    work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, submission: Submission, last: Decision, now: datetime
) -> None:
    """Let what was sent back return at least until the date that counts now, and remind its sender by that one.

    The time for it never ends earlier than it did (docs/meetings.md).
    """
    if submission.correct_until is None:
        return
    senders = last.verdict.submitters or (submission.sender,)
    kinds = {last.verdict.documents[index].kind for index in asked_for_again(last.verdict)}
    dates = [one.utc for kind in kinds if (one := meeting.deadline(kind, *senders))]
    until = max(dates, default=submission.correct_until)
    if until > submission.correct_until:
        work.submissions.set_correct_until(submission.id, until)
        for item in work.agenda.found("returned", f"{rulebook.group.id}/{meeting.id}/{submission.reference}"):
            work.agenda.drop(item.id)
        plan_reminders(work, rulebook, submission, last.verdict, until, now)


def plan_asking_again(work: UnitOfWork, rulebook: Rulebook, before: Rulebook, now: datetime) -> None:
    """Plan to ask the chairs about papers that are late still, for a meeting that takes place after all.

    They were not asked while it had no date (docs/meetings.md).
    """
    for meeting in rulebook.meetings:
        earlier = before.meeting(meeting.id)
        either = rulebook.under(meeting).policy.late_decided_by == "either"
        if earlier is None or earlier.takes_place or not meeting.takes_place or not either:
            continue
        for submission, last in work.submissions.decided(rulebook.group.id, _ids(meeting)):
            about = f"{rulebook.group.id}/{meeting.id}/{submission.id}"
            asked = any(one.outcome == "done" for one in work.agenda.found("ask-chairs", about))
            if outcome(last) == "late" and not asked:
                work.agenda.plan(Due("ask-chairs", about, now))


def plan_joins(work: UnitOfWork, rulebook: Rulebook, now: datetime) -> int:
    """Plan that what was accepted for "next" joins the meeting whose call is open `now` (UTC); how many mails."""
    group, planned = rulebook.group.id, 0
    for submission, last in _for_next(work, group):
        meeting = meeting_after(rulebook.meetings, now, kept_from(last.verdict))
        if meeting is not None and (meeting.opens is None or meeting.opens <= now):
            planned += work.agenda.plan(Due("join", f"{group}/{meeting.id}/{submission.reference}", now))
    return planned


def _for_next(work: UnitOfWork, group: str) -> Iterator[tuple[Submission, Decision]]:
    """The mails with accepted documents for "next"; of some, other documents were for a meeting."""
    whole = {submission.id: (submission, last) for submission, last in work.submissions.decided(group, (NEXT,))}
    kept = {one.submission for one in work.contributions.listed(group) if one.meeting in (None, NEXT)} - set(whole)
    for submission in work.submissions.some(sorted(kept)).values():
        last = work.submissions.decisions(submission.id)[-1]
        if kept_from(last.verdict):
            whole[submission.id] = (submission, last)
    for submission, last in whole.values():
        if any(one.disposition == "accept" for one in last.verdict.documents):
            yield submission, last


def _ids(meeting: Meeting) -> tuple[str, ...]:
    """The ids under which its mails may be recorded."""
    return (meeting.id, *meeting.was)


def _moved_for_nobody(earlier: Meeting, meeting: Meeting) -> bool:
    return (earlier.deadlines, earlier.extensions) == (meeting.deadlines, meeting.extensions)


def _is_late(verdict: Verdict) -> bool:
    """Whether the line found it late, or could not say whether it is."""
    return any(one.tells("late") or one.tells("time-disputed") for one in verdict.findings)


def _is_the_lines_word(last: Decision) -> bool:
    """Whether the line found what it says: a person who registers a document decides only that it is taken up."""
    by_desk = last.act == "register" and not any(one.severity == "error" for one in last.verdict.findings)
    return last.by_line or by_desk


def _repeats(verdict: Verdict, references: Collection[str]) -> bool:
    """Whether it brings a file of one of these mails again, and so waits with it."""
    waits = (one for one in verdict.documents if one.relation == "repeat" and one.disposition == "hold")
    return any(one.of in references for one in waits)


def _has_more_time(submission: Submission, last: Decision, earlier: Meeting, meeting: Meeting) -> bool:
    senders: Sequence[str] = last.verdict.submitters or (submission.sender,)
    for one in last.verdict.documents:
        until, moved = earlier.deadline(one.kind, *senders), meeting.deadline(one.kind, *senders)
        if until and (moved is None or moved.utc > until.utc):
            return True
    return False
