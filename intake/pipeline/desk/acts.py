"""What people do: every act is a further Decision that names the one it replaces, with actor, time and reason."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.judging.judge import prepare
from intake.domain.judging.past import bearing
from intake.domain.meeting import NEXT
from intake.domain.numbering import split_revision
from intake.domain.submission import Contribution
from intake.domain.verdict import Act, Decision, Disposition, Judged, Verdict
from intake.pipeline.desk.lookup import last_decision, reading_of, submission_named
from intake.pipeline.line import Line
from intake.pipeline.numbers import lock_series
from intake.pipeline.record import Ready, record
from intake.ports import UnitOfWork

_OPEN: tuple[Disposition, ...] = ("hold", "return", "ignore")
"""What a person may still accept."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who acts, why, and on which Decision: `replaces` None means the one that counts now."""

    actor: str
    reason: str
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A Submission as a person finds it: with its reading under the rulebook in force, and the Decision that counts."""

    ready: Ready
    last: Decision


def release(line: Line, name: str, deed: Deed) -> Decision:
    """Accept what was held: each contribution that waits gets its number now. A withdrawn number stands again."""
    with line.store.read() as work:
        contribution = work.contributions.by_label(split_revision(name)[0])
    if contribution is not None and contribution.withdrawn_at is not None:
        return _act_on_number(line, name, deed, "release", _restore)
    return _act(line, name, deed, "release", lambda one: _accepted(one, "released"))


def _restore(work: UnitOfWork, contribution: Contribution, _: datetime) -> None:
    work.contributions.withdraw(contribution.id, None)


def admit(line: Line, name: str, deed: Deed) -> Decision:
    """Accept what was received after the date for contributions (Rec. ITU-T A.1, clause 3.2.5)."""

    def change(held: Held) -> Verdict:
        if not held.last.verdict.late_by:
            raise UsageError(f"{name} was received in time; use 'intake release' for what is held for another reason.")
        return _accepted(held, "admitted")

    return _act(line, name, deed, "admit", change)


def return_to_sender(line: Line, name: str, deed: Deed) -> Decision:
    """Send back what has no number yet, with everything that is to be corrected."""

    def change(held: Held) -> Verdict:
        _require_one_without_number(held, name)
        return disposed(held.last.verdict, "return")

    return _act(line, name, deed, "return", change)


def ignore(line: Line, name: str, deed: Deed) -> Decision:
    """Take something off the work list without an answer; what has a number is not ignored."""

    def change(held: Held) -> Verdict:
        _require_one_without_number(held, name)
        return disposed(held.last.verdict, "ignore")

    return _act(line, name, deed, "ignore", change)


def correct(line: Line, number: str, deed: Deed, *, title: str | None, source: tuple[str, ...] | None) -> Decision:
    """Change what is recorded of a contribution; what was read stays beside it, the number never changes."""
    if title is None and source is None:
        raise UsageError("Say what to correct: --title, --source, or both.")

    def write(work: UnitOfWork, contribution: Contribution, _: datetime) -> None:
        work.contributions.correct(contribution.id, title=title, source=source)

    return _act_on_number(line, number, deed, "correct", write)


def withdraw(line: Line, number: str, deed: Deed) -> Decision:
    """Withdraw a contribution: its number stays as a line and is never given again."""

    def write(work: UnitOfWork, contribution: Contribution, now: datetime) -> None:
        if contribution.withdrawn_at is not None:
            raise UsageError(f"{contribution.label} is withdrawn already.")
        work.contributions.withdraw(contribution.id, now)

    return _act_on_number(line, number, deed, "withdraw", write)


def held_of(line: Line, work: UnitOfWork, name: str) -> Held:
    """The Submission of this id, reference or number, ready to be acted on, its group's series locked.

    UsageError when there is none, when it is not decided yet, or when its reading is damaged.
    """
    submission = submission_named(work, name)
    rulebook = line.rulebook(work, submission.group)
    lock_series(work, rulebook)
    last = last_decision(work, submission)
    prepared = prepare(reading_of(line, submission, last), rulebook, submission.received_at)
    return Held(Ready(submission, prepared, last.inputs.reading), last)


def _act(line: Line, name: str, deed: Deed, act: Act, change: Callable[[Held], Verdict]) -> Decision:
    now = line.clock.now()
    with line.store.write() as work:
        held = held_of(line, work, name)
        check_replaces(held.last, deed, name)
        decision = record_act(line, work, held, change(held), deed, act, now)
        line.step("act.before-commit")
    line.step("act.committed")
    return decision


def _act_on_number(
    line: Line, number: str, deed: Deed, act: Act, write: Callable[[UnitOfWork, Contribution, datetime], None]
) -> Decision:
    now = line.clock.now()
    with line.store.write() as work:
        contribution = work.contributions.by_label(split_revision(number)[0])
        if contribution is None:
            raise UsageError(f"{number}: there is no contribution with this number.")
        held = held_of(line, work, str(contribution.submission))
        check_replaces(held.last, deed, number)
        write(work, contribution, now)
        decision = record_act(line, work, held, held.last.verdict, deed, act, now, about=contribution.label)
        line.step("act.before-commit")
    line.step("act.committed")
    return decision


def record_act(
    line: Line,
    work: UnitOfWork,
    held: Held,
    verdict: Verdict,
    deed: Deed,
    act: Act,
    now: datetime,
    about: str | None = None,
) -> Decision:
    """Record the further Decision of an act, `about` one number or all of the mail, in this transaction."""
    wanted = held.ready.prepared.wanted
    snapshot = bearing(work.submissions.snapshot(held.ready.submission.group, wanted), wanted)
    return record(
        line,
        work,
        held.ready,
        verdict,
        snapshot,
        actor=deed.actor,
        reason=deed.reason,
        token=None,
        now=now,
        act=act,
        about=about,
    )


def check_replaces(last: Decision, deed: Deed, name: str) -> None:
    """One person wins; the other is shown what happened (docs/secretariat.md): StaleDecisionError."""
    if deed.replaces is not None and deed.replaces != last.n:
        raise StaleDecisionError(
            f"{name} was decided in between: Decision {last.n} by {last.actor} at {last.at:%Y-%m-%d %H:%M:%S} UTC "
            f"({last.verdict.disposition}): {last.reason}"
        )


def refuse_numbered(held: Held, name: str) -> None:
    """UsageError where a number was given already: numbers stay."""
    if numbers := held.last.verdict.numbers:
        raise UsageError(f"{name} has the number {', '.join(numbers)}, which stays; use 'intake withdraw' instead.")


def _require_one_without_number(held: Held, name: str) -> None:
    if not any(one.disposition == "hold" for one in held.last.verdict.documents):
        refuse_numbered(held, name)


def _accepted(held: Held, done: str) -> Verdict:
    verdict = held.last.verdict
    documents = tuple(_accept(one) for one in verdict.documents)
    roles = {one.role for one in verdict.documents}
    if "contribution" not in roles or not any(one.disposition in _OPEN for one in verdict.documents):
        raise UsageError(f"{held.ready.submission.reference} has no document that could be {done}.")
    meeting = verdict.meeting if verdict.meeting != NEXT else None
    return replace(verdict, disposition="accept", documents=documents, meeting=meeting)


def _accept(one: Judged) -> Judged:
    if one.role not in ("contribution", "part"):
        return replace(one, disposition=None)
    return replace(one, disposition="accept") if one.disposition in _OPEN else one


def disposed(verdict: Verdict, disposition: Disposition) -> Verdict:
    """All that has no number ends so; a document that has one keeps it, and the mail is accepted for its sake."""
    documents = tuple(
        one
        if one.disposition == "accept"
        else replace(one, disposition=disposition if one.role in ("contribution", "part") else None)
        for one in verdict.documents
    )
    accepted = any(one.disposition == "accept" for one in documents)
    return replace(verdict, disposition="accept" if accepted else disposition, documents=documents)
