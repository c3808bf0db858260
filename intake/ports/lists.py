"""The lists of a meeting: what a person noted for them, and their words."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from intake.domain.lists.minutes import Minute, MinuteKind
from intake.domain.lists.values import MeetingList, WordedList


class Minutes(Protocol):
    """What a person noted beside numbers; the last note counts, the log keeps those before it."""

    def put(self, minute: Minute) -> None:
        """Write a note in place of the one that the contribution had about the same."""
        ...

    def drop(self, contribution: int, about: MinuteKind) -> None:
        """Take a note off."""
        ...

    def of(self, contributions: Sequence[int]) -> list[Minute]:
        """The notes of these contributions (ids)."""
        ...


class ListWords(Protocol):
    """Puts lists into words."""

    def worded(self, one: MeetingList, language: str) -> WordedList:
        """The list in this language; in English where the language is not offered."""
        ...

    def word(self, key: str, language: str, values: Mapping[str, str] | None = None) -> str:
        """A sentence of ours with these values; in English where the language is not offered."""
        ...

    def body(self, one: WordedList) -> str:
        """The parts of a list as the body of a Word document: WordprocessingML, as text."""
        ...
