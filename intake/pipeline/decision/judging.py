"""Judging one Submission against its group's past, in the same way for the line and for people's acts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.domain.document import Reading
from intake.domain.errors import UsageError
from intake.domain.house.source import is_by_desk
from intake.domain.judging.arranging import as_arranged, with_documents
from intake.domain.judging.judge import Found, Prepared, Receipted, judge, judge_time, prepare
from intake.domain.judging.past import bearing, without
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Answers, Snapshot, Submission
from intake.domain.verdict import Decision, Judged, Verdict
from intake.pipeline.line import Line
from intake.pipeline.signed import signed
from intake.ports import DamagedBlobError, UnitOfWork


@dataclass(frozen=True, slots=True)
class Ready:
    """A Submission with its reading, prepared under the rulebook in force; `blob` is the reading's digest."""

    submission: Submission
    prepared: Prepared
    blob: str

    @property
    def reading(self) -> Reading:
        """Return what the reader saw."""
        return self.prepared.reading


def ready_of(submission: Submission, reading: Reading, rulebook: Rulebook, blob: str) -> Ready:
    """The Submission with this reading, prepared under this rulebook with our border's word on its sender."""
    known = signed(reading, submission.authentication)
    return Ready(submission, prepare(known, rulebook, submission.received_at), blob)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict and the snapshot that it was judged by."""

    verdict: Verdict
    known: Snapshot


def known_of(work: UnitOfWork, ready: Ready, *, undecided: bool = False) -> Snapshot:
    """The snapshot for this mail; with `undecided`, without its own earlier documents."""
    submission, wanted = ready.submission, ready.prepared.wanted
    known = work.submissions.snapshot(submission.group, wanted)
    known = replace(known, authentication=submission.authentication)
    return bearing(without(known, submission.id) if undecided else known, wanted)


def ruling(line: Line, ready: Ready, known: Snapshot, *, by_person: bool = False) -> Ruling:
    """Judge a prepared Submission. One that was found in a rebuilt folder or among junk waits until a person saw it."""
    receipted = _receipted(ready.submission, by_person=by_person)
    return Ruling(judge(ready.prepared, receipted, known, line.checks, loop_token=line.loop_token), known)


def ruling_again(
    line: Line, ready: Ready, known: Snapshot, last: Verdict, *, by_person: bool = False, put: Sequence[Judged] = ()
) -> Ruling:
    """Judge a decided Submission once more; what a person arranged in the last verdict stays as it was.

    `put` are its documents with roles in which they are to be looked at, where those are others.
    """
    documents = put or as_arranged(last, ready.prepared.documents)
    found = ruling(
        line, replace(ready, prepared=replace(ready.prepared, documents=tuple(documents))), known, by_person=by_person
    )
    if not any(one.arranged for one in last.documents):
        return found
    return replace(found, verdict=with_documents(found.verdict, as_arranged(last, found.verdict.documents)))


def ruling_on_time(line: Line, ready: Ready, known: Snapshot, last: Verdict) -> Ruling:
    """Judge the time of a decided Submission again; all else stays as it was found."""
    receipted = _receipted(ready.submission, by_person=False)
    token = line.loop_token
    verdict = judge_time(ready.prepared, receipted, known, line.checks, last, loop_token=token)
    if any(one.arranged for one in last.documents):
        verdict = with_documents(verdict, as_arranged(last, verdict.documents))
    return Ruling(verdict, known)


_FOUND: dict[Answers, Found] = {"none": "rebuilt", "junk": "junk"}


def _receipted(submission: Submission, *, by_person: bool) -> Receipted:
    return Receipted(
        submission.received_at,
        submission.received_evidence,
        submission.stamps,
        partial=submission.partial,
        found="" if by_person else _FOUND.get(submission.answers, ""),
        by_desk=is_by_desk(submission.source),
    )


def reading_of(line: Line, submission: Submission, decision: Decision) -> Reading:
    """The reading that a Decision rests on; raises UsageError if it is damaged or gone."""
    try:
        return line.reading(decision.inputs.reading)
    except (DamagedBlobError, KeyError, ValueError) as error:
        raise UsageError(
            "{reference}: its reading is damaged ({error}); 'intake replay {reference} --apply --reason "
            "WHY' reads it again.",
            reference=submission.reference,
            error=error,
        ) from error
