"""What a person noted beside a number for a meeting: the item that it is treated under, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MinuteKind = Literal["item", "outcome"]


@dataclass(frozen=True, slots=True)
class Minute:
    """One note: of a contribution (its id) at a meeting, the number of an item, or the outcome in a person's words.

    `by` noted it `at` an instant (UTC), for this `reason`.
    """

    contribution: int
    about: MinuteKind
    meeting: str
    text: str
    by: str
    reason: str
    at: datetime
