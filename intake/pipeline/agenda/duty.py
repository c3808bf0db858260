"""What a duty is, and what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.calls.agenda import Due
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Wait:
    """It cannot be done yet: look again at `until` (UTC); `why` is for `intake agenda`."""

    until: datetime
    why: str


DutyEnd = Literal["done", "lapsed"]
Duty = Callable[[Line, UnitOfWork, Due, datetime], DutyEnd | Wait]
"""Does what is due, in the caller's transaction, and never commits; the instant is now (UTC)."""


def meeting_of(line: Line, work: UnitOfWork, due: Due) -> tuple[Rulebook, Meeting | None]:
    """The rulebook in force, and the meeting that an item is about; None if it is gone, or does not take place."""
    rulebook = line.rulebook(work, due.group)
    meeting = rulebook.meeting(due.subject.split("/")[1])
    return rulebook, meeting if meeting and meeting.takes_place else None
