"""What the desk's first page looks up at one glance, and the signs of life that the daemon leaves for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """A mailbox that is read: when it was last looked at in full (UTC), None for not yet."""

    account: str
    folder: str
    group: str
    polled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Came:
    """One registered document: when its mail was received (UTC), and where that came from."""

    received_at: datetime
    source: str


class Overview(Protocol):
    """Figures and rows over all that is kept; each costs about the same after ten mails and a hundred thousand."""

    def folders(self) -> list[ReadFolder]:
        """The mailboxes that are read, in order of their names."""
        ...

    def latest(self, groups: Collection[str] | None, most: int) -> list[Submission]:
        """The mails that came last, of all groups or of these, the last one first."""
        ...

    def undecided(self, before: datetime) -> int:
        """How many mails were stored before this instant (UTC) and are not decided; without those that are retried."""
        ...

    def came_for(self, group: str, meetings: Sequence[str]) -> list[Came]:
        """The documents registered for a meeting (all its ids), without those that were withdrawn, as they came."""
        ...

    def to_complete(self, group: str, meetings: Sequence[str], most: int) -> list[int]:
        """The mails (ids) accepted for a meeting whose last Decision leaves something to complete, oldest first."""
        ...


class Beats(Protocol):
    """The last sign of life of each daemon, by the name of its machine."""

    def beat(self, host: str, now: datetime) -> None:
        """Leave one."""
        ...

    def last(self) -> Mapping[str, datetime]:
        """The last ones (UTC)."""
        ...
