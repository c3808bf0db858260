"""The last instants for sending, revising or replacing a document."""

from collections.abc import Sequence
from datetime import datetime

from intake.domain.deadlines import has_ended, in_time, revision_deadline
from intake.domain.judging.case import Relationship
from intake.domain.meeting import NEXT, Deadline, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.verdict import Judged


def is_closed(one: Contribution, rulebook: Rulebook, at: datetime, senders: Sequence[str]) -> bool:
    """Whether the contribution is posted, or its call closed for these senders."""
    if one.posted_at is not None or is_over(one, rulebook, at):
        return True
    meeting = rulebook.meeting(one.meeting)
    until = meeting.deadline(one.kind, *senders) if meeting else None
    return until is not None and not in_time(at, until)


def is_over(one: Contribution, rulebook: Rulebook, at: datetime) -> bool:
    """Whether its meeting is over; one that the rulebook no longer knows is."""
    if one.meeting in (None, NEXT):
        return False
    meeting = rulebook.meeting(one.meeting)
    return meeting is None or has_ended(meeting, at)


def deadline_of(
    judged: Judged, related: Relationship, rulebook: Rulebook, meeting: Meeting | None, senders: Sequence[str]
) -> Deadline | None:
    """The deadline that one document of these senders' mail has to meet, by its kind; None where there is none.

    A repeat has none, and what comes beside a contribution has none of its own. A revision has until the policy's
    `revisions_until` of its contribution's meeting.
    """
    if judged.role != "contribution" or related.relation == "repeat":
        return None
    if related.relation == "revision":
        known = rulebook.meeting(related.contribution.meeting) if related.contribution else None
        return revision_deadline(known, judged.kind, rulebook.policy.revisions_until, senders)
    return meeting.deadline(judged.kind, *senders) if meeting else None
