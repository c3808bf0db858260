"""A document as plain text and tables, cut into pages: drawn from what our reader saw, never from the file itself."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from intake.domain.document import FileReading, Table, Word
from intake.domain.letters.masking import without_tokens

LETTERS = 6_000
"""Characters on one page, about; a single block is never longer."""
BLOCKS = 60
"""Paragraphs and rows on one page, at most."""
_COLUMNS = 20
"""Cells of a row that are shown."""

_SHOWN_CONTROLS = frozenset("\n\t")
_OF_A_LANGUAGE = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and marks of direction that Arabic, Persian and Indic texts need."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Some characters of a text; `unseen` names one that nobody sees on a page, by its code ("U+202E")."""

    text: str
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of a table as it is drawn."""

    lines: tuple[tuple[TextRun, ...], ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph, or some rows of a table. `where` tells where a table stands ("body", "header", "textbox")."""

    kind: Literal["text", "table", "title"]
    lines: tuple[tuple[TextRun, ...], ...] = ()
    rows: tuple[tuple[Square, ...], ...] = ()
    where: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page of a document, and how many there are. `partly`: the reader keeps only the beginning of such a file."""

    page: int
    pages: int
    blocks: tuple[PageBlock, ...]
    partly: bool = False


def page_of(file: FileReading, page: int) -> ShownPage:
    """The page with this number, from 1; the nearest where there is none."""
    pages = list(paged(blocks_of(file)))
    number = min(max(page, 1), max(len(pages), 1))
    blocks = pages[number - 1] if pages else ()
    return ShownPage(number, len(pages), tuple(blocks), partly=file.word is None)


def text_page(text: str, page: int) -> ShownPage:
    """A page of plain text: the words of a mail."""
    pages = list(paged(PageBlock("text", (runs(line),)) for line in _cut_lines(without_tokens(text).splitlines())))
    number = min(max(page, 1), max(len(pages), 1))
    return ShownPage(number, len(pages), tuple(pages[number - 1]) if pages else ())


def blocks_of(file: FileReading) -> Iterator[PageBlock]:
    """All blocks of a document in the order of the page."""
    if file.word is not None:
        yield from _of_word(file.word)
    elif file.glance is not None:
        if file.glance.title:
            yield PageBlock("title", (runs(without_tokens(file.glance.title)[:LETTERS]),))
        yield from (
            PageBlock("text", (runs(one),)) for one in _cut_lines(without_tokens(file.glance.text).splitlines())
        )


def paged(blocks: Iterable[PageBlock]) -> Iterator[list[PageBlock]]:
    """Blocks by pages: each has at most so many letters and rows, but at least one block."""
    page: list[PageBlock] = []
    letters = rows = 0
    for one in blocks:
        length, height = _length(one), max(len(one.rows), 1)
        if page and (letters + length > LETTERS or rows + height > BLOCKS):
            yield page
            page, letters, rows = [], 0, 0
        page.append(one)
        letters, rows = letters + length, rows + height
    if page:
        yield page


def runs(text: str) -> tuple[TextRun, ...]:
    """A text with each character that nobody sees, or that turns the rest around, told by its code."""
    return tuple(
        run
        for unseen, group in groupby(text, is_unseen)
        for run in (
            [TextRun(f"U+{ord(one):04X}", unseen=True) for one in group] if unseen else [TextRun("".join(group))]
        )
    )


def is_unseen(one: str) -> bool:
    """Whether a character leaves no trace on a page, and no language needs it: controls, overrides, fillers, tags."""
    return unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs") and one not in _SHOWN_CONTROLS | _OF_A_LANGUAGE


def _of_word(word: Word) -> Iterator[PageBlock]:
    """Headers of pages, then paragraphs with the tables that stand between them."""
    yield from (block for one in word.tables if one.where == "header" for block in _of_table(one))
    body = [one for one in word.tables if one.where not in ("header", "footer")]
    place = 0
    for index, paragraph in enumerate(word.paragraphs):
        while place < len(body) and body[place].behind <= index:
            yield from _of_table(body[place])
            place += 1
        if paragraph.strip():
            yield from (PageBlock("text", (runs(one),)) for one in _cut_lines(without_tokens(paragraph).splitlines()))
    for one in body[place:]:
        yield from _of_table(one)
    yield from (block for one in word.tables if one.where == "footer" for block in _of_table(one))


def _of_table(table: Table) -> Iterator[PageBlock]:
    """A table, in several blocks where it is long."""
    rows: list[tuple[Square, ...]] = []
    letters, cut = 0, False
    for row in table.rows:
        length = sum(len(cell.text) for cell in row)
        if rows and (letters + length > LETTERS or len(rows) >= BLOCKS):
            yield PageBlock("table", rows=tuple(rows), where=table.where, cut=cut)
            rows, letters, cut = [], 0, False
        share = LETTERS // max(min(len(row), _COLUMNS), 1)
        cut = cut or len(row) > _COLUMNS or any(len(cell.text) > share for cell in row)
        rows.append(tuple(Square(_lines(without_tokens(cell.text)[:share]), cell.span) for cell in row[:_COLUMNS]))
        letters += min(length, LETTERS)
    if rows:
        yield PageBlock("table", rows=tuple(rows), where=table.where, cut=cut)


def _lines(text: str) -> tuple[tuple[TextRun, ...], ...]:
    return tuple(runs(one) for one in text.splitlines())


def _cut_lines(lines: Sequence[str]) -> Iterator[str]:
    """Lines, those that are longer than a page in several pieces."""
    for line in lines:
        for start in range(0, max(len(line), 1), LETTERS):
            yield line[start : start + LETTERS]


def _length(one: PageBlock) -> int:
    texts = (*one.lines, *(line for row in one.rows for square in row for line in square.lines))
    return sum(len(run.text) for line in texts for run in line)
