"""Which bookmarks and content-control tags lie on which cell (ECMA-376 Part 1, 17.13.6, 17.5.2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree

from intake.readers.word.wordnames import attribute

_LONGEST = 200
_MOST_OPEN = 500
"""How many bookmarks are followed at a time: each lies on every cell until it ends."""


@dataclass(frozen=True, slots=True)
class _Bookmark:
    """A bookmark that is open: `first` and `last` restrict it to columns of a table (17.16.4)."""

    name: str
    first: int
    last: int

    def covers(self, column: int) -> bool:
        return self.first <= column <= self.last


@dataclass(slots=True)
class OpenCell:
    """A cell that is being read: what lies on it so far, and whether it has text yet (`written`, for who reads it)."""

    column: int
    names: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    carried: dict[str, _Bookmark] = field(default_factory=dict)
    written: bool = False


class CellMarks:
    """Follows bookmarks through a document, and tells each cell which ones cover it."""

    def __init__(self) -> None:
        self._open: dict[str, _Bookmark] = {}
        self._row: list[_Bookmark] = []
        self.now = OpenCell(0)
        """The cell that is being read; outside of all, one that nobody asks about."""

    @contextmanager
    def row(self) -> Iterator[None]:
        """While a row is read: a bookmark over columns holds for its whole row, wherever in it the end stands."""
        before, self._row = self._row, []
        yield
        self._row = before

    @contextmanager
    def cell(self, column: int, *, kept: bool = True) -> Iterator[OpenCell]:
        """While the cell in this column (from 0) is read; afterwards its `names` and `tags` are whole.

        Of a cell that is not `kept` nobody asks for its bookmarks, and there may be a million of those.
        """
        outer, now = self.now, OpenCell(column)
        if kept:
            now.carried = {key: mark for key, mark in self._open.items() if mark.covers(column)}
            now.names = {mark.name: None for mark in self._row if mark.covers(column)}
        self.now = now
        yield now
        self.now = outer
        now.names |= {mark.name: None for mark in now.carried.values()}

    def begin(self, start: etree._Element) -> None:
        """A bookmark starts here. Hidden ones (of Word itself, "_GoBack") are left out."""
        name = attribute(start, "name")[:_LONGEST]
        if not name or name.startswith("_") or len(self._open) >= _MOST_OPEN:
            return
        first, last = attribute(start, "colFirst"), attribute(start, "colLast")
        restricted = first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6
        mark = _Bookmark(name, int(first), int(last)) if restricted else _Bookmark(name, 0, 1 << 30)
        self._open[attribute(start, "id")] = mark
        if restricted and len(self._row) < _MOST_OPEN:
            self._row.append(mark)
        if mark.covers(self.now.column):
            self.now.names[name] = None

    def end(self, end: etree._Element) -> None:
        """A bookmark ends here; a cell that it came into, and left before any text, it does not cover."""
        key = attribute(end, "id")
        self._open.pop(key, None)
        if not self.now.written:
            self.now.carried.pop(key, None)

    def tag(self, tags: tuple[str, ...]) -> None:
        """A content control with these tags stands in the cell that is being read."""
        self.now.tags.update(dict.fromkeys(tags))
