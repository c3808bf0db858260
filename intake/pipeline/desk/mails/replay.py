"""Judging again: as then, as now, and, by a person's act, for good."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import overload

from intake.domain.answering.outcomes import standing
from intake.domain.errors import UsageError
from intake.domain.judging.findings import CRASHES
from intake.domain.rulebook import Rulebook
from intake.domain.scan import Scan
from intake.domain.submission import Snapshot, Submission
from intake.domain.verdict import OUR_FAILURE, Decision, Deed, Verdict
from intake.pipeline.decision.acting import Reread, acting
from intake.pipeline.decision.judging import known_of, ready_of, ruling_again
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.differences import differences
from intake.pipeline.desk.mails.additions import with_made
from intake.pipeline.line import Line
from intake.pipeline.scan import scan_files
from intake.ports import DamagedBlobError, ReaderFailedError, ReaderResult, UnitOfWork


@dataclass(frozen=True, slots=True)
class Replayed:
    """The verdict that counts and a new one, both without numbers; `differences` names each difference."""

    submission: Submission
    then: Verdict
    again: Verdict
    differences: tuple[str, ...]


def replay_as_then(line: Line, name: str) -> Replayed:
    """Judge with the inputs of the line's last Decision: reading, rulebook, snapshot. Writes nothing."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        decision = _by_the_line(work, submission)
        text = work.rulebooks.text(decision.inputs.rulebook)
        known = line.values.snapshot(work.submissions.snapshot_of(submission.id, decision.n))
    if text is None:
        raise UsageError(
            "{reference}: the rulebook of that Decision is not in the database.", reference=submission.reference
        )
    rulebook = line.rulebook_of(decision.inputs.rulebook, text)
    reading = stored_reading(line, decision.inputs.reading, submission).reading
    received_at = decision.verdict.received_at or submission.received_at
    as_then = replace(submission, received_at=received_at, authentication=known.authentication)
    then = ready_of(as_then, reading, rulebook, decision.inputs.reading)
    again = ruling_again(line, then, known, decision.verdict)
    return compared(submission, decision.verdict, again.verdict, rulebook)


def replay_as_now(line: Line, name: str) -> Replayed:
    """Judge with today's reader, rulebook, snapshot and virus scan. Writes nothing."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        decision = last_decision(work, submission)
        rulebook = line.rulebook(work, submission.group)
    result = _read_again(line, submission)
    at_hand = {sha256(content).hexdigest(): content for content in result.files}
    scanned = scan_files(line, (file.sha256 for file in result.reading.files), at_hand)
    ready = ready_of(submission, result.reading, rulebook, "")
    with line.store.read() as work:
        known = known_of(work, ready, undecided=True)
    again = ruling_again(line, ready, _with_scans(known, scanned.scans), decision.verdict)
    return compared(submission, decision.verdict, again.verdict, rulebook)


@overload
def replay_and_apply(line: Line, name: str, deed: Deed) -> Decision: ...
@overload
def replay_and_apply(line: Line, name: str, deed: Deed, *, unless_held_for: str) -> Decision | Replayed: ...
def replay_and_apply(line: Line, name: str, deed: Deed, *, unless_held_for: str = "") -> Decision | Replayed:
    """Judge as now and record the Decision; it may add a number, never change one.

    A mail that the check `unless_held_for` would still hold is left alone; its new verdict is returned.
    """
    with line.store.read() as work:
        submission = submission_named(work, name)
    result = _read_again(line, submission)
    blob = line.blobs.put([result.text, *result.files])[0]
    scanned = scan_files(line, (file.sha256 for file in result.reading.files), {})
    reread = Reread(result.reading, blob, scanned)
    with acting(line, submission.reference, replace(deed, act="replay"), reread) as act:
        again = act.judge_again()
        if _waits_for(again.verdict, unless_held_for):
            return compared(act.ready.submission, act.last.verdict, again.verdict, act.ready.prepared.rulebook)
        return act.record(again)


def held_for(line: Line, check: str) -> list[Submission]:
    """The Submissions that this check holds, oldest receipt first; raises UsageError if no check has this id."""
    if check not in line.checks and check != OUR_FAILURE:
        raise UsageError(
            "{check}: there is no check with this id; 'intake show ID' names what holds a mail.", check=check
        )
    with line.store.read() as work:
        return [submission for submission, last in work.submissions.held() if _waits_for(last.verdict, check)]


def _waits_for(verdict: Verdict, check: str) -> bool:
    """Whether this check holds the mail, or one of its documents that nobody has decided on."""
    places = (None, *range(len(verdict.documents)))
    return any(found.id == check and found.severity == "hold" for index in places for found in standing(verdict, index))


def _by_the_line(work: UnitOfWork, submission: Submission) -> Decision:
    judged = [one for one in work.submissions.decisions(submission.id) if one.act in ("judge", "replay")]
    if not judged:
        raise UsageError(
            "{reference} was never judged by the line; try 'intake replay --as-now'.", reference=submission.reference
        )
    return judged[-1]


def stored_reading(line: Line, blob: str, submission: Submission) -> ReaderResult:
    """A reading that is kept. UsageError where it is gone or damaged."""
    try:
        text = line.blobs.get(blob)
        return ReaderResult(line.values.reading(text), (), text)
    except (DamagedBlobError, KeyError, ValueError) as error:
        raise UsageError(
            "{reference}: the reading of that Decision is not there ({error}).",
            reference=submission.reference,
            error=error,
        ) from error


def _read_again(line: Line, submission: Submission) -> ReaderResult:
    """Today's reading of the mail and of the files made from it, which are in the store."""
    result = _mail_again(line, submission)
    return result.with_reading(with_made(line, submission, result.reading))


def _mail_again(line: Line, submission: Submission) -> ReaderResult:
    """Today's reading: the stored one if it and its files are of this reader version, else a fresh one."""
    with line.store.read() as work:
        blob = work.messages.reading(submission.raw, line.reader.version)
    if blob is not None:
        known = stored_reading(line, blob, submission)
        if not any(one.kind in CRASHES for one in known.reading.mail.problems):
            return known
    try:
        raw = line.blobs.get(submission.raw)
        return ReaderResult(line.reader.read_headers(raw), ()) if submission.partial else line.reader.read(raw)
    except (DamagedBlobError, KeyError) as error:
        raise UsageError(
            "{reference}: the stored mail is damaged or gone ({error}).", reference=submission.reference, error=error
        ) from error
    except ReaderFailedError as error:
        raise UsageError(
            "{reference}: the mail still cannot be read ({error}).", reference=submission.reference, error=error
        ) from error


def _with_scans(known: Snapshot, scans: tuple[Scan, ...]) -> Snapshot:
    """The snapshot with these scans in place of earlier ones of the same files."""
    new = {one.sha256 for one in scans}
    return replace(known, scans=(*(one for one in known.scans if one.sha256 not in new), *scans))


def compared(submission: Submission, then: Verdict, again: Verdict, rulebook: Rulebook) -> Replayed:
    """Two verdicts on one mail, without numbers."""
    before, after = _without_numbers(then), _without_numbers(again)
    return Replayed(submission, before, after, differences(before, after, rulebook))


def _without_numbers(verdict: Verdict) -> Verdict:
    return replace(verdict, documents=tuple(replace(one, number=None, revision=0) for one in verdict.documents))
