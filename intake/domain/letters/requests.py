"""What a chair asks for by a link: kept as it was asked, and decided by the line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.letters.links import Link
from intake.domain.letters.notice import Said
from intake.domain.text.language import one_line

LONGEST_REASON = 2_000
"""Characters of a reason that are kept."""

RequestOutcome = Literal["", "decided", "already", "refused"]
"""What became of it: "" while nobody has decided, "already" where somebody else was faster."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What a chair asks for: the link, its `token` as it came, and the chair's reason."""

    link: Link
    reason: str
    token: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is kept. `told` is what the chair reads, sentence by sentence; instants are UTC.

    `attempts` counts how often deciding it did not work.
    """

    id: int
    link: Link
    reason: str
    token: str
    asked_at: datetime
    outcome: RequestOutcome = ""
    told: tuple[Said, ...] = ()
    settled_at: datetime | None = None
    attempts: int = 0


def reason_of(words: str) -> str:
    """A chair's reason as it is kept: one line without controls and direction marks, at most 2,000 characters."""
    return one_line(words[: 4 * LONGEST_REASON], LONGEST_REASON)
