"""The tables of a cover: the document's own, its text boxes as one, and its labelled first paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice, takewhile

from intake.domain.cover.cells import says_something
from intake.domain.cover.labels import split_label
from intake.domain.document import Cell, Table, Word

LONGEST = 4_000
"""The most that is read of a cell, in characters: it bounds the cost of a stranger's text."""

LABELLED = "labelled"
"""The place of the table of labelled paragraphs: beside any cover."""

_BELOW = ("abstract", "keywords")
_FIRST, _SHORT, _CONTACT = 30, 80, 6


def tables_of(word: Word, known: Mapping[str, str]) -> tuple[Table, ...]:
    """The tables in the order of the document, each cell cut to `LONGEST`, and at the end the labelled paragraphs.

    Text boxes that follow each other are one table of one column: to a person they are one cover. Of page headers and
    footers contacts are read, as older templates print them there. `known` are the labels (letters -> field).
    """
    joined: list[Table] = []
    for is_box, some in groupby(word.tables, key=_is_box):
        near = list(some)
        joined += [Table(tuple(one.rows[0] for one in near), "textbox", near[0].behind)] if is_box else near
    below = (*_labelled(word.paragraphs[:_FIRST], known), *_contacts(word.page_texts[:_FIRST], known))
    labelled = tuple(dict.fromkeys(below))
    return (*(_cut(one) for one in joined), *([Table(labelled, LABELLED)] if labelled else ()))


def _is_box(table: Table) -> bool:
    return table.where == "textbox" and len(table.rows) == 1 and len(table.rows[0]) == 1


def _labelled(paragraphs: Sequence[str], known: Mapping[str, str]) -> Iterator[tuple[Cell, Cell]]:
    """Abstract and keywords that stand below the table: "Abstract: text", or the label alone and then a paragraph."""
    for number, text in enumerate(paragraphs):
        found = split_label(text[:LONGEST], known)
        if found is None or found.field not in _BELOW:
            continue
        below = paragraphs[number + 1][:LONGEST] if number + 1 < len(paragraphs) else ""
        value = found.rest or ("" if split_label(below, known) else below)
        if says_something(value) and (found.colon or not found.rest):
            yield Cell(f"{found.label}:"), Cell(value)


def _contacts(page_texts: Sequence[str], known: Mapping[str, str]) -> Iterator[tuple[Cell, Cell]]:
    """Contacts that stand in a page footer without a table: "Contact: name", and the short lines that follow."""
    for number, text in enumerate(page_texts):
        found = split_label(text[:LONGEST], known)
        if found is None or found.field != "contact" or not found.colon:
            continue
        lines = takewhile(lambda line: len(line) <= _SHORT and not split_label(line, known), page_texts[number + 1 :])
        value = "\n".join([found.rest, *islice(lines, _CONTACT)]).strip()
        if says_something(value):
            yield Cell(f"{found.label}:"), Cell(value)


def _cut(table: Table) -> Table:
    if all(len(cell.text) <= LONGEST for row in table.rows for cell in row):
        return table
    rows = tuple(tuple(replace(cell, text=cell.text[:LONGEST]) for cell in row) for row in table.rows)
    return replace(table, rows=rows)
