"""Whether a chair may decide about a late document now: one rule for links, replies by mail, the desk and the act."""

from datetime import datetime
from typing import Literal

from intake.domain.answering.asked import late_documents
from intake.domain.calls.states import state_of
from intake.domain.errors import UsageError
from intake.domain.meeting import Meeting, Officer
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


def why_barred(verdict: Verdict, rulebook: Rulebook, chair: Officer | None, now: datetime) -> UsageError | None:
    """Why this chair of today decides nothing about this mail now (UTC), in the sentence that a link tells.

    `chair` is None for a person who holds no chair's office today: they decide about nothing, as by a link. A chair
    may decide where this is None: what came in time is barred to none of them.
    """
    if chair is None:
        return without_office(rulebook.group.acronym)
    meeting = rulebook.meeting(verdict.meeting)
    bar = chairs_bar(rulebook, meeting, now) if late_documents(verdict) else None
    return barred_by(bar, meeting.title if meeting else "") if bar else None


def require_open_to_chairs(verdict: Verdict, rulebook: Rulebook, chair: Officer | None, now: datetime) -> None:
    """Raise UsageError where this chair of today decides nothing about this mail now (UTC)."""
    if why := why_barred(verdict, rulebook, chair, now):
        raise why


def without_office(group: str) -> UsageError:
    """What a person with the role of a chair reads who holds no chair's office in this group (its acronym) today."""
    return UsageError(
        "You hold no chair's office in {group} today, so you decide nothing here. An administrator can choose it.",
        group=group,
    )


def barred_by(bar: ChairsBar, title: str) -> UsageError:
    """What a chair reads, as on the page of a link (`request.*` in its catalog); `title` is the meeting's."""
    match bar:
        case "gone":
            return UsageError("There is no such document any more. The secretariat knows more.")
        case "postponed":
            return UsageError("{meeting} is postponed. Nothing is decided until its new date is known.", meeting=title)
        case "cancelled":
            return UsageError("{meeting} is cancelled, and there is nothing to decide.", meeting=title)
        case "over":
            return UsageError("{meeting} is over, and there is nothing to decide any more.", meeting=title)
        case "secretariat":
            return UsageError("In this group the secretariat decides. It can tell you more.")
