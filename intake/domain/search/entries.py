"""What a person asks the lines of the log for, as a value."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.log_entry import LogEntry


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """Which sealed lines are meant; what is empty excludes none.

    `without` are kinds of lines that the reader does not see. `groups` are those that may be seen, None for all lines,
    also those of no group. `since` and `end` are instants (UTC); a line of `end` is not meant any more. Lines stand in
    the order in which they were sealed: those behind the position `after` are older, those ahead of `before` newer.
    """

    what: str = ""
    without: tuple[str, ...] = ()
    who: str = ""
    groups: tuple[str, ...] | None = None
    submission: int | None = None
    since: datetime | None = None
    end: datetime | None = None
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some lines, the newest first, and whether there are newer ones ahead and older ones behind."""

    entries: tuple[LogEntry, ...] = ()
    ahead: bool = False
    behind: bool = False
