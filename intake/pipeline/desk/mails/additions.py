"""Acts that add a file: it joins the mail's files, and the whole mail is judged again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from intake.domain.document import FileReading, Reading
from intake.domain.errors import UsageError
from intake.domain.judging.additions import Addition, with_additions
from intake.domain.mail import Making
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Decision, Deed, Verdict
from intake.pipeline.decision.acting import Acting, Reread, acting, check_replaces
from intake.pipeline.decision.judging import reading_of
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.line import Line
from intake.pipeline.scan import scan_files
from intake.ports import DamagedBlobError, ReaderFailedError, UnitOfWork


@dataclass(frozen=True, slots=True)
class Begun:
    """A Submission that somebody acts on: its last Decision, its reading, the rulebook in force."""

    submission: Submission
    last: Decision
    reading: Reading
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A file that was made from others (their digests), or stands in their place, as today's reader sees it."""

    name: str
    content: bytes
    seen: FileReading
    made: Making
    made_of: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return self.seen.sha256


def begin(line: Line, name: str, deed: Deed) -> Begun:
    """The state that an act starts from; raises UsageError if no act is possible, StaleDecisionError if it is stale."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        last = last_decision(work, submission)
        check_replaces(last, deed, name)
        rulebook = line.rulebook(work, submission.group)
    return Begun(submission, last, reading_of(line, submission, last), rulebook)


def content_of(line: Line, submission: Submission, sha256: str, file: str) -> bytes:
    """The bytes of a file of this Submission; raises UsageError if they are damaged or gone."""
    try:
        return line.blobs.get(sha256)
    except (DamagedBlobError, KeyError) as error:
        raise UsageError(
            "{reference}: {file} is damaged or gone in our store ({error}).",
            reference=submission.reference,
            file=file,
            error=error,
        ) from error


def seen(line: Line, content: bytes, name: str) -> FileReading:
    """The reading of a file that we made; raises UsageError if the reader cannot read it."""
    try:
        return line.reader.read_file(content, name).reading.files[0]
    except ReaderFailedError as error:
        raise UsageError(
            "{name}, which was made here, could not be read ({error}); nothing was changed.", name=name, error=error
        ) from error


def with_made(line: Line, submission: Submission, reading: Reading) -> Reading:
    """The mail's reading together with the files made for this Submission, as today's reader sees them.

    UsageError where such a file is damaged, gone or cannot be read.
    """
    with line.store.read() as work:
        additions = work.additions.of(submission.id)
    return with_additions(reading, [(addition, _seen_again(line, submission, addition)) for addition in additions])


def _seen_again(line: Line, submission: Submission, addition: Addition) -> FileReading:
    return seen(line, content_of(line, submission, addition.sha256, addition.name), addition.name)


def decide_with(
    line: Line, begun: Begun, made: Sequence[MadeDocument], deed: Deed, change: Callable[[Verdict], Verdict]
) -> Decision:
    """Judge the mail with these files added, let `change` adapt the verdict, and record the Decision."""
    with acting_with(line, begun, made, deed) as act:
        found = act.judge_again()
        verdict = change(found.verdict)
        _refuse_what_is_older(act.work, verdict, act.ready.submission)
        return act.record(replace(found, verdict=verdict))


@contextmanager
def acting_with(line: Line, begun: Begun, made: Sequence[MadeDocument], deed: Deed) -> Iterator[Acting]:
    """Act on the mail with these files added.

    The files are stored first. Their rows and the Decision are committed in one transaction.
    """
    additions = [_addition(begun, file) for file in made]
    pairs = [(addition, file.seen) for addition, file in zip(additions, made, strict=True)]
    reading = with_additions(begun.reading, pairs)
    *_, blob = line.blobs.put([*(file.content for file in made), canonical(reading).encode()])
    line.step("addition.stored")
    scanned = scan_files(line, (file.sha256 for file in made), {file.sha256: file.content for file in made})
    on_what_was_seen = replace(deed, replaces=begun.last.n)
    reread = Reread(reading, blob, scanned, additions)
    with acting(line, begun.submission.reference, on_what_was_seen, reread) as act:
        yield act


def _addition(begun: Begun, file: MadeDocument) -> Addition:
    return Addition(begun.submission.id, begun.last.n + 1, file.sha256, file.name, file.made, file.made_of)


def _refuse_what_is_older(work: UnitOfWork, verdict: Verdict, submission: Submission) -> None:
    """Raise UsageError if the new file would replace one from a later mail."""
    for judged in verdict.documents:
        named = judged.of if judged.relation in ("replacement", "revision") else None
        known = work.contributions.by_label(named) if named else None
        if known is not None and known.versions[-1].submission > submission.id:
            raise UsageError(
                "{reference} came before the file that is registered as {number}, which has the same title or "
                "number; nothing was changed. 'intake ignore' takes it off the list.",
                reference=submission.reference,
                number=known.label,
            )
