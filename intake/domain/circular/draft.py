"""A draft of a rulebook's file: tables of keys and values, each with the words that say it."""

from dataclasses import dataclass
from datetime import date, datetime, time

TomlValue = str | int | date | time | datetime | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One key of a draft. `value` is None where a person has to say it; `remark` stands beside or above it."""

    key: str
    value: TomlValue | None
    remark: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class DraftTable:
    """One table of a draft, `[group]` or `[[meeting]]`, with its lines."""

    header: str
    lines: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a group's rulebook: its id, what stands above all, and its tables in order."""

    group: str
    title: str
    tables: tuple[DraftTable, ...]

    @property
    def meeting(self) -> tuple[DraftTable, ...]:
        """The tables of the meeting alone."""
        return tuple(one for one in self.tables if one.header.startswith(("[[meeting", "[meeting")))
