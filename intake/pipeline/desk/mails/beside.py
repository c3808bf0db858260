"""The mails that an act made beside the one that it was done to: they are taken back with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.verdict import Decision
from intake.pipeline.decision.acting import Acting, as_it_is
from intake.pipeline.decision.judging import Ready, reading_of, ready_of
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.line import Line

_OF_THE_LINE = ("judge", "judge-again")


@dataclass(frozen=True, slots=True)
class Beside:
    """A mail that the act made, with the line's Decision on it, prepared before anything is locked."""

    ready: Ready
    last: Decision


def made_beside(line: Line, undone: Decision) -> list[Beside]:
    """The mails that this act made, and that still count. UsageError where one is not read, or was decided since."""
    if undone.act != "move":
        return []
    found = []
    with line.store.read() as work:
        for own in work.stories.brought_by(undone.submission):
            submission = work.submissions.get(own)
            decisions = work.submissions.decisions(own)
            if not decisions:
                raise UsageError(
                    "{reference}, which it made of this mail, is not read yet; try again in a moment.",
                    reference=submission.reference,
                )
            last = decisions[-1]
            if last.act == "undo":
                continue
            if last.act not in _OF_THE_LINE:
                raise UsageError(
                    "{reference}, which it made of this mail, was decided by {actor} since; act on that one.",
                    reference=submission.reference,
                    actor=last.actor,
                )
            found.append((submission, last, line.rulebook(work, submission.group)))
    return [
        Beside(
            ready_of(submission, reading_of(line, submission, last), rulebook, last.inputs.reading),
            last,
        )
        for submission, last, rulebook in found
    ]


def acting_beside(act: Acting, found: Sequence[Beside]) -> Iterator[Acting]:
    """The same undoing of each of these mails, in the act's transaction. StaleDecisionError if somebody was faster."""
    for one in found:
        submission = act.work.submissions.get(one.ready.submission.id)
        last = last_decision(act.work, submission)
        if last.n != one.last.n:
            raise StaleDecisionError(
                "{reference} was decided in between by {actor}.", reference=submission.reference, actor=last.actor
            )
        ready = as_it_is(one.ready, submission, act.line.rulebook(act.work, submission.group))
        deed = replace(act.deed, replaces=last.n)
        yield Acting(act.line, act.work, deed, act.now, ready, last)
