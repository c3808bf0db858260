"""Filling in a template as an author would, and reading the copy: would a document on it be taken?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake.domain.document import Cell, Contact, TemplateMatch, Word
from intake.domain.profile import Profile
from intake.domain.template.filling import MadeCover, cover_writings
from intake.domain.template.match import read_cover
from intake.domain.writing import Writing

_TITLE, _SOURCE = "Vocabulary of virtual worlds", "Analytical Engines Ltd"
_CONTACT = Contact("Ada Lovelace", _SOURCE, "United Kingdom", "+44 20 7946 0000", None, "ada@engines.example")
_COVER = MadeCover(title=_TITLE, source=(_SOURCE,), contact=_CONTACT, kind="", group="", behind="", abstract="A list.")


def why_returned(word: Word, profile: Profile, *, match: float) -> tuple[str, ...]:
    """Tell in sentences why a filled-in copy of a template would be returned; () where it would be taken.

    `match` is the least score with which a document is on a template.
    """
    try:
        writings = cover_writings(word, profile, _COVER)
    except LookupError as error:
        return (f"no cell for the {error.args[0]} was found",)
    cover, found = read_cover(_filled(word, writings), profile, match=match)
    if not found.conforms:
        return tuple(_missed(found, match))
    read = (("title", cover.title == _TITLE), ("source", _SOURCE in cover.source))
    return tuple(f"the {field} written on it is not read" for field, is_read in read if not is_read)


def _missed(found: TemplateMatch, match: float) -> Iterator[str]:
    if found.foreign:
        yield f"it looks like a form of {found.foreign}"
    if found.missing:
        yield f"these rows are not found: {', '.join(found.missing)}"
    if found.score < match:
        yield f"its score is {found.score:.2f}, and a document needs {match:.2f}"
    elif not found.foreign:
        yield "source and title do not stand in one table of labelled rows"


def _filled(word: Word, writings: Sequence[Writing]) -> Word:
    """The document with these texts in its cells; several in one cell from its end on, so that none moves another."""
    tables = [[list(row) for row in table.rows] for table in word.tables]
    placed = [(one.place, one.text) for one in writings if one.place is not None]
    for place, text in sorted(placed, key=lambda pair: pair[0].start, reverse=True):
        cell = tables[place.table][place.row][place.cell]
        tables[place.table][place.row][place.cell] = _with(cell, place.start, place.end, text)
    rows = (tuple(tuple(row) for row in table) for table in tables)
    return replace(word, tables=tuple(replace(one, rows=own) for one, own in zip(word.tables, rows, strict=True)))


def _with(cell: Cell, start: int, end: int, text: str) -> Cell:
    return replace(cell, text=cell.text[:start] + text + cell.text[end:])
