"""What people ask about one mail and no step of the line does: who corrected it, what its sender sent before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.domain.debt import Debt
from intake.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class SenderPast:
    """What an address sent to a group before one mail: how many mails, how many of them were accepted, the last one."""

    mails: int = 0
    accepted: int = 0
    last: Submission | None = None


class Stories(Protocol):
    """The past and the neighbours of one mail. Nothing here changes anything."""

    def read_at(self, raw: str, reading: str) -> datetime | None:
        """When the reading of this mail with this digest was kept (UTC); None where it is not known."""
        ...

    def corrections_of(self, reference: str) -> list[Submission]:
        """The mails that corrected the one with this reference, oldest first."""
        ...

    def brought_by(self, submission: int) -> list[int]:
        """The Submissions (ids) that a person made of this one, or of what was attached to it, oldest first."""
        ...

    def past_of(self, mail: Submission) -> SenderPast:
        """What its sender had sent to its group before it."""
        ...

    def letters_of(self, topics: Sequence[str]) -> list[Debt]:
        """The letters of these topics, oldest first."""
        ...

    def waiting_beside(self, mail: Submission, groups: Sequence[str]) -> tuple[str, str]:
        """The references of the mails of these groups that wait for a person before and after it; "" for none.

        In the order of their times of receipt. It need not wait itself.
        """
        ...
