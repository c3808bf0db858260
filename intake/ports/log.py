"""The log, and its alerts."""

from collections.abc import Sequence
from typing import Protocol

from intake.domain.log_entry import LogEntry, SealLink


class Log(Protocol):
    """The intake log."""

    def add(self, entry: LogEntry) -> None:
        """Append one line."""
        ...

    def listed(
        self, *, after: int = 0, limit: int = 1000, submission: int | None = None, what: str | None = None
    ) -> list[LogEntry]:
        """Entries with an id above `after`, in order."""
        ...

    def about(self, submissions: Sequence[int], whats: Sequence[str]) -> dict[int, list[LogEntry]]:
        """The entries of these kinds about these Submissions, by Submission, in order."""
        ...

    def newest(self, what: str, limit: int) -> list[LogEntry]:
        """The last entries of this kind, in order."""
        ...

    def sealed(self, *, after: int, limit: int, what: str | None = None) -> list[LogEntry]:
        """Sealed entries with a position above `after`, in order: for feeds, since ids may commit out of order."""
        ...

    def seal(self, limit: int) -> int:
        """Give unsealed entries their position and seal; how many."""
        ...

    def unsealed(self) -> int:
        """How many entries wait for their seal."""
        ...

    def verify(self) -> str | None:
        """None when the chain holds; else a sentence that names the first bad row."""
        ...

    def links(self, positions: Sequence[int]) -> dict[int, SealLink]:
        """How the sealed lines at these positions hang in the chain."""
        ...

    def head(self) -> tuple[int, str] | None:
        """Position and seal of the last sealed entry."""
        ...


class Alerts(Protocol):
    """The alerts of the log and their ends, each given out once in the order of the seals."""

    def are_waiting(self) -> bool:
        """Whether there are sealed ones that nobody has taken."""
        ...

    def take(self, limit: int) -> list[LogEntry]:
        """The next sealed ones; taken for good if this transaction is committed."""
        ...
