"""The text of WordprocessingML parts in document order: tables with cells, paragraphs, what tracking left behind.

ECMA-376 Part 1, clause 17. Insertions count as text and deletions do not, fields show their result, and of
alternative contents (Part 3, clause 10) the first one counts. Text that a run hides (17.3.2.41) is not on the page
and does not count; what a style hides was marked so before (`hiding`).
"""

from collections.abc import Iterator

from lxml import etree

from intake.domain.document import Cell, Table
from intake.readers.limits import WordLimits, cut
from intake.readers.word.marks import CellMarks
from intake.readers.word.wordnames import (
    SHORT,
    attribute,
    both,
    child,
    control_tags,
    first,
    is_on,
    shown,
    symbol,
)

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_INSERTED, _DELETED = {"ins", "moveTo"}, {"del", "moveFrom"}
_PROPERTIES = {"pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sdtPr", "sectPr"}
_CLOSED = _PROPERTIES | _DELETED | {"instrText", "delText", "delInstrText", "rt"}
_VANISH = both("vanish")
_DEEPEST = 100
"""How many fields are followed inside one another; what begins deeper is part of the field around it."""

_Tags = tuple[str, ...]


class WordText:
    """Gathers one document's text, part after part, within `limits`."""

    def __init__(self, limits: WordLimits) -> None:
        self.tables: list[Table] = []
        self.styles: dict[str, None] = {}
        self.leads: dict[str, str] = {}
        self.insertions = self.deletions = 0
        self._limits = limits
        self._room = limits.text
        self._cells = 0
        self._codes: list[bool] = []
        self._deeper = 0
        self._behind = 0
        self._hides = False
        self._marks = CellMarks()

    def story(self, root: etree._Element, where: str) -> list[str]:
        """The non-blank paragraphs of a part or a body; tables and text boxes join `tables`."""
        self._behind = 0
        self._hides = next(root.iter(*_VANISH), None) is not None
        return self._blocks(root, where)

    def _blocks(self, parent: etree._Element, where: str) -> list[str]:
        """The non-blank paragraphs that stand directly here; tables and text boxes join `tables`."""
        texts: list[str] = []
        for element in parent:
            name = SHORT.get(element.tag, "")
            if name == "p":
                texts.append(self._paragraph(element))
                self._behind += where == "body" and bool(texts[-1].strip())
            elif name == "tbl":
                self._table(element, where)
            elif self._opens(element, name):
                texts.extend(self._blocks(shown(element), where))
        return [text for text in texts if text.strip()]

    def _opens(self, element: etree._Element, name: str) -> bool:
        """Whether text may stand inside this element; marks, tags and tracked changes are noted on the way."""
        if name == "bookmarkStart":
            self._marks.begin(element)
        elif name == "bookmarkEnd":
            self._marks.end(element)
        elif name == "sdt":
            self._marks.tag(control_tags(element))
        self.insertions += name in _INSERTED
        self.deletions += name in _DELETED
        return name not in _CLOSED

    def _paragraph(self, paragraph: etree._Element) -> str:
        self._codes = [False] * len(self._codes)
        style = self._style(child(paragraph, "pPr", "pStyle"))
        found: list[str] = []
        self._inline(paragraph, found)
        text = "".join(found)
        if len(text) * 4 > self._room:
            text = cut(text, max(self._room, 0))
        self._room -= len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        if style and style not in self.leads and text.strip():
            self.leads[style] = cut(text, self._limits.lead)
        return text

    def _style(self, style: etree._Element | None) -> str:
        """Note a style; its id, "" where there is none, or no room for it."""
        if style is None or len(self.styles) >= self._limits.styles:
            return ""
        name = attribute(style, "val")[: self._limits.value]
        self.styles[name] = None
        return name

    def _inline(self, parent: etree._Element, found: list[str]) -> None:
        for element in parent:
            name = SHORT.get(element.tag, "")
            if name in _PROPERTIES:
                continue
            if name == "r":
                if not (self._hides and is_on(child(element, "rPr", "vanish"))):
                    self._inline(element, found)
            elif name == "t":
                self._write(element.text or "", found)
            elif name == "sym" or name in _SIGNS:
                self._write(_SIGNS[name] if name in _SIGNS else symbol(attribute(element, "char")), found)
            elif name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif name == "txbxContent":
                self._text_box(element)
            elif self._opens(element, name) and len(element):
                self._inline(shown(element), found)

    def _write(self, text: str, found: list[str]) -> None:
        if text and not (self._codes and any(self._codes)):
            found.append(text)
            self._marks.now.written = True

    def _field(self, kind: str) -> None:
        """Follow a complex field (17.16.18): its code is not text, its result is."""
        if kind == "begin" and len(self._codes) < _DEEPEST:
            self._codes.append(True)
        elif kind == "begin":
            self._deeper += 1
        elif self._deeper:
            self._deeper -= kind == "end"
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()

    def _text_box(self, content: etree._Element) -> None:
        codes, self._codes = self._codes, []
        with self._marks.cell(0):
            text = "\n".join(self._blocks(content, "textbox"))
        self._codes = codes
        self._cells += 1
        if text and self._cells <= self._limits.cells:
            found = Cell(text)
            self._made(found, content)
            self.tables.append(Table(((found,),), "textbox", self._behind))

    def _made(self, cell: Cell, element: etree._Element) -> None:
        """Called with every cell of `tables` and the element that it was read from; for who wants to write there."""

    def _table(self, table: etree._Element, where: str) -> None:
        place = len(self.tables)
        behind = self._behind
        self.tables.append(Table((), where, behind))
        self._style(child(table, "tblPr", "tblStyle"))
        self.tables[place] = Table(tuple(row for row in self._rows(table) if row), where, behind)

    def _rows(self, table: etree._Element) -> Iterator[tuple[Cell, ...]]:
        for row, tags in self._wrapped(table, "tr", ()):
            if child(row, "trPr", "del") is not None:
                self.deletions += 1
                continue
            with self._marks.row():
                yield tuple(self._row(row, tags))

    def _row(self, row: etree._Element, tags: _Tags) -> Iterator[Cell]:
        for column, (cell, wrapped) in enumerate(self._wrapped(row, "tc", tags)):
            properties = first(cell, "tcPr")
            if properties is not None and first(properties, "cellDel") is not None:
                self.deletions += 1
                continue
            with self._marks.cell(column, kept=self._cells < self._limits.cells) as now:
                text = "\n".join(self._blocks(cell, "cell"))
            self._cells += 1
            if self._cells <= self._limits.cells:
                found = Cell(text, tuple(now.names), tuple(dict.fromkeys((*wrapped, *now.tags))), _span(properties))
                self._made(found, cell)
                yield found

    def _wrapped(self, parent: etree._Element, wanted: str, tags: _Tags) -> Iterator[tuple[etree._Element, _Tags]]:
        """Rows of a table or cells of a row, also inside content controls, whose tags they carry (17.5.2)."""
        for element in parent:
            name = SHORT.get(element.tag, "")
            if name == wanted:
                yield element, tags
            elif name == "sdt":
                yield from self._wrapped(element, wanted, (*tags, *control_tags(element)))
            elif self._opens(element, name):
                yield from self._wrapped(shown(element), wanted, tags)


def _span(properties: etree._Element | None) -> int:
    """Count the columns of the grid that the cell with these properties takes (17.4.17)."""
    told = first(properties, "gridSpan") if properties is not None else None
    value = attribute(told, "val") if told is not None else ""
    return max(1, int(value)) if value.isdecimal() and len(value) < 4 else 1
