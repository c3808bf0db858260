"""How every act of a person becomes a Decision: lock the series, check the last Decision, judge, record."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.document import Reading
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.judging.additions import Addition
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Snapshot, Submission
from intake.domain.verdict import Decision, Deed, Judged, Verdict
from intake.pipeline.decision.joined import Ended, Joining, joinings, settle, with_ended
from intake.pipeline.decision.judging import Ready, Ruling, known_of, reading_of, ready_of, ruling_again
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.decision.now import as_it_stands
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.record import record
from intake.pipeline.line import Line
from intake.pipeline.scan import Scanned, keep_scans
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reread:
    """A new reading to judge instead of the last Decision's, and the facts that become known with it.

    `blob` is its digest in the store.
    """

    reading: Reading
    blob: str
    scanned: Scanned
    additions: Sequence[Addition] = ()


@dataclass(frozen=True, slots=True)
class Acting:
    """A Submission as an act finds it, in the act's transaction: `last` is the Decision that counts.

    `joined` are the numbers of its group that stand under another one when the act begins.
    """

    line: Line
    work: UnitOfWork
    deed: Deed
    now: datetime
    ready: Ready
    last: Decision
    joined: Sequence[Joining] = ()

    def judge_again(self, put: Sequence[Judged] = ()) -> Ruling:
        """Judge as if the mail were undecided; a person has looked at it, and may have `put` its files into roles."""
        known = known_of(self.work, self.ready, undecided=True)
        return ruling_again(self.line, self.ready, known, self.last.verdict, by_person=True, put=put)

    def known(self) -> Snapshot:
        """What is known now; an act that changes any of it takes it before, so that `undo` finds what was there."""
        return known_of(self.work, self.ready)

    def decide(self, verdict: Verdict, known: Snapshot | None = None) -> Decision:
        """Record a further Decision with this verdict, and today's snapshot if none was taken before."""
        return self.record(Ruling(verdict, known or self.known()))

    def record(self, found: Ruling) -> Decision:
        """Record a further Decision with this verdict and the snapshot that it was judged by.

        A number whose joining it has ended counts again.
        """
        mail = self.ready.submission.id
        over = settle(self.work, self.joined, mail, found.verdict, self.now)
        if over:
            found = Ruling(with_ended(over, mail, found.verdict), _with(found.known, over))
        return record(self.line, self.work, self.ready, found, self.deed, self.now)


def _with(known: Snapshot, over: Sequence[Ended]) -> Snapshot:
    """The snapshot with these numbers as they were before, so that `undo` finds them."""
    there = {one.id for one in known.contributions}
    numbers = [replace(one.joining.given_up, versions=()) for one in over if one.joining.given_up.id not in there]
    return replace(known, contributions=(*known.contributions, *numbers))


@contextmanager
def acting(
    line: Line,
    name: str,
    deed: Deed,
    reread: Reread | None = None,
    *,
    called: str | None = None,
    also: Collection[str] = (),
) -> Iterator[Acting]:
    """Act on the Submission of this id, reference or number, in one transaction; `called` is what the person named.

    `also` are other groups in which it acts: their series are locked, too, in the order of the groups' ids.
    Raises UsageError if there is none, if it is undecided, or if its reading is damaged; StaleDecisionError if
    somebody was faster.
    """
    now = line.clock.now()
    before = _prepared(line, name, deed, reread, called or name)
    with line.store.write() as work:
        submission = work.submissions.get(before.submission.id)
        for group in sorted({submission.group, *also}):
            lock_series(work, line.rulebook(work, group))
        rulebook = line.rulebook(work, submission.group)
        last = last_decision(work, submission)
        check_replaces(last, deed, called or name)
        if reread is None and last.inputs.reading != before.blob:
            raise _stale(last, called or name)
        if reread is not None:
            keep_scans(work, reread.scanned, now)
            for addition in reread.additions:
                work.additions.add(addition)
        joined = joinings(work, submission.group)
        standing = replace(last, verdict=as_it_stands(work, submission.id, last.verdict))
        yield Acting(line, work, deed, now, as_it_is(before, submission, rulebook), standing, joined)
        line.step("act.before-commit")
    line.step("act.committed")


def _prepared(line: Line, name: str, deed: Deed, reread: Reread | None, called: str) -> Ready:
    """The Submission with its reading, prepared before anything is locked: to decode a reading takes its time."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        last = last_decision(work, submission)
        check_replaces(last, deed, called)
        rulebook = line.rulebook(work, submission.group)
    if reread is None:
        reading, blob = reading_of(line, submission, last), last.inputs.reading
    else:
        reading, blob = reread.reading, reread.blob
    line.step("act.prepared")
    return ready_of(submission, reading, rulebook, blob)


def as_it_is(before: Ready, submission: Submission, rulebook: Rulebook) -> Ready:
    """The same in the act's transaction; prepared anew only if rulebook or time of receipt changed in between."""
    known = (before.prepared.rulebook.version, before.submission.received_at)
    if known == (rulebook.version, submission.received_at):
        return replace(before, submission=submission)
    return ready_of(submission, before.reading, rulebook, before.blob)


def check_replaces(last: Decision, deed: Deed, name: str) -> None:
    """Raise StaleDecisionError if somebody decided in between (docs/secretariat.md)."""
    if deed.replaces is not None and deed.replaces != last.n:
        raise _stale(last, name)


def _stale(last: Decision, name: str) -> StaleDecisionError:
    return StaleDecisionError(
        "{name} was decided in between: Decision {n} by {who} at {at} UTC ({outcome}): {reason}",
        name=name,
        n=last.n,
        who=last.actor,
        at=f"{last.at:%Y-%m-%d %H:%M:%S}",
        outcome=last.verdict.disposition,
        reason=last.reason,
    )


def refuse_numbered(last: Decision, name: str) -> None:
    """Raise UsageError if a number was given already: numbers stay."""
    if numbers := last.verdict.numbers:
        raise UsageError(
            "{name} has the number {numbers}, which stays; use 'intake withdraw' instead.",
            name=name,
            numbers=", ".join(numbers),
        )
