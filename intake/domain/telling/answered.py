"""What a chair reads on the page once a link was used: what was decided, by whom, or why nothing was."""

from collections.abc import Iterator
from typing import Literal

from intake.domain.letters.notice import Said
from intake.domain.telling.decided import Decided, sentences

WhyNoAnswer = Literal[
    "expired",  # the link was used after its end
    "broken",  # its token is not one of ours
    "gone",  # there is no such document
    "no-chair",  # the address is on no chair's record today
    "postponed",
    "cancelled",
    "over",  # the meeting is over
    "secretariat",  # the chairs of this group do not decide
    "failed",  # our own failure
]
"""Why a link decides nothing."""


def done(one: Decided) -> tuple[Said, ...]:
    """The chair's own decision is recorded."""
    return (Said("request.done"), *_without_reason(one))


def already(one: Decided) -> tuple[Said, ...]:
    """Somebody was faster, or there is nothing to decide any more."""
    return (Said("request.already"), *sentences(one))


def refused(why: WhyNoAnswer, meeting: str = "") -> tuple[Said, ...]:
    """The link decides nothing: why, and what to do."""
    return (Said(f"request.{why}", {"meeting": meeting} if meeting else {}),)


def _without_reason(one: Decided) -> Iterator[Said]:
    """The chair has just written it."""
    return (said for said in sentences(one) if said.key != "chairs.decided.reason")
