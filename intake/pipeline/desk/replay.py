"""Judging again: as it was then, as it would be now, and, by a person's word, for good."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import overload

from intake.domain.document import Document, Reading
from intake.domain.errors import UsageError
from intake.domain.judging.findings import CRASHES
from intake.domain.judging.judge import Prepared, Receipted, judge, prepare
from intake.domain.judging.past import bearing, without
from intake.domain.scan import Scan
from intake.domain.submission import Snapshot, Submission, Wanted
from intake.domain.verdict import Decision, Judged, Verdict
from intake.pipeline.desk.acts import Deed, check_replaces
from intake.pipeline.desk.additions import with_made
from intake.pipeline.desk.lookup import last_decision, submission_named, waits_for
from intake.pipeline.line import Line
from intake.pipeline.numbers import lock_series
from intake.pipeline.read import dump_reading, load_reading
from intake.pipeline.record import Ready, load_snapshot, record
from intake.pipeline.scan import keep_scans, scan_files
from intake.ports import DamagedBlobError, ReaderFailedError, ReaderResult, UnitOfWork


@dataclass(frozen=True, slots=True)
class Replayed:
    """A verdict judged again beside the one that counts, both without numbers; `differences` names what differs."""

    submission: Submission
    then: Verdict
    again: Verdict
    differences: tuple[str, ...]


def replay_as_then(line: Line, name: str) -> Replayed:
    """Judge with the inputs of the line's last Decision: the reading, the rulebook, what was known. Writes nothing."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        decision = _by_the_line(work, submission)
        text = work.rulebooks.text(decision.inputs.rulebook)
        known = load_snapshot(work.submissions.snapshot_of(submission.id, decision.n))
    if text is None:
        raise UsageError(f"{submission.reference}: the rulebook of that Decision is not in the database.")
    rulebook = line.rulebook_of(decision.inputs.rulebook, text)
    reading = _stored(line, decision.inputs.reading, submission)
    received_at = decision.verdict.received_at or submission.received_at
    again = _judged(line, submission, prepare(reading, rulebook, received_at), known, received_at)
    return _compared(submission, decision.verdict, again)


def replay_as_now(line: Line, name: str) -> Replayed:
    """Judge with today's reader, rulebook and knowledge, and what the virus scanner says now. Writes nothing."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        decision = last_decision(work, submission)
        rulebook = line.rulebook(work, submission.group)
    result = _read_again(line, submission)
    prepared = prepare(result.reading, rulebook, submission.received_at)
    at_hand = {sha256(one).hexdigest(): one for one in result.files}
    scanned = scan_files(line, (file.sha256 for file in result.reading.files), at_hand)
    with line.store.read() as work:
        known = _past(work, submission, prepared.wanted)
    again = _judged(line, submission, prepared, _with_scans(known, scanned.scans), submission.received_at)
    return _compared(submission, decision.verdict, again)


@overload
def replay_and_apply(line: Line, name: str, deed: Deed) -> Decision: ...
@overload
def replay_and_apply(line: Line, name: str, deed: Deed, *, unless_held_for: str) -> Decision | Replayed: ...
def replay_and_apply(line: Line, name: str, deed: Deed, *, unless_held_for: str = "") -> Decision | Replayed:
    """Judge as now and make it the Decision that counts; it may add a number, never change one.

    What this check would still hold stays as it is, and how it would be judged is told.
    """
    now = line.clock.now()
    with line.store.read() as work:
        submission = submission_named(work, name)
        rulebook = line.rulebook(work, submission.group)
    result = _read_again(line, submission)
    reading = result.reading
    blob = line.blobs.put([dump_reading(reading), *result.files])[0]
    scanned = scan_files(line, (file.sha256 for file in reading.files), {})
    with line.store.write() as work:
        keep_scans(work, scanned, now)
        lock_series(work, rulebook)
        submission = work.submissions.get(submission.id)
        last = last_decision(work, submission)
        check_replaces(last, deed, submission.reference)
        ready = Ready(submission, prepare(reading, rulebook, submission.received_at), blob)
        known = _past(work, submission, ready.prepared.wanted)
        again = _judged(line, submission, ready.prepared, known, submission.received_at, applied=True)
        if waits_for(again, unless_held_for):
            return _compared(submission, last.verdict, again)
        decision = record(
            line,
            work,
            ready,
            again,
            known,
            actor=deed.actor,
            reason=deed.reason,
            token=None,
            now=now,
            act="replay",
        )
        line.step("act.before-commit")
    line.step("act.committed")
    return decision


def _by_the_line(work: UnitOfWork, submission: Submission) -> Decision:
    judged = [one for one in work.submissions.decisions(submission.id) if one.act in ("judge", "replay")]
    if not judged:
        raise UsageError(f"{submission.reference} was never judged by the line; try 'intake replay --as-now'.")
    return judged[-1]


def _stored(line: Line, blob: str, submission: Submission) -> Reading:
    try:
        return load_reading(line.blobs.get(blob))
    except (DamagedBlobError, KeyError, ValueError) as error:
        raise UsageError(f"{submission.reference}: the reading of that Decision is not there ({error}).") from error


def _read_again(line: Line, submission: Submission) -> ReaderResult:
    """Today's reading of the mail, and of what was made of its files (which the store has)."""
    result = _mail_again(line, submission)
    return replace(result, reading=with_made(line, submission, result.reading))


def _mail_again(line: Line, submission: Submission) -> ReaderResult:
    """Today's reading: the stored one of this reader version, its files stored too; else the mail is read again."""
    with line.store.read() as work:
        blob = work.messages.reading(submission.raw, line.reader.version)
    if blob is not None:
        reading = _stored(line, blob, submission)
        if not any(one.kind in CRASHES for one in reading.mail.problems):
            return ReaderResult(reading, ())
    try:
        raw = line.blobs.get(submission.raw)
        return ReaderResult(line.reader.read_headers(raw), ()) if submission.partial else line.reader.read(raw)
    except (DamagedBlobError, KeyError) as error:
        raise UsageError(f"{submission.reference}: the stored mail is damaged or gone ({error}).") from error
    except ReaderFailedError as error:
        raise UsageError(f"{submission.reference}: the mail still cannot be read ({error}).") from error


def _past(work: UnitOfWork, submission: Submission, wanted: Wanted) -> Snapshot:
    """What bears on this mail, as if it had not been decided yet."""
    return bearing(without(work.submissions.snapshot(submission.group, wanted), submission.id), wanted)


def _with_scans(known: Snapshot, scans: tuple[Scan, ...]) -> Snapshot:
    """What is known, with these scans in place of earlier ones of the same files."""
    new = {one.sha256 for one in scans}
    return replace(known, scans=(*(one for one in known.scans if one.sha256 not in new), *scans))


def _judged(
    line: Line,
    submission: Submission,
    prepared: Prepared,
    known: Snapshot,
    received_at: datetime,
    *,
    applied: bool = False,
) -> Verdict:
    """Judge again. `applied` by a person, who has looked at what was found when a folder was rebuilt."""
    receipted = Receipted(
        received_at,
        submission.received_evidence,
        submission.stamps,
        partial=submission.partial,
        doubtful=submission.answers == "none" and not applied,
    )
    return judge(prepared, receipted, known, line.checks, loop_token=line.loop_token)


def _compared(submission: Submission, then: Verdict, again: Verdict) -> Replayed:
    before, after = _without_numbers(then), _without_numbers(again)
    return Replayed(submission, before, after, tuple(_differences(before, after)))


def _without_numbers(verdict: Verdict) -> Verdict:
    return replace(verdict, documents=tuple(replace(one, number=None, revision=0) for one in verdict.documents))


def _differences(before: Verdict, after: Verdict) -> list[str]:
    """What differs, in words: whatever is told of the mail, then of each document, then the findings."""
    of_mail = [name for name in _names(before, after) if name not in ("documents", "findings")]
    found = [f"{name}: {getattr(before, name)} -> {getattr(after, name)}" for name in of_mail]
    if len(before.documents) != len(after.documents):
        found.append(f"documents: {len(before.documents)} -> {len(after.documents)}")
    for index, (old, new) in enumerate(zip(before.documents, after.documents, strict=False)):
        found += [f"document {index} ({new.document.file}): {one}" for one in _of_document(old, new)]
    old_ids, new_ids = ({(one.id, one.document) for one in each.findings} for each in (before, after))
    found += [f"finding gone: {name}" for name, _ in sorted(old_ids - new_ids, key=str)]
    found += [f"finding new: {name}" for name, _ in sorted(new_ids - old_ids, key=str)]
    return found or (["findings: the same ones, told otherwise"] if before != after else [])


def _of_document(old: Judged, new: Judged) -> list[str]:
    """What differs of one document: what it was taken for and what becomes of it; and what was read otherwise."""
    told = [f"{one}: {getattr(old, one)} -> {getattr(new, one)}" for one in _names(old, new) if one != "document"]
    read = _names(old.document, new.document)
    return [*told, f"read otherwise: {', '.join(read)}"] if read else told


def _names(old: Verdict | Judged | Document, new: Verdict | Judged | Document) -> list[str]:
    return [one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name)]
