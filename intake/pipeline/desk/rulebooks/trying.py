"""A rulebook is tried on mails that were decided before: what would it have said? Nothing is written."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.domain.errors import IntakeError
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.pipeline.decision.judging import ready_of, ruling
from intake.pipeline.desk.mails.replay import Replayed, compared, stored_reading
from intake.pipeline.line import Line

MOST = 500
"""Mails that are judged at one time."""
LONGEST = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rulebook would have said: how many mails were judged, of how many, and each that it would judge otherwise.

    `unread` are those whose reading is gone. `took` is how long it lasted.
    """

    mails: int
    judged: int
    differing: tuple[Replayed, ...]
    unread: int
    took: timedelta


def try_on_meeting(line: Line, rulebook: Rulebook, meeting: str) -> Tried:
    """Judge the mails of a meeting, by one of its ids, as the line judged them first, under this rulebook.

    Each with the reading, the time and what was known then. At most MOST mails, and no new one after LONGEST.
    """
    began, judged, unread = line.clock.now(), 0, 0
    differing: list[Replayed] = []
    with line.store.read() as work:
        there = rulebook.meeting(meeting)
        ids = (there.id, *there.was) if there else (meeting,)
        mails = [submission for submission, _ in work.submissions.decided(rulebook.group.id, ids)]
    for submission in mails[:MOST]:
        if line.clock.now() - began > LONGEST:
            break
        try:
            one = _judged(line, rulebook, submission)
        except (IntakeError, KeyError, ValueError):
            unread += 1
            continue
        judged += one is not None
        if one is not None and one.differences:
            differing.append(one)
    return Tried(len(mails), judged, tuple(differing), unread, line.clock.now() - began)


def _judged(line: Line, rulebook: Rulebook, submission: Submission) -> Replayed | None:
    """The line's first verdict on a mail, and that of the rulebook; None for what only a person ever judged."""
    with line.store.read() as work:
        first = next((one for one in work.submissions.decisions(submission.id) if one.act in ("judge", "replay")), None)
        if first is None:
            return None
        known = line.values.snapshot(work.submissions.snapshot_of(submission.id, first.n))
    reading = stored_reading(line, first.inputs.reading, submission).reading
    at = _received(first, submission)
    then = replace(submission, received_at=at, authentication=known.authentication)
    ready = ready_of(then, reading, rulebook, first.inputs.reading)
    return compared(submission, first.verdict, ruling(line, ready, known).verdict, rulebook)


def _received(first: Decision, submission: Submission) -> datetime:
    return first.verdict.received_at or submission.received_at
