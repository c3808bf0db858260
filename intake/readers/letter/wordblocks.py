"""A Word file as blocks: paragraphs and rows of tables in their order, text boxes, footnotes, page headers."""

from collections.abc import Iterator

from intake.domain.circular.letter import Block
from intake.domain.document import Table
from intake.readers.limits import WORD
from intake.readers.word.docx import read_word
from intake.readers.word.wordtext import WordText
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import DamagedPartError, main_part, part, relationships

_NOTES = {"footnotes", "endnotes"}


def word_blocks(container: Container) -> Iterator[Block]:
    """The blocks of a Word file. Raises as `read_word` does."""
    word, _ = read_word(container)
    tables = [(number, one) for number, one in enumerate(word.tables, 1) if one.where not in ("header", "footer")]
    waiting = sorted(tables, key=lambda one: one[1].behind)
    for at, text in enumerate(word.paragraphs):
        while waiting and waiting[0][1].behind <= at:
            yield from _rows(*waiting.pop(0))
        yield Block((text,), f"paragraph {at + 1}")
    for number, table in waiting:
        yield from _rows(number, table)
    yield from _notes(container)
    yield from (Block((text,), "page header") for text in word.page_texts)
    for table in (one for one in word.tables if one.where in ("header", "footer")):
        yield from (Block(tuple(cell.text for cell in row), "page header") for row in table.rows)


def _rows(number: int, table: Table) -> Iterator[Block]:
    name = "text box" if table.where == "textbox" else f"table {number}"
    for at, row in enumerate(table.rows, 1):
        yield Block(tuple(cell.text for cell in row), f"{name}, row {at}")


def _notes(container: Container) -> Iterator[Block]:
    """Footnotes and endnotes; a part of them that cannot be read is left out, since the letter can."""
    main = main_part(relationships(container, ""))
    for link in relationships(container, main):
        if link.kind in _NOTES and link.internal and link.target in container:
            text = WordText(WORD)
            try:
                notes = [line for note in part(container, link.target) for line in text.story(note, link.kind)]
            except DamagedPartError:
                continue
            yield from (Block((line,), link.kind.removesuffix("s")) for line in notes)
