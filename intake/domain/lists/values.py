"""A list before it is put into words: cells that keep their type, whatever shows them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from intake.domain.letters.notice import Said
from intake.domain.meeting import Group, Meeting
from intake.domain.verdict import Finding

ListKind = Literal[
    "documents", "agenda", "allocation", "outcomes", "liaison", "late", "repairs", "abstracts", "figures",
    "unposted", "returned", "speakers",
]  # fmt: skip
LIST_KINDS: tuple[ListKind, ...] = get_args(ListKind)

STAFF_ONLY: tuple[ListKind, ...] = ("late", "repairs", "unposted", "returned", "speakers")
"""Lists that name what waits, was returned or is not posted: for the secretariat alone."""


@dataclass(frozen=True, slots=True)
class Code:
    """A word of ours: "liaison_in" of the family "kind"."""

    family: str
    name: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration in seconds."""

    seconds: int


ListCell = str | int | Code | Lasting | datetime | date | Said | Finding | tuple[str, ...] | tuple[Code, ...] | None
"""Words as they were recorded, figures, words of ours, instants (UTC), days, sentences; None where nothing is known."""


ListRow = tuple[ListCell, ...]


@dataclass(frozen=True, slots=True)
class ListPart:
    """Part of a document: a heading, lines, a table under these columns; each may be missing.

    `level` is that of the heading. Lines that are text were recorded so; a Said is a sentence of ours. `heads` are the
    rows (from 0) that head those below them.
    """

    heading: ListCell = None
    level: int = 1
    lines: tuple[ListCell, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[ListRow, ...] = ()
    heads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MeetingList:
    """One list of one meeting at an instant (UTC); `meeting` is None for what waits for the next one.

    `rows` under `columns` are the list itself, `parts` how a document shows it.
    """

    kind: ListKind
    group: Group
    meeting: Meeting | None
    at: datetime
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    parts: tuple[ListPart, ...]

    @property
    def language(self) -> str:
        """The language of the document: that in which the meeting works."""
        return self.meeting.language if self.meeting else "en"

    @property
    def zone(self) -> str:
        """The zone in which instants are shown."""
        return self.group.zone_for(self.meeting)


@dataclass(frozen=True, slots=True)
class WordedPart:
    """A part in words; a cell of several lines has line ends."""

    heading: str
    level: int
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class WordedList:
    """A list in the words of one language: as one table, and as the parts of a document."""

    title: str
    language: str
    columns: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[WordedPart, ...]
