"""Writing into a .docx: texts into cells, or a line into every page header; the rest of the file keeps its bytes."""

import json
from collections.abc import Sequence

from lxml import etree

from intake.domain.document import Cell
from intake.domain.writing import PlaceInCell, Writing
from intake.readers.frames import JSON_LENGTH
from intake.readers.limits import WORD
from intake.readers.word.hiding import Hiding, show, unmark
from intake.readers.word.wordnames import short
from intake.readers.word.wordtext import WordText
from intake.readers.writing.bodies import put_below, styles_of
from intake.readers.writing.cellwriting import replace_text, write_below
from intake.readers.writing.pageheads import write_in_headers
from intake.readers.writing.rezip import exchanged
from intake.readers.writing.xmlpart import XmlPart
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.ooxml import DamagedPartError, PartRelationship, main_part, relationships
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TEMPLATE, _DOCUMENT = f"{_WORD}.template.main+xml", f"{_WORD}.document.main+xml"


def written(content: bytes, writings: Sequence[Writing]) -> bytes:
    """A copy of a .docx with these texts. ValueError, in a few words, where there is no such place or no sound .docx.

    Places are those of the file as it is: they may be filled in any order.
    """
    try:
        container = Container(content)
        main = _main(container)
        changed = _cells_written(container, main, [one for one in writings if one.place is not None])
        for one in writings:
            if one.body:
                if one.marked_up:
                    put_below(main.root, one.text, _styles(container, main))
                else:
                    write_below(main.root, one.text)
                changed |= {main.name: main.content(), **_as_document(container)}
            elif one.place is None:
                changed |= write_in_headers(container, main, one.text)
        return exchanged(content, changed)
    except IndexError:
        raise ValueError("it has no such cell") from None
    except (DamagedZipError, OddZipError, DamagedMemberError, DamagedPartError) as error:
        raise ValueError(f"it is damaged or no .docx ({error})"[:200]) from error


def written_answer(request: bytes) -> list[bytes]:
    """The pieces of the answer to a request to write (see `frames`). Raises MemoryError where memory ran out."""
    size = JSON_LENGTH.size + JSON_LENGTH.unpack_from(request)[0]
    told = json.loads(request[JSON_LENGTH.size : size])
    try:
        new = written(
            request[size:], [Writing(text, PlaceInCell(*place) if place else None, *how) for text, place, *how in told]
        )
    except ValueError as error:
        return [json.dumps({"why": str(error)}).encode()]
    return [json.dumps({"why": ""}).encode(), new]


class _Cells(WordText):
    """Reads as every reading does, and remembers the element of each cell."""

    def __init__(self) -> None:
        super().__init__(WORD)
        self._elements: dict[int, tuple[Cell, etree._Element]] = {}

    def _made(self, cell: Cell, element: etree._Element) -> None:
        self._elements[id(cell)] = (cell, element)

    def at(self, place: PlaceInCell) -> etree._Element:
        """The element of this cell; IndexError where there is none."""
        return self._elements[id(self.tables[place.table].rows[place.row][place.cell])][1]


def _main(container: Container) -> XmlPart:
    return XmlPart(container, main_part(relationships(container, "")))


def _styles(container: Container, main: XmlPart) -> dict[str, str]:
    """The ids of the paragraph styles by their names; none where the file has no part for them."""
    linked = relationships(container, main.name)
    named = [one.target for one in linked if one.kind == "styles" and one.internal and one.target in container]
    return styles_of(XmlPart(container, named[0]).root) if named else {}


def _as_document(container: Container) -> dict[str, bytes]:
    """The content types with an ordinary document in the place of a template (ECMA-376 Part 1, 11.3.10)."""
    types = XmlPart(container, "[Content_Types].xml")
    templates = [one for one in types.root if one.get("ContentType", "").casefold() == _TEMPLATE]
    for one in templates:
        one.set("ContentType", _DOCUMENT)
    return {types.name: types.content()} if templates else {}


def _cells_written(container: Container, main: XmlPart, writings: Sequence[Writing]) -> dict[str, bytes]:
    """The parts that hold these cells, with the texts in them; of several in one cell the last is filled first.

    What nobody sees is no text of a cell, as for a reading; what is written is seen, whatever hides text there.
    """
    if not writings:
        return {}
    cells, parts, linked = _Cells(), {main.name: main}, relationships(container, main.name)
    sheets = _sheets(container, linked)
    for one in sheets:
        parts.setdefault(one.target, XmlPart(container, one.target))
    hiding, roots = Hiding(container, linked), [part.root for part in parts.values()]
    marks = hiding.mark(roots)
    for body in (one for one in main.root if short(one) == "body"):
        cells.story(body, "body")
    for one in sheets:
        cells.story(parts[one.target].root, one.kind)
    places = [(one.place, one.text) for one in writings if one.place]
    found = [(_found(cells, place), place, text) for place, text in places]
    for element, place, text in sorted(found, key=lambda one: -one[1].start):
        replace_text(element, place.start, place.end, text)
    for mark in hiding.mark(roots):
        show(mark)
    unmark(marks)
    changed = {id(element.getroottree().getroot()) for element, _, _ in found}
    return {part.name: part.content() for part in parts.values() if id(part.root) in changed}


def _sheets(container: Container, linked: Sequence[PartRelationship]) -> list[PartRelationship]:
    """The page headers and footers in the order in which a reading reads them."""
    sheets = [one for one in linked if one.kind in {"header", "footer"} and one.internal and one.target in container]
    return sheets[: WORD.sheets]


def _found(cells: _Cells, place: PlaceInCell) -> etree._Element:
    try:
        return cells.at(place)
    except KeyError:
        raise IndexError(place) from None
