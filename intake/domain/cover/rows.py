"""The cover of a document under one profile: which tables it is made of, and the spot of every field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from intake.domain.cover.cells import Spot, is_foreign, says_something, spots_by_label, spots_by_name
from intake.domain.cover.field_words import LABELS, LIAISON
from intake.domain.cover.labels import ROWS, spellings, vocabulary
from intake.domain.cover.layouts import LABELLED, tables_of
from intake.domain.document import Cell, Table, Word
from intake.domain.profile import Profile

REACH = 4
"""Tables before and behind the one with source and title that may still belong to the cover."""

START = 1_500
"""The most text before the cover and between its tables, in characters: less than a page."""

_COUNTED = 600
"""The most that one table counts for this: some programs put a whole document into one cell."""

_ON_EVERY_PAGE = ("header", "footer", LABELLED)


@dataclass(frozen=True, slots=True)
class Rows:
    """The tables of a document, the labels looked for, all spots in reading order, and the table of the cover.

    `named` are the fields of which a bookmark or tag is on any cell; `own` those that such a document may have.
    `anchor` is the first table at the start of the document that holds the value cells of both source and title; else
    the first with one of them, and `whole` is False; None when there is neither. What stands deeper in the text is
    no cover: a form that a document shows, a use case, a history. `near` are the spots of each field in the cover's
    own table, in reading order, then those in the tables around it.
    """

    tables: tuple[Table, ...]
    known: Mapping[str, str]
    spots: tuple[Spot, ...]
    named: frozenset[str]
    own: frozenset[str]
    anchor: int | None
    whole: bool
    near: Mapping[str, Sequence[Spot]]

    def of(self, field: str) -> Sequence[Spot]:
        """The spots of a field, those in the cover's own table first, each in reading order."""
        return self.near.get(field, ())

    def best(self, field: str, filled: Callable[[str], bool]) -> Spot | None:
        """The spot that a person would read: in the cover's own table, filled in, by bookmark before by label."""
        spots = self.of(field)
        if len(spots) < 2:
            return spots[0] if spots else None
        return min(spots, key=lambda one: (one.table != self.anchor, not filled(one.text), not one.direct))

    def above(self) -> Iterator[str]:
        """The lines of the cells without a label that stand above source and title, in reading order."""
        for table, row, cell in self.cells_above():
            text = self.tables[table].rows[row][cell].text
            yield from (line for line in text.split("\n") if says_something(line))

    def cells_above(self) -> Iterator[tuple[int, int, int]]:
        """Table, row and cell of each cell above source and title, in reading order."""
        if self.anchor is None:
            return
        named = [one for one in self.spots if one.field in {"source", "title"} and one.table == self.anchor]
        last = min(one.row for one in named)
        for number in range(max(0, self.anchor - REACH), self.anchor + 1):
            rows = self.tables[number].rows[: last if number == self.anchor else None]
            yield from ((number, place, cell) for place, row in enumerate(rows) for cell in range(len(row)))

    def foreign(self) -> tuple[int, int]:
        """In the cover's own table, below the block with number and group: rows of another cover, and rows of ours."""
        own = {one.row for one in self.spots if one.table == self.anchor and one.field in ROWS}
        if self.anchor is None or not own:
            return 0, 0
        known = {one.row for one in self.spots if one.table == self.anchor and one.field in self.own}
        rest = [
            row for number, row in enumerate(self.tables[self.anchor].rows) if number > min(own) and number not in known
        ]
        return sum(is_foreign(row) for row in rest), len(own)

    def shape(self) -> tuple[str, ...]:
        """The number of cells in each row of the cover's tables: "3 3 1 2" and "2 2"; the first 100 rows of each."""
        numbers = sorted({one.table for field in ROWS for one in self.of(field)})
        return tuple(_shape(self.tables[one]) for one in numbers if self.tables[one].where != LABELLED)


def _shape(table: Table) -> str:
    return " ".join(str(len(row)) for row in table.rows[:100])


@dataclass(frozen=True, slots=True)
class _Sought:
    """The marks of one profile's fields: labels (letters -> field), names (case-folded -> field), all its fields."""

    labels: Mapping[str, str]
    names: Mapping[str, str]
    fields: frozenset[str]


@lru_cache(maxsize=256)
def _sought(profile: Profile) -> _Sought:
    """Its labels, and our own for the cover fields that it does not hold. Profiles are few, and each reads many."""
    own = {one.field for one in profile.fields if one.labels}
    labels = (
        *((one.field, one.labels) for one in profile.fields),
        *((field, spellings(words)) for field, words in LABELS.items() if field not in own),
    )
    return _Sought(
        labels=vocabulary(labels),
        names={name.casefold(): one.field for one in profile.fields for name in (*one.bookmarks, *one.tags)},
        fields=frozenset(one.field for one in profile.fields) | (LABELS.keys() - LIAISON.keys()),
    )


def rows_of(word: Word, profile: Profile, *, learning: bool = False) -> Rows:
    """Look for every field of the profile, and by our own labels for the cover fields that it does not hold.

    One row of headings above one of values is a cover where the profile was learned from such a table, or is being.
    """
    sought = _sought(profile)
    headings = frozenset(profile.tables) if not learning else None
    tables = tables_of(word, sought.labels)
    depths = _depths(tables, word.paragraphs)
    first = {number for number, depth in enumerate(depths) if depth <= START}
    found = {
        number: _spots(number, table, sought, headings)
        for number, table in enumerate(tables)
        if depths[number] <= 2 * START
    }
    anchor, whole = _anchor([one for number in sorted(first) for one in found[number]])
    around = _around(anchor, tables, depths) if anchor is not None else first
    spots = [spot for number in sorted(around) for spot in found[number]]
    names = (name for number in around for row in tables[number].rows for cell in row for name in _names(cell))
    named = frozenset(field for name in names if (field := sought.names.get(name.casefold())))
    return Rows(tables, sought.labels, tuple(spots), named, sought.fields, anchor, whole, _near(spots, anchor))


def _depths(tables: Sequence[Table], paragraphs: Sequence[str]) -> list[int]:
    """Count the characters before each table; 0 for one on every page, or without a place of its own."""
    texts = [0, *accumulate(map(len, paragraphs))]
    before, depths = 0, []
    for table in tables:
        if table.where in _ON_EVERY_PAGE:
            depths.append(0)
            continue
        depths.append(texts[min(table.behind, len(paragraphs))] + before)
        before += min(_COUNTED, sum(len(cell.text) for row in table.rows for cell in row))
    return depths


def _around(anchor: int, tables: Sequence[Table], depths: Sequence[int]) -> set[int]:
    """The tables that may belong to the cover with this one: beside it, and not far into the text."""
    last = depths[anchor] + START
    return {
        number
        for number, table in enumerate(tables)
        if depths[number] <= last and (table.where in ("header", "textbox", LABELLED) or abs(number - anchor) <= REACH)
    }


def page_lines(word: Word) -> tuple[str, ...]:
    """The lines of page headers and footers without page numbers: the first ten, up to 100 characters each."""
    said = (text for text in word.page_texts if sum(map(str.isalpha, text[:200])) > 8)
    lines = dict.fromkeys(" ".join(text.split())[:100] for text in said)
    return tuple(lines)[:10]


def _names(cell: Cell) -> tuple[str, ...]:
    return (*cell.bookmarks, *cell.tags)


def _spots(number: int, table: Table, sought: _Sought, headings: frozenset[str] | None) -> list[Spot]:
    """Spots of one table: where bookmark and label lead to the same cell, one that carries both.

    A label of another field is stronger: a bookmark whose end was deleted runs on over everything below it.
    """
    above = headings is None or _shape(table) in headings
    labelled = list(spots_by_label(number, table, sought.labels, headings=above))
    spots = {(one.field, one.row, one.cell): one for one in labelled}
    owners = {(one.row, one.cell): one.field for one in labelled}
    for one in spots_by_name(number, table, sought.names, sought.labels):
        if owners.get((one.row, one.cell), one.field) == one.field:
            place = (one.field, one.row, one.cell)
            label = spots[place].label if place in spots else ""
            spots[place] = Spot(one.field, number, one.row, one.cell, one.values, label, direct=True)
    return sorted(spots.values(), key=lambda one: (one.row, one.cell))


def _near(spots: Sequence[Spot], anchor: int | None) -> dict[str, list[Spot]]:
    """The spots by field, those in the cover's own table first."""
    near: dict[str, list[Spot]] = {}
    for one in sorted(spots, key=lambda one: one.table != anchor):
        near.setdefault(one.field, []).append(one)
    return near


def _anchor(spots: Sequence[Spot]) -> tuple[int | None, bool]:
    sources = {one.table for one in spots if one.field == "source"}
    titles = {one.table for one in spots if one.field == "title"}
    if both := sources & titles:
        return min(both), True
    return min(sources | titles, default=None), False
