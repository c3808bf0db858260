"""The lines of a letter in reading order, each knowing its block; lines that were broken to fit a page are joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from intake.domain.circular.letter import Block, CircularLetter
from intake.domain.circular.words.normal import folded, normalised, squeezed
from intake.domain.circular.words.vocabulary import any_of

BEHIND = ("page header", "page footer")
"""Places of text that stands on every page: it is no part of the letter's text, and counts last."""

_PAGE_NUMBER = re.compile(r"[\s\-–—.]*(?:page\s+|p\.\s*)?\d{1,3}(?:\s*(?:/|of|de|sur)\s*\d{1,3})?[\s\-–—.]*")
_ADDRESS_OF_HOUSE = re.compile(r"place des nations|telegram|itumail@")
_BEGINS_ANEW = re.compile(r"(?:[–—•·▪●*-]|\d{1,2}(?:\.\d{1,2})*[.)]?\s|[a-z]\)|[ivx]{1,4}\))")
_FULL = 0.72
_NARROWEST, _WIDEST = 55, 130
_FEWEST = 8
_MOST_LINES = 2_500
_LONGEST = 3_000
"""A longer line, or more of them, is no letter that a person wrote; it must not cost more than one."""


@dataclass(frozen=True)
class TextLine:
    """One line: its text with plain spaces, the place and the number of its block, the cell of the row (0 = first)."""

    text: str
    place: str
    block: int
    cell: int = 0
    row: bool = False

    @cached_property
    def folded(self) -> str:
        """The text in small letters without accents, sign by sign."""
        return folded(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text.strip()


def lines_of(letter: CircularLetter) -> tuple[TextLine, ...]:
    """The lines of the letter, as many and as long as letters have; of a row cell by cell, of page headers last."""
    blocks = sorted(enumerate(letter.blocks), key=lambda one: one[1].place in BEHIND)
    found = [line for at, block in blocks for line in _lines(block, at)]
    kept = [one for one in found if not (_PAGE_NUMBER.fullmatch(one.folded) or _ADDRESS_OF_HOUSE.search(one.folded))]
    told = _joined(kept) if letter.kind in ("pdf", "text") else iter(kept)
    return tuple(islice((replace(one, text=one.text[:_LONGEST]) for one in told), _MOST_LINES))


def text_of(letter: CircularLetter) -> str:
    """Everything that the letter says, white space as single spaces: each piece of evidence occurs in it."""
    return squeezed(" ".join(line.text for line in lines_of(letter)))


def _lines(block: Block, at: int) -> Iterator[TextLine]:
    cells = [normalised(one) for one in block.cells]
    if len(cells) == 1 and cells[0].count("|") > 1 and "\n" not in cells[0]:
        cells = [one.strip() for one in cells[0].strip().strip("|").split("|")]
    written = sum(bool(one.strip()) for one in cells)
    paired = _paired(cells)
    if paired:
        yield from (TextLine(one, block.place, at, number % 2, row=True) for number, one in enumerate(paired))
        return
    for cell, text in enumerate(cells):
        if text.strip() or len(cells) == 1:
            for line in text.split("\n"):
                yield TextLine(line.rstrip(), block.place, at, cell, row=written > 1)


def _paired(cells: Sequence[str]) -> list[str]:
    """Label and value by turns, where one cell holds several labels and the next one as many values."""
    columns = [one.split("\n") for one in cells if one.strip()]
    if len(columns) < 2 or len(columns[0]) < 2 or len(columns[0]) != len(columns[1]):
        return []
    if not all(one.rstrip().endswith(":") for one in columns[0] if one.strip()):
        return []
    pairs = [text for pair in zip(columns[0], columns[1], strict=True) for text in pair if text.strip()]
    return pairs + [line for column in columns[2:] for line in column]


def _joined(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Lines of running text put together again, if the file breaks them to fit a page."""
    widths = sorted(len(line.text) for line in lines if not line.blank)
    width = widths[int(len(widths) * 0.95)] if widths else 0
    if len(widths) < _FEWEST or width < _NARROWEST or widths[-1] > _WIDEST:
        yield from lines
        return
    full = _FULL * width
    waiting: TextLine | None = None
    last = 0
    for line in lines:
        if waiting is None:
            waiting, last = line, len(line.text)
        elif last >= full and _goes_on(waiting, line):
            waiting, last = replace(waiting, text=f"{waiting.text} {line.text.strip()}"), len(line.text)
        else:
            yield waiting
            waiting, last = line, len(line.text)
    if waiting is not None:
        yield waiting


def _goes_on(before: TextLine, line: TextLine) -> bool:
    labels = any_of("subject", "reference", "telephone", "fax", "mail", "contact")
    short = re.match(rf"\s*{any_of('reference', 'telephone', 'fax', 'mail', 'contact')}\W*:", before.folded)
    if line.blank or before.blank or short or _BEGINS_ANEW.match(line.text.lstrip()):
        return False
    return not re.match(rf"\s*(?:{labels}\W*(?::|$)|{any_of('salutation')})", line.folded)
