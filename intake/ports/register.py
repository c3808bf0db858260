"""The collections that decisions write: contributions and kept numbers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from intake.domain.house.reservation import Reservation, ReservationEnd
from intake.domain.numbers.revisions import Mark
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import FileRole, Kind


class Contributions(Protocol):
    """Numbers and their contributions."""

    def lock(self, group: str, series: Sequence[tuple[str, int]]) -> None:
        """Lock these series (id, first number) in the order of their ids until the transaction ends."""
        ...

    def next_number(self, group: str, series: str) -> int:
        """Take the next number of a locked series that is not reserved."""
        ...

    def given(self, group: str, series: str, number: int) -> int:
        """Count on from this number, if the locked series has not come so far; the number that is next."""
        ...

    def add(self, contribution: Contribution) -> Contribution:
        """Record a numbered contribution with its first version; returns it with its id. It takes up a reservation."""
        ...

    def add_version(self, contribution: int, version: Version, submitters: Sequence[str]) -> None:
        """Record a revision or a replacement, and new submitters."""
        ...

    def next_version(self, contribution: int, mark: Mark, *, revised: bool) -> tuple[int, int]:
        """Revision and replacement of the next version; a number that was given is never given again."""
        ...

    def set_aside(
        self, contribution: int, submission: int, files: Collection[tuple[str, FileRole]], at: datetime
    ) -> None:
        """Let the versions with these files in these roles, which this mail brought, count no more; numbers stay."""
        ...

    def set_aside_since(self, contribution: int, submission: int, since: datetime, at: datetime) -> None:
        """Let the versions but the first one that this mail brought since an instant (UTC) count no more."""
        ...

    def stand_again(self, contribution: int, submission: int, files: Collection[tuple[str, FileRole]]) -> None:
        """Let the versions with these files in these roles, which this mail brought, count again."""
        ...

    def join_to(self, contribution: int, label: str, at: datetime | None) -> None:
        """Mark a number as given up for another one (UTC); "" and None undo it."""
        ...

    def add_submitters(self, contribution: int, submitters: Sequence[str]) -> None:
        """Let these addresses (lower case) send further versions, too."""
        ...

    def of(self, submission: int) -> list[Contribution]:
        """The contributions that this Submission gave or changed, in order of their numbers."""
        ...

    def joined(self, group: str) -> list[Contribution]:
        """The contributions of the group that were given up for another number, in order of their numbers."""
        ...

    def came_with(self, submissions: Sequence[int]) -> dict[int, tuple[datetime, str]]:
        """When the mails with these ids were received (UTC), and their references."""
        ...

    def by_label(self, label: str) -> Contribution | None:
        """The contribution with this number, as printed (without revision), in any letter case."""
        ...

    def correct(
        self, contribution: int, *, title: str | None, source: tuple[str, ...] | None, kind: Kind | None = None
    ) -> None:
        """Change the recorded fields, never the number."""
        ...

    def withdraw(self, contribution: int, at: datetime | None) -> None:
        """Mark as withdrawn, or undo it with None."""
        ...

    def post(self, contribution: int, at: datetime | None) -> None:
        """Mark as posted with all its versions until this instant (UTC), or undo it with None."""
        ...

    def join(self, contribution: int, meeting: str | None) -> None:
        """Record that it is for this meeting, None for the next one; its number stays."""
        ...

    def restore(self, was: Contribution) -> None:
        """Set all that people decide about a contribution back to what it was; numbers and versions stay."""
        ...

    def listed(self, group: str) -> list[Contribution]:
        """All contributions of the group in order of their numbers."""
        ...


class Reservations(Protocol):
    """Numbers that are kept for documents that will come: `Contributions.next_number` never gives one of them."""

    def add(self, new: Reservation) -> Reservation:
        """Keep a number; the series must be locked, and the number free."""
        ...

    def listed(self, group: str) -> list[Reservation]:
        """All reservations of the group, settled ones too, in order of their numbers."""
        ...

    def settle(self, reservation: int, settled: ReservationEnd, at: datetime, note: str) -> bool:
        """Record how it ended; False when it had ended before."""
        ...
