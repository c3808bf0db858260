"""What waits for a person because of one check: judged again all at once, as after an outage of the virus scanner."""

from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.outcomes import standing
from intake.domain.submission import Submission
from intake.domain.verdict import Decision, Verdict
from intake.pipeline.acts import Deed
from intake.pipeline.line import Line
from intake.pipeline.replay import Replayed, replay_and_apply, replay_as_now

_OURS = "SYS-001"
"""Not of the registry: what our own line could not finish."""


def held_for(line: Line, check: str) -> list[Submission]:
    """The Submissions that wait because of this check, oldest time of receipt first. UsageError for no check's id."""
    if check not in line.checks and check != _OURS:
        raise UsageError(f"{check}: there is no check with this id; 'intake show ID' names what holds a mail.")
    with line.store.read() as work:
        held = work.submissions.held()
        return [one for one in held if _waits_for(work.submissions.decisions(one.id)[-1].verdict, check)]


def release_what_passes(line: Line, submission: Submission, check: str, deed: Deed) -> Decision | Replayed:
    """Judge a Submission as now; a new Decision where this check holds it no more, else how it would be judged.

    StaleDecisionError where somebody decided since `submission` was read.
    """
    again = replay_as_now(line, submission.reference)
    if _waits_for(again.again, check):
        return again
    return replay_and_apply(line, submission.reference, replace(deed, replaces=submission.decisions))


def _waits_for(verdict: Verdict, check: str) -> bool:
    """Whether a finding of this check holds the mail, or a document of it that nobody has decided on."""
    places = (None, *range(len(verdict.documents)))
    return any(one.id == check and one.severity == "hold" for index in places for one in standing(verdict, index))
