"""Acts that make a file: it joins what the mail brought, and all of it is judged again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.document import FileReading, Reading
from intake.domain.errors import UsageError
from intake.domain.judging.additions import Addition, with_additions
from intake.domain.judging.judge import Receipted, judge, prepare
from intake.domain.judging.past import bearing, without
from intake.domain.mail import Making
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Act, Decision, Verdict
from intake.pipeline.desk.acts import Deed, check_replaces
from intake.pipeline.desk.lookup import last_decision, reading_of, submission_named
from intake.pipeline.line import Line
from intake.pipeline.numbers import lock_series
from intake.pipeline.read import dump_reading
from intake.pipeline.record import Ready, record
from intake.pipeline.scan import keep_scans, scan_files
from intake.ports import DamagedBlobError, ReaderFailedError, UnitOfWork


@dataclass(frozen=True, slots=True)
class Begun:
    """A Submission that somebody acts on: its Decision that counts, its reading, the rulebook in force."""

    submission: Submission
    last: Decision
    reading: Reading
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made of others (their digests), as today's reader sees it."""

    name: str
    content: bytes
    file: FileReading
    made: Making
    made_of: tuple[str, ...]


def begin(line: Line, name: str, deed: Deed) -> Begun:
    """What an act begins with. UsageError when it cannot be acted on, StaleDecisionError when somebody was faster."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        last = last_decision(work, submission)
        check_replaces(last, deed, name)
        rulebook = line.rulebook(work, submission.group)
    return Begun(submission, last, reading_of(line, submission, last), rulebook)


def content_of(line: Line, submission: Submission, sha256: str, file: str) -> bytes:
    """The bytes of a file of this Submission; UsageError when they are damaged or gone."""
    try:
        return line.blobs.get(sha256)
    except (DamagedBlobError, KeyError) as error:
        raise UsageError(f"{submission.reference}: {file} is damaged or gone in our store ({error}).") from error


def seen(line: Line, content: bytes, name: str) -> FileReading:
    """What the reader sees in a file that was made; UsageError when it cannot read it."""
    try:
        return line.reader.read_file(content, name).reading.files[0]
    except ReaderFailedError as error:
        raise UsageError(f"{name}, which was made here, could not be read ({error}); nothing was changed.") from error


def with_made(line: Line, submission: Submission, reading: Reading) -> Reading:
    """A reading of the mail with everything that was made for this Submission, as today's reader sees it.

    UsageError where such a file is damaged, gone or cannot be read.
    """
    with line.store.read() as work:
        additions = work.additions.of(submission.id)
    pairs = [(one, seen(line, content_of(line, submission, one.sha256, one.name), one.name)) for one in additions]
    return with_additions(reading, pairs)


def decide_with(
    line: Line, begun: Begun, made: Sequence[Made], deed: Deed, act: Act, change: Callable[[Verdict], Verdict]
) -> Decision:
    """Judge the mail with these files in it, as `change` has it, and let that count.

    The files are stored first; files, rows and Decision become known in one transaction, or nothing of it.
    """
    additions = [_addition(begun, one) for one in made]
    pairs = [(one, each.file) for one, each in zip(additions, made, strict=True)]
    reading = with_additions(begun.reading, pairs)
    *_, blob = line.blobs.put([*(one.content for one in made), dump_reading(reading)])
    line.step("addition.stored")
    scanned = scan_files(line, [one.file.sha256 for one in made], {one.file.sha256: one.content for one in made})
    now = line.clock.now()
    with line.store.write() as work:
        lock_series(work, begun.rulebook)
        submission = work.submissions.get(begun.submission.id)
        seen_last = replace(deed, replaces=begun.last.n)
        check_replaces(last_decision(work, submission), seen_last, submission.reference)
        keep_scans(work, scanned, now)
        for one in additions:
            work.additions.add(one)
        ready = Ready(submission, prepare(reading, begun.rulebook, submission.received_at), blob)
        decision = _record(line, work, ready, seen_last, act, now, change)
        line.step("act.before-commit")
    line.step("act.committed")
    return decision


def _addition(begun: Begun, one: Made) -> Addition:
    return Addition(begun.submission.id, begun.last.n + 1, one.file.sha256, one.name, one.made, one.made_of)


def _record(
    line: Line,
    work: UnitOfWork,
    ready: Ready,
    deed: Deed,
    act: Act,
    now: datetime,
    change: Callable[[Verdict], Verdict],
) -> Decision:
    submission, wanted = ready.submission, ready.prepared.wanted
    known = bearing(without(work.submissions.snapshot(submission.group, wanted), submission.id), wanted)
    receipted = Receipted(
        submission.received_at, submission.received_evidence, submission.stamps, partial=submission.partial
    )
    verdict = change(judge(ready.prepared, receipted, known, line.checks, loop_token=line.loop_token))
    _refuse_what_is_older(work, verdict, submission)
    return record(line, work, ready, verdict, known, actor=deed.actor, reason=deed.reason, token=None, now=now, act=act)


def _refuse_what_is_older(work: UnitOfWork, verdict: Verdict, submission: Submission) -> None:
    """UsageError where what is made of this mail would take the place of a file that came after it."""
    for one in verdict.documents:
        known = work.contributions.by_label(one.of) if one.of and one.relation in ("replacement", "revision") else None
        if known is not None and known.versions[-1].submission > submission.id:
            raise UsageError(
                f"{submission.reference} came before the file that is registered as {known.label}, which has the same "
                "title or number; nothing was changed. 'intake ignore' takes it off the list."
            )
