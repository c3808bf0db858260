"""Find the Submission that a person names, its last Decision and reading."""

from intake.domain.document import Reading
from intake.domain.errors import UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.pipeline.line import Line
from intake.ports import DamagedBlobError, UnitOfWork


def submission_named(work: UnitOfWork, name: str) -> Submission:
    """The Submission with this id, reference or number; raises UsageError if there is none."""
    submission = work.submissions.find(name)
    if submission is None:
        raise UsageError(f"{name}: there is no submission with this id, reference or number.")
    return submission


def last_decision(work: UnitOfWork, submission: Submission) -> Decision:
    """The last Decision; raises UsageError if there is none yet."""
    decisions = work.submissions.decisions(submission.id)
    if not decisions:
        raise UsageError(f"{submission.reference} is not decided yet; try again in a moment.")
    return decisions[-1]


def reading_of(line: Line, submission: Submission, decision: Decision) -> Reading:
    """The reading that a Decision rests on; raises UsageError if it is damaged or gone."""
    try:
        return line.values.reading(line.blobs.get(decision.inputs.reading))
    except (DamagedBlobError, KeyError, ValueError) as error:
        raise UsageError(
            f"{submission.reference}: its reading is damaged ({error}); 'intake replay {submission.reference} --apply "
            "--reason WHY' reads it again."
        ) from error
