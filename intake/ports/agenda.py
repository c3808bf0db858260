"""The rulebooks in force, and the agenda that their dates make."""

from datetime import datetime
from typing import Protocol

from intake.domain.rulebook import Rulebook


class Agenda(Protocol):
    """Work that falls due at an instant, as data derived from the rulebooks in force."""

    def plan(self, kind: str, subject: str, at: datetime) -> bool:
        """Note that this falls due then; False when it is noted already."""
        ...

    def due(self, now: datetime, limit: int) -> list[tuple[int, str, str, datetime]]:
        """(id, kind, subject, instant) of each due item that is not done, oldest first; locked until the end."""
        ...

    def done(self, item: int, now: datetime) -> bool:
        """Mark as done; False when another did it."""
        ...

    def drop(self, kind: str, subject: str, keep: datetime | None) -> int:
        """Forget the planned items of this subject, except at `keep`; returns how many."""
        ...

    def next_due(self) -> datetime | None:
        """When the next one is due, or None."""
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

    def groups(self) -> list[str]:
        """Groups that have a rulebook in force."""
        ...


class RulebookCodec(Protocol):
    """Text of a rulebook version <-> the value that judging uses."""

    def load(self, version: str, text: str) -> Rulebook:
        """The rulebook of a stored version."""
        ...
