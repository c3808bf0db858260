"""Judging one Submission with what is known of its group's past: one way, for the line and for people's acts."""

from dataclasses import dataclass

from intake.domain.document import Reading
from intake.domain.judging.judge import Prepared, Receipted, judge
from intake.domain.judging.past import bearing, without
from intake.domain.submission import Snapshot, Submission
from intake.domain.verdict import Verdict
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Ready:
    """A Submission with its reading, prepared under the rulebook in force; `blob` is the reading's digest."""

    submission: Submission
    prepared: Prepared
    blob: str

    @property
    def reading(self) -> Reading:
        """What the reader saw."""
        return self.prepared.reading


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, and what was known of the past when it was given."""

    verdict: Verdict
    known: Snapshot


def known_of(work: UnitOfWork, ready: Ready, *, undecided: bool = False) -> Snapshot:
    """What is known that bears on this mail; where it is to count as `undecided`, without what it brought itself."""
    submission, wanted = ready.submission, ready.prepared.wanted
    known = work.submissions.snapshot(submission.group, wanted)
    return bearing(without(known, submission.id) if undecided else known, wanted)


def ruling(line: Line, ready: Ready, known: Snapshot, *, by_person: bool = False) -> Ruling:
    """Judge what is ready. A mail found when its folder was rebuilt is in doubt until a person has looked at it."""
    submission = ready.submission
    receipted = Receipted(
        submission.received_at,
        submission.received_evidence,
        submission.stamps,
        partial=submission.partial,
        doubtful=submission.answers == "none" and not by_person,
    )
    return Ruling(judge(ready.prepared, receipted, known, line.checks, loop_token=line.loop_token), known)
