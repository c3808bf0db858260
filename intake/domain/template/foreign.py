"""Recognising another body's template by several marks of a document's first page together.

One mark is never enough: a paper may mention any body in its title and text. The marks stand in `foreign_marks`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from intake.domain.document import Word
from intake.domain.template.foreign_marks import BODIES, Marks

ENOUGH = 3
"""The least weight of all marks of a body, which stand in two places at least, one of them of weight `_STRONG`."""

_STRONG = 2

_MANY_STYLES = 3
"""The number of a body's styles that prove its form by themselves, against any text on page one."""

_SPACES, _DASHES = re.compile(r"[^\S\t]+"), re.compile("[‐‑‒–—]")
_APART = re.compile(r"\t+|[^\S\n]{2,}|[^\S\n](?=(?:Tdoc\s)?[A-Z][A-Z0-9]{0,3}-\d{5,7}\w{0,6}\s*$)")
"""Between what stands at the left and at the right of one line: a meeting, and the number of a document."""

_LINES, _LONGEST, _TABLES, _PARAGRAPHS, _PAGES = 160, 200, 4, 30, 30


def foreign_body(word: Word) -> str:
    """The body whose form the document is on, "" for none that we know.

    Of several the one with the greatest weight, of equals the first in `BODIES`.
    """
    lines = [one for one in _first_page(word) if _ANY_LINE.match(one)]
    properties = [f"{name}={value[:_LONGEST]}" for name, value in word.properties.items()]
    weights = {body: _weight(marks, lines, properties, word.styles) for body, marks in _READY.items()}
    heaviest = max(weights, key=lambda body: weights[body])
    return heaviest if weights[heaviest] >= ENOUGH else ""


_Ready = tuple[tuple[tuple[re.Pattern[str], int], ...], ...]


def _ready(marks: Marks) -> _Ready:
    each = (marks.lines, marks.properties, marks.styles)
    return tuple(tuple((re.compile(one, re.IGNORECASE), weight) for one, weight in some.items()) for some in each)


_READY: Mapping[str, _Ready] = {body: _ready(marks) for body, marks in BODIES.items()}
_ANY_LINE = re.compile("|".join(one for marks in BODIES.values() for one in marks.lines), re.IGNORECASE)
"""Begins every line that could show a body: most pages have none, and are not compared with each mark then."""


def _weight(marks: _Ready, lines: Sequence[str], properties: Sequence[str], styles: Sequence[str]) -> int:
    """The weight of all marks that are there; 0 when they stand in one place only, or none is strong."""
    on_page, of_file, of_style = marks
    found: list[tuple[str, int]] = []
    for pattern, weight in on_page:
        found += [(one, weight) for one in lines if pattern.match(one)][:1]
    for pattern, weight in of_file:
        found += [("a property", weight) for one in properties if pattern.search(one)][:1]
    own: set[str] = set()
    for pattern, weight in of_style:
        matching = [one for one in styles if pattern.fullmatch(one)]
        found += [("a style", weight)] if matching else []
        own.update(matching)
    if len(own) >= _MANY_STYLES:
        found.append(("several styles", _STRONG))
    places, weights = {place for place, _ in found}, [weight for _, weight in found]
    return sum(weights) if len(places) > 1 and max(weights) >= _STRONG else 0


def _first_page(word: Word) -> Iterator[str]:
    """The lines that a person sees first, white space folded but for tabs, dashes alike."""
    cells = (cell.text for table in word.tables[:_TABLES] for row in table.rows for cell in row)
    texts = (*word.page_texts[:_PAGES], *word.paragraphs[:_PARAGRAPHS])
    every = (line for text in (*_some(cells), *texts) for line in text[:4_000].split("\n") if line.strip())
    for line in _some(every):
        yield _plain(line[:_LONGEST])
        pieces = _APART.split(line[:_LONGEST].strip(), maxsplit=5)
        yield from map(_plain, pieces if len(pieces) > 1 else ())


def _some(texts: Iterator[str]) -> list[str]:
    return [text for text, _ in zip(texts, range(_LINES), strict=False)]


def _plain(line: str) -> str:
    text = unicodedata.normalize("NFKC", line)
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip()
