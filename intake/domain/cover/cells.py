"""Finding the fields of a cover in the tables of a document: value cells by bookmark, tag or label."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat

from intake.domain.cover.labels import EVERY_PART, OF_CONTRIBUTIONS, LabelledText, has_colon, split_label
from intake.domain.document import Cell, Table

Row = tuple[Cell, ...]

_COLUMNS = 63
"""The most cells of a row that are read: Word's own limit of columns."""

_SAMPLE_BEGINS = ("<", "[", "＜", "［", "【", "〈")
_LINES = 40
"""In how many lines of one cell labels are looked for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a field stands: table, row and cell of its value (0-based), and the value's cells in their order.

    `direct` tells that a bookmark or a tag led there, else a label did; `label` is the label as written or "".
    """

    field: str
    table: int
    row: int
    cell: int
    values: Row
    label: str = ""
    direct: bool = False

    @property
    def text(self) -> str:
        """The text of the first value cell in which something is written, else "".

        Where only a bookmark or a tag tells that it is the field, it is that one cell.
        """
        if self.direct and not self.label:
            return self.values[0].text if self.values else ""
        return next((one.text for one in self.values if says_something(one.text)), "")


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it: ":" and "-" alone say nothing."""
    return any(map(str.isalnum, text))


def spots_by_label(number: int, table: Table, known: Mapping[str, str], *, headings: bool = False) -> Iterator[Spot]:
    """The spots of one table whose labels are in `known` (letters -> field), in reading order.

    A label without a colon counts only where a row begins: in a line of column headings nothing else would tell a
    label from a value. Labels stand above their values where the table says so: by colons, or more such rows; with
    `headings` also where it is one row of headings with one row below.
    """
    headings = headings or sum(_is_headings(row, known) for row in table.rows) > 1
    above = 0
    for row_number, row in enumerate(table.rows):
        if row_number and row_number == above:
            continue
        under = _under(row, table.rows[row_number + 1 :], known, headings=headings)
        if under is not None:
            yield from _below(number, row_number + 1, row, under, known)
            above = row_number + 1 if under else 0
            continue
        begins, value = True, 0
        for cell_number, cell in enumerate(row):
            found = _labels_in(cell.text, known, begins) if cell_number >= value else []
            beside = _beside(found[-1], row[cell_number + 1 :], known) if found else ()
            dealt = _dealt(found, beside)
            for one, line in zip(found, dealt or repeat(()), strict=False):
                values = line or ((Cell(one.rest), *beside) if one.rest else beside)
                if values or one.colon:
                    at = cell_number if one.rest or not values else cell_number + 1
                    value = at + 1
                    yield Spot(one.field, number, row_number, at, values, one.label)
            begins = begins and not says_something(cell.text)


def spots_by_name(number: int, table: Table, names: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Spot]:
    """The spots of one table whose cells carry a bookmark or tag in `names` (case-folded name -> field).

    A name on a label cell is left to the label: some editors let the bookmark begin there. Others let it run on over
    the rows below, so a bookmark counts in the first row only where it lies on a value.
    """
    begun: dict[str, int] = {}
    for row_number, row in enumerate(table.rows):
        for cell_number, cell in enumerate(row):
            if not (cell.bookmarks or cell.tags) or _label(cell.text, known, begins=cell_number == 0):
                continue
            first = [one for one in cell.bookmarks if begun.setdefault(one, row_number) == row_number]
            fields = {names.get(name.casefold()) for name in (*first, *cell.tags)} - {None}
            values = (cell, *_until_label(row[cell_number + 1 : _COLUMNS], known)) if fields else ()
            for field in sorted(one for one in fields if one):
                yield Spot(field, number, row_number, cell_number, values, direct=True)


def following_rows(rows: Sequence[Row], known: Mapping[str, str]) -> Iterator[Row]:
    """The rows that go on with a contact: their first cell is empty, or holds the label of a part of a contact."""
    for row in rows:
        if len(row) < 2 or any(_label(cell.text, known, begins=True) for cell in row):
            return
        first = row[0].text
        if says_something(first) and split_label(first, EVERY_PART) is None:
            return
        yield row


def is_foreign(row: Row) -> bool:
    """Whether a row looks like a labelled row of another cover: a short text that is no label of ours, then a value."""
    filled = [cell.text for cell in row if says_something(cell.text)]
    if len(filled) < 2 or not says_something(row[0].text):
        return False
    label = filled[0].strip()
    own = split_label(label, OF_CONTRIBUTIONS) or split_label(label, EVERY_PART)
    return own is None and len(label) <= 40 and "\n" not in label


def _labels_in(text: str, known: Mapping[str, str], begins: bool) -> list[LabelledText]:
    """The labels with which this cell begins, and those at the beginning of its next lines."""
    first = _label(text, known, begins=begins)
    if first is None or "\n" not in text.strip():
        return [first] if first else []
    parts: list[list[str]] = []
    for number, line in enumerate(text.strip().split("\n")):
        labelled = split_label(line, known) if number < _LINES else None
        if labelled is not None and (labelled.colon or not parts):
            parts.append([line])
        elif parts:
            parts[-1].append(line)
    return [one for part in parts if (one := split_label("\n".join(part), known)) is not None]


def _label(text: str, known: Mapping[str, str], *, begins: bool) -> LabelledText | None:
    """The label with which a cell begins; one without a colon counts only where a row begins. "[Title]" is a sample."""
    if text.lstrip()[:1] in _SAMPLE_BEGINS or not (begins or has_colon(text)):
        return None
    first = split_label(text, known)
    return first if first is not None and (first.colon or begins) else None


def _is_headings(row: Row, known: Mapping[str, str]) -> bool:
    """Whether a row has labels and nothing else."""
    labels = [_label(cell.text, known, begins=True) for cell in row]
    return all(one is not None and not one.rest for one in labels)


def _under(row: Row, below: Sequence[Row], known: Mapping[str, str], *, headings: bool) -> Row | None:
    """The row of values under a row of labels, where the table has its labels above; None where it has not.

    Of a row with several labels it is the only one before the next labels: under the headings of a list there are more,
    and then it is an empty row, as a list is no cover.
    """
    if not _is_headings(row, known) or not below or _is_labelled(below[0], known):
        return None
    labels = [one for cell in row if (one := split_label(cell.text, known))]
    if len(row) == 1:
        return below[0] if len(below[0]) == 1 or labels[0].field == "contact" else None
    colons = all(one.colon for one in labels)
    if len(below) > 1 and not _is_labelled(below[1], known):
        return None if colons else ()
    return below[0] if colons or headings else ()


def _is_labelled(row: Row, known: Mapping[str, str]) -> bool:
    return any(_label(cell.text, known, begins=number == 0) for number, cell in enumerate(row))


def _below(number: int, at: int, labels: Row, values: Row, known: Mapping[str, str]) -> Iterator[Spot]:
    """The spots of a row of values, each under its label: one for each label, else by the columns that both take.

    A label beyond the end of the row has no value; its spot is its own cell.
    """
    ends = list(accumulate(one.span for one in values))
    columns = accumulate((one.span for one in labels), initial=0)
    for cell_number, (column, cell) in enumerate(zip(columns, labels, strict=False)):
        found = split_label(cell.text, known)
        if found is None or not values:
            continue
        by_column = next((place for place, end in enumerate(ends) if end > column), None)
        place = cell_number if len(labels) == len(values) else by_column
        if place is None:
            yield Spot(found.field, number, at - 1, cell_number, (), found.label)
        else:
            under = values[place:] if len(labels) == 1 else (values[place],)
            yield Spot(found.field, number, at, place, under, found.label)


def _dealt(found: Sequence[LabelledText], beside: Row) -> list[Row]:
    """A line of the next cell for each of several labels, where labels and values are stacked in a cell each; or []."""
    if len(found) < 2 or not beside or any(one.rest for one in found):
        return []
    lines = [line for line in beside[0].text.split("\n") if says_something(line)]
    return [(Cell(line),) for line in lines] if len(lines) == len(found) else []


def _beside(one: LabelledText, cells: Row, known: Mapping[str, str]) -> Row:
    """The cells beside a label: the first is its value, even "Purpose: none", unless it is a label and nothing else."""
    first = split_label(cells[0].text, known) if cells and not one.rest else None
    if first is not None and first.colon and first.rest:
        return (cells[0], *_until_label(cells[1:], known))
    return _until_label(cells, known)


def _until_label(cells: Row, known: Mapping[str, str]) -> Row:
    """The cells up to the next one that begins with a label and a colon, or is a label that we do not know."""
    for count, cell in enumerate(cells):
        if _label(cell.text, known, begins=False) or _asks(cell.text):
            return cells[:count]
    return cells


def _asks(text: str) -> bool:
    """Whether a text is a label of any kind: a few words and a colon, but not "Tel:", which is part of a contact."""
    plain = text.strip()
    if not plain.endswith((":", "：")) or len(plain) > 60 or "\n" in plain:
        return False
    return says_something(plain) and split_label(plain, EVERY_PART) is None
