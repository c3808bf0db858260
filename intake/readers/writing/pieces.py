"""The characters of a cell, each with the element that it comes from: the text that `wordtext` reads, to be changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from intake.readers.word.wordnames import attribute, child, is_on, short, shown, symbol

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CLOSED = {
    *("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sdtPr", "sectPr", "del", "moveFrom"),
    *("instrText", "delText", "delInstrText", "rt", "tbl", "txbxContent"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters from one element (w:t, w:tab ...), beginning at `start` of the cell's text."""

    element: etree._Element
    text: str
    start: int

    @property
    def end(self) -> int:
        """Tell where the next character stands."""
        return self.start + len(self.text)


def paragraphs(parent: etree._Element) -> list[etree._Element]:
    """The paragraphs that stand directly in a cell, a header or a text box; no nested table is opened."""
    found: list[etree._Element] = []
    for element in parent:
        if short(element) == "p":
            found.append(element)
        elif short(element) not in _CLOSED:
            found.extend(paragraphs(shown(element)))
    return found


def pieces(cell: etree._Element) -> list[Piece]:
    """The pieces of a cell's text as the reading has it: paragraphs that are not blank, a line's end between them."""
    found: list[Piece] = []
    at = 0
    for paragraph in paragraphs(cell):
        own = list(_inline(paragraph, []))
        if not "".join(text for _, text in own).strip():
            continue
        at += bool(found)
        for element, text in own:
            found.append(Piece(element, text, at))
            at += len(text)
    return found


def _inline(parent: etree._Element, codes: list[bool]) -> Iterator[tuple[etree._Element, str]]:
    """The texts in a paragraph; of a complex field (17.16.18) the result only."""
    for element in parent:
        name = short(element)
        text = _said(element, name)
        if name == "fldChar":
            _follow(codes, attribute(element, "fldCharType"))
        elif name == "r" and is_on(child(element, "rPr", "vanish")):
            continue
        elif text and not any(codes):
            yield element, text
        elif name not in _CLOSED and name != "t" and len(element):
            yield from _inline(shown(element), codes)


def _said(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    return symbol(attribute(element, "char")) if name == "sym" else _SIGNS.get(name, "")


def _follow(codes: list[bool], kind: str) -> None:
    if kind == "begin":
        codes.append(True)
    elif codes and kind == "separate":
        codes[-1] = False
    elif codes and kind == "end":
        codes.pop()
