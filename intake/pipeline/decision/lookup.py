"""Find the Submission that a person names, and its last Decision: for commands that only show it, too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intake.domain.debt import Debt
from intake.domain.errors import UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import Decision

if TYPE_CHECKING:
    from intake.ports import UnitOfWork


def submission_named(work: "UnitOfWork", name: str) -> Submission:
    """The Submission with this id, reference or number; raises UsageError if there is none."""
    submission = work.submissions.find(name)
    if submission is None:
        raise UsageError("{name}: there is no submission with this id, reference or number.", name=name)
    return submission


def last_decision(work: "UnitOfWork", submission: Submission) -> Decision:
    """The last Decision; raises UsageError if there is none yet."""
    decisions = work.submissions.decisions(submission.id)
    if not decisions:
        raise UsageError("{reference} is not decided yet; try again in a moment.", reference=submission.reference)
    return decisions[-1]


def owed_beside(work: "UnitOfWork", decisions: Sequence[Decision]) -> list[Debt]:
    """What is owed for the mails that the last act made, which must not have left where it is to be undone."""
    last = decisions[-1] if decisions else None
    if last is None or last.act != "move" or not last.by_person:
        return []
    return [debt for own in work.stories.brought_by(last.submission) for debt in work.debts.of(own)]
