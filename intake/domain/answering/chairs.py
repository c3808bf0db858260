"""Whether a chair may decide about a late document now: one rule for links, replies by mail, the desk and the act."""

from datetime import datetime
from typing import Literal

from intake.domain.answering.asked import late_documents
from intake.domain.calls.states import state_of
from intake.domain.errors import UsageError
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Verdict

ChairsBar = Literal[
    "gone",  # its meeting is not in the rulebook any more
    "postponed",
    "cancelled",
    "over",  # the meeting is over
    "secretariat",  # the chairs of this group do not decide
]
"""Why a chair decides nothing, while the secretariat may."""


def chairs_bar(rulebook: Rulebook, meeting: Meeting | None, now: datetime) -> ChairsBar | None:
    """Why no chair decides now (UTC) about a document that is late for this meeting; None where a chair may."""
    if meeting is None:
        return "gone"
    if meeting.status == "postponed" or meeting.status == "cancelled":
        return meeting.status
    if state_of(meeting, now) in ("ended", "reported"):
        return "over"
    return "secretariat" if rulebook.under(meeting).policy.late_decided_by == "secretariat" else None


def bar_of(verdict: Verdict, rulebook: Rulebook, now: datetime) -> ChairsBar | None:
    """Why no chair decides now (UTC) about this mail; None also where nothing of it is late."""
    return chairs_bar(rulebook, rulebook.meeting(verdict.meeting), now) if late_documents(verdict) else None


def require_open_to_chairs(verdict: Verdict, rulebook: Rulebook, now: datetime) -> None:
    """Raise UsageError, in the sentence that a link tells, where no chair decides about this mail now (UTC)."""
    bar, meeting = bar_of(verdict, rulebook, now), rulebook.meeting(verdict.meeting)
    title = meeting.title if meeting else ""
    match bar:
        case "gone":
            raise UsageError("There is no such document any more. The secretariat knows more.")
        case "postponed":
            raise UsageError("{meeting} is postponed. Nothing is decided until its new date is known.", meeting=title)
        case "cancelled":
            raise UsageError("{meeting} is cancelled, and there is nothing to decide.", meeting=title)
        case "over":
            raise UsageError("{meeting} is over, and there is nothing to decide any more.", meeting=title)
        case "secretariat":
            raise UsageError("In this group the secretariat decides. It can tell you more.")
