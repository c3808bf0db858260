"""The places of cover fields in a file, by character, for writing into them."""

from collections.abc import Iterator
from dataclasses import replace

from intake.domain.cover.cells import Spot, says_something
from intake.domain.cover.entries import is_number
from intake.domain.cover.rows import Rows, rows_of
from intake.domain.document import Word
from intake.domain.profile import Profile
from intake.domain.writing import PlaceInCell


def number_place(word: Word, profile: Profile) -> PlaceInCell | None:
    """Find the cell for the number on a cover, filled in or not; None where there is none.

    Of several lines it is the one that looks like a number, also in the cells above source and title that have neither
    bookmark nor label.
    """
    rows = rows_of(word, profile)
    spot = rows.best("doc_number", says_something)
    place = place_of(rows, spot, word) if spot is not None else None
    if place is None:
        return next(_numbers_above(rows, word), None)
    text = word.tables[place.table].rows[place.row][place.cell].text
    return next((line for line in _lines(place, text) if is_number(text[line.start : line.end])), place)


def _numbers_above(rows: Rows, word: Word) -> Iterator[PlaceInCell]:
    for table, row, cell in rows.cells_above():
        text = word.tables[table].rows[row][cell].text
        lines = _lines(PlaceInCell(table, row, cell, 0, len(text)), text)
        yield from (line for line in lines if is_number(text[line.start : line.end]))


def _lines(place: PlaceInCell, text: str) -> Iterator[PlaceInCell]:
    """The lines of what stands at a place, each as a place of its own."""
    start = place.start
    for line in text[place.start : place.end].split("\n"):
        yield replace(place, start=start, end=start + len(line))
        start += len(line) + 1


def place_of(rows: Rows, spot: Spot, word: Word) -> PlaceInCell | None:
    """The characters of a spot's value in its cell; None where the cell is not in the file.

    A value that stands in the cell of its label begins behind label and colon, and ends before the next label.
    """
    cell = _value_cell(rows, spot)
    row = word.tables[spot.table].rows[spot.row]
    if cell >= len(row):
        return None
    text = row[cell].text
    if not spot.label or cell != spot.cell or spot.label not in text or not _is_own(spot, text):
        return PlaceInCell(spot.table, spot.row, cell, 0, len(text))
    return PlaceInCell(spot.table, spot.row, cell, *_behind_label(spot, text))


def _value_cell(rows: Rows, spot: Spot) -> int:
    """The cell whose text is the spot's, else the first of its values."""
    row = rows.tables[spot.table].rows[spot.row]
    for number in range(spot.cell, min(len(row), spot.cell + len(spot.values))):
        if says_something(spot.text) and row[number].text == spot.text:
            return number
    return spot.cell


def _is_own(spot: Spot, text: str) -> bool:
    """Whether label and value share the cell: the value is what is left of the cell behind the label."""
    return not spot.values or spot.values[0].text != text


def _behind_label(spot: Spot, text: str) -> tuple[int, int]:
    start = text.index(spot.label) + len(spot.label)
    while start < len(text) and (text[start].isspace() or text[start] in ":：﹕︓∶*") and text[start] != "\n":
        start += 1
    value = spot.values[0].text if spot.values else ""
    at = text.find(value, start) if value else -1
    if at >= 0:
        return at, at + len(value)
    line = text.find("\n", start)
    return start, start if line >= 0 else len(text)
