"""Mails that are decided once more when something around them changed: their deadline, or their meeting."""

from dataclasses import replace
from datetime import datetime

from intake.domain.answering.admitting import kept_from
from intake.domain.answering.outcomes import outcome
from intake.domain.calls.agenda import Due
from intake.domain.meeting import NEXT, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import LINE, Decision, Deed, Verdict
from intake.pipeline.agenda.duty import DutyEnd, meeting_of
from intake.pipeline.agenda.notifying import plan_notices
from intake.pipeline.decision.judging import Ready, Ruling, known_of, reading_of, ready_of, ruling_on_time
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.record import record
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def judge_again(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Judge the time of one mail under the deadline that counts now; its sender hears of another outcome only."""
    rulebook, meeting = meeting_of(line, work, due)
    _, _, reference, decision = due.subject.split("/")
    lock_series(work, rulebook)
    submission = submission_named(work, reference)
    last = last_decision(work, submission)
    if meeting is None or last.n != int(decision):
        return "lapsed"
    ready = _ready(line, submission, last, rulebook, meeting)
    found = ruling_on_time(line, ready, known_of(work, ready, undecided=True), last.verdict)
    until = meeting.deadline("contribution", *last.verdict.submitters)
    why = f"The date for contributions is now {until.local:%Y-%m-%d %H:%M} ({until.zone})." if until else "It moved."
    deed = Deed(LINE, why, act="judge-again", tells=_outcome(last, found.verdict) != _outcome(last, last.verdict))
    record(line, work, ready, found, deed, now)
    line.step("judge-again.recorded")
    return "done"


def join(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Let the documents of one mail that were for "next" join a meeting; their numbers stay."""
    rulebook, meeting = meeting_of(line, work, due)
    lock_series(work, rulebook)
    submission = submission_named(work, due.subject.split("/")[2])
    last = last_decision(work, submission)
    waiting = [one for one in work.contributions.of(submission.id) if one.meeting in (None, NEXT)]
    whole, kept = last.verdict.meeting in (None, NEXT), kept_from(last.verdict)
    if meeting is None or kept & {meeting.id, *meeting.was} or not (whole or (kept and waiting)):
        return "lapsed"
    ready = _ready(line, submission, last, rulebook, meeting)
    verdict = replace(last.verdict, meeting=meeting.id) if whole else last.verdict
    why = f"Its meeting is known: {meeting.title}."
    record(line, work, ready, Ruling(verdict, known_of(work, ready)), Deed(LINE, why, act="join"), now)
    for one in waiting:
        work.contributions.join(one.id, meeting.id)
    plan_notices(work, f"{rulebook.group.id}/{meeting.id}/joined", [submission], due.at)
    line.step("join.recorded")
    return "done"


def _ready(line: Line, submission: Submission, last: Decision, rulebook: Rulebook, meeting: Meeting) -> Ready:
    """The mail as the last Decision read it, for this meeting under the rulebook in force."""
    ready = ready_of(submission, reading_of(line, submission, last), rulebook, last.inputs.reading)
    book = replace(rulebook.under(meeting), profiles=ready.prepared.rulebook.profiles)
    return replace(ready, prepared=replace(ready.prepared, meeting=meeting, rulebook=book))


def _outcome(last: Decision, verdict: Verdict) -> tuple[object, ...]:
    """What a sender is told: the outcome of the mail, and what became of each document."""
    return (outcome(replace(last, verdict=verdict)), *(one.disposition for one in verdict.documents))
