"""Finding what a person names: a Submission, and the Decision that counts."""

from intake.domain.errors import UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.ports import UnitOfWork


def submission_named(work: UnitOfWork, name: str) -> Submission:
    """The Submission of this id, reference or number. UsageError when there is none."""
    submission = work.submissions.find(name)
    if submission is None:
        raise UsageError(f"{name}: there is no submission with this id, reference or number.")
    return submission


def last_decision(work: UnitOfWork, submission: Submission) -> Decision:
    """The Decision that counts. UsageError when there is none yet."""
    decisions = work.submissions.decisions(submission.id)
    if not decisions:
        raise UsageError(f"{submission.reference} is not decided yet; try again in a moment.")
    return decisions[-1]
