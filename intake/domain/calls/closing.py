"""A call that was closed: what had been told of it then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Closing:
    """The close of a meeting's call at a `deadline`; times are UTC.

    `provisional`: a mailbox did not answer up to the deadline, or corrections may still return. `told` are the numbers
    that the last report listed: what comes to them later makes a supplement.
    """

    group: str
    meeting: str
    deadline: datetime
    closed_at: datetime
    provisional: bool
    told: tuple[str, ...] = ()


def closing_of(closed: Sequence[Closing], meeting: Meeting | None) -> Closing | None:
    """The close at the deadline that counts now, or at a later one that was moved back since; `closed` by deadline.

    None where the call was opened again: a call that was closed is not closed once more by an earlier date.
    """
    deadline = meeting.deadline("contribution") if meeting else None
    return next((one for one in reversed(closed) if deadline and one.deadline >= deadline.utc), None)


def report_on(closing: Closing, meeting: Meeting) -> str:
    """How far the report on a closed call is, for people: while its meeting has no date, nothing in it is final."""
    if not closing.provisional:
        return "final"
    if meeting.status == "postponed":
        return "provisional, and a final one follows when its days are known"
    if meeting.status == "cancelled":
        return "provisional, and no other one follows"
    return "provisional, and a final one follows"
