"""The collections of what falls due: the agenda, the calls that were closed, the alerts to be told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from intake.domain.agenda import AgendaItem, Due, DueKind, Outcome
from intake.domain.closing import Closing
from intake.domain.log_entry import LogEntry


class Alerts(Protocol):
    """The alerts of the log and their ends, each given out once in the order of the seals."""

    def are_waiting(self) -> bool:
        """Whether there are sealed ones that nobody has taken."""
        ...

    def take(self, limit: int) -> list[LogEntry]:
        """The next sealed ones; taken for good if this transaction is committed."""
        ...


class Agenda(Protocol):
    """Work that falls due at an instant, as rows: each is done once."""

    def plan(self, due: Due) -> bool:
        """Note that this falls due then; False when it is noted already, done or not."""
        ...

    def take(self, now: datetime) -> AgendaItem | None:
        """The item that has been free for longest, locked until the transaction ends; None when none is due."""
        ...

    def settle(self, item: int, outcome: Outcome, now: datetime, note: str = "") -> bool:
        """Record how an item ended; False when another did it."""
        ...

    def wait(self, item: int, until: datetime, *, failed: bool = False, note: str = "") -> bool:
        """Let an item wait until then (UTC); `failed` counts an attempt."""
        ...

    def open(self, group: str, kinds: Sequence[DueKind]) -> list[AgendaItem]:
        """The items of these kinds that have no outcome yet, in order."""
        ...

    def drop(self, item: int) -> bool:
        """Forget an item that has no outcome yet."""
        ...

    def listed(self, group: str | None, *, after: datetime, limit: int) -> list[AgendaItem]:
        """The items from this instant on (UTC) in order, of one group or of all."""
        ...

    def next_due(self) -> datetime | None:
        """When the next one is due (UTC), or None."""
        ...


class Closings(Protocol):
    """The calls that were closed, by group, meeting and deadline."""

    def add(self, closing: Closing) -> bool:
        """Record that a call was closed; False when it is recorded."""
        ...

    def update(self, closing: Closing) -> None:
        """Record what was told of a closed call since, and whether that is still provisional."""
        ...

    def of(self, group: str, meeting: str) -> list[Closing]:
        """The closings of one meeting, by deadline."""
        ...
