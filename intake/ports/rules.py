"""A rulebook as the text of its file, for people who read and change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.domain.circular.asking import Known
from intake.domain.circular.draft import Draft
from intake.domain.circular.found import Circular

Active = Mapping[str, tuple[str, str]]
"""Group -> (version, text) in force."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One effective line: dotted key, value as TOML writes it, and what decides it.

    `own` is the line (from 1) of the group's own text; None where the package's defaults or the site decide.
    """

    key: str
    value: str
    own: int | None = None


@dataclass(frozen=True, slots=True)
class TomlBy:
    """Who changes a text, and when (UTC)."""

    name: str
    at: datetime


class RuleTexts(Protocol):
    """Rulebooks as TOML. Each raises ConfigurationError that names every fault: line, dotted key, remedy."""

    def toml(self, version: str, text: str) -> str:
        """The group's file of a stored version."""
        ...

    def lines(self, group: str, toml: str, active: Active) -> list[RuleLine]:
        """The effective lines of a group's text."""
        ...

    def made(self, group: str, toml: str, active: Active) -> tuple[str, str]:
        """Version and text of the rulebook that this text makes, with the templates that are in force for the group."""
        ...

    def known(self, toml: str) -> Known:
        """What a group's text says already of what a letter tells."""
        ...

    def drafted(self, draft: Draft) -> str:
        """A draft as the text of a new group's file."""
        ...

    def with_letter(self, toml: str, draft: Draft, circular: Circular, by: TomlBy) -> tuple[str, tuple[str, ...]]:
        """A known group's text with what a letter says anew, and each change in words. Raises UsageError."""
        ...

    def with_values(self, toml: str, values: Mapping[str, object]) -> str:
        """The text with these values under their dotted keys, all else as it is; None takes a key out."""
        ...
