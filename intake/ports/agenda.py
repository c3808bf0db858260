"""The rulebooks in force, the agenda that their dates make, the calls that were closed; outages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from intake.domain.calls.agenda import AgendaItem, Due, DueKind, DutyOutcome
from intake.domain.calls.closing import Closing
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook


class Outages(Protocol):
    """What does not answer, by a name ("smtp", "mailbox:jca-mv"): an outage is told once, and once that it is over."""

    def begin(self, key: str, now: datetime, patience: timedelta = timedelta()) -> bool:
        """Note that it does not answer; True once, when it is to be told: after `patience` without an `end`."""
        ...

    def end(self, key: str) -> datetime | None:
        """Note that it answers; since when (UTC) it had not, if that was told, else None."""
        ...

    def stands(self, key: str) -> bool:
        """Whether an outage is noted, told or not."""
        ...

    def standing(self, *, told: bool = False) -> Mapping[str, datetime]:
        """All outages that are noted, or only those that were `told`, each with its beginning (UTC)."""
        ...


class Agenda(Protocol):
    """Work that falls due at an instant, as rows: each is done once."""

    def plan(self, due: Due) -> bool:
        """Note that this falls due then; False when it is noted already, done or not."""
        ...

    def take(self, now: datetime) -> AgendaItem | None:
        """The item that has been free for longest, locked until the transaction ends; None when none is due."""
        ...

    def settle(self, item: int, outcome: DutyOutcome, now: datetime, note: str = "") -> bool:
        """Record how an item ended; False when another did it."""
        ...

    def wait(self, item: int, until: datetime, *, failed: bool = False, note: str = "") -> bool:
        """Let an item wait until then (UTC); `failed` counts an attempt."""
        ...

    def open(self, group: str, kinds: Sequence[DueKind]) -> list[AgendaItem]:
        """The items of these kinds that have no outcome yet, in order."""
        ...

    def found(self, kind: DueKind, subject: str) -> list[AgendaItem]:
        """The items of this kind about this subject, with and without an outcome, in order."""
        ...

    def drop(self, item: int) -> bool:
        """Forget an item that has no outcome yet."""
        ...

    def listed(self, group: str | None, *, after: datetime, limit: int) -> list[AgendaItem]:
        """The items from this instant on (UTC) in order, of one group or of all."""
        ...

    def ahead(self) -> AgendaItem | None:
        """The item that is free first, due or not, whoever has it; None when all have an outcome."""
        ...


class Closings(Protocol):
    """The calls that were closed, by group, meeting and deadline."""

    def add(self, closing: Closing) -> bool:
        """Record that a call was closed; False when it is recorded."""
        ...

    def update(self, closing: Closing) -> None:
        """Record what was told of a closed call since, and whether that is still provisional."""
        ...

    def of(self, group: str, meeting: Meeting) -> list[Closing]:
        """The closings of one meeting, under each id that it has or had, by deadline."""
        ...


class Rulebooks(Protocol):
    """The version of each group's rulebook that is in force."""

    def active(self, group: str) -> tuple[str, str] | None:
        """(version, text) in force, or None."""
        ...

    def activate(self, group: str, version: str, text: str, who: str, now: datetime) -> bool:
        """Put a version in force; False when it is already."""
        ...

    def text(self, version: str) -> str | None:
        """The text of a version that was in force at some time."""
        ...

    def files(self, group: str) -> tuple[str, str] | None:
        """(digest of the files, version that they made) when a group's files were last put in force, or None."""
        ...

    def set_files(self, group: str, digest: str, version: str) -> None:
        """Remember the digest of the files that were put in force."""
        ...

    def meetings(self, group: str) -> list[str]:
        """The meetings, by the ids under which they were recorded, that documents of the group belong to, sorted."""
        ...

    def history(self, group: str) -> list[tuple[datetime, str, str]]:
        """Every version that came in force, oldest first: when (UTC), version and text."""
        ...

    def groups(self) -> list[str]:
        """Groups that have a rulebook in force."""
        ...


class RulebookCodec(Protocol):
    """Text of a rulebook version <-> the value that judging uses."""

    def load(self, version: str, text: str) -> Rulebook:
        """The rulebook of a stored version."""
        ...

    def write(self, rulebook: Rulebook) -> tuple[str, str]:
        """Version and text of a rulebook that a person changed."""
        ...
