"""The parts of a list as the body of a Word document, made with python-docx from our own words alone.

Nothing of a template is opened here: the reader process puts this body below the cover of the group's template, and
gives each paragraph the style of that name where the template has it.
"""

import unicodedata
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml import etree

from intake.domain.lists.values import WordedList, WordedPart
from intake.domain.text.language import for_xml

_WIDE = {
    "title": 7, "item_title": 7, "abstract": 8, "repair": 8, "outcome": 5, "source": 4, "body": 4, "speaker": 3,
    "number": 5, "item_or_number": 5, "reference": 3, "received": 3, "accepted": 3, "due": 3, "until": 3, "date": 3,
    "reply_by": 3, "reply": 3, "kind": 3, "remarks": 3, "allocation": 3, "telephone": 3, "state": 3, "late_by": 3,
    "let_in_by": 4,
    "name": 6, "count": 3, "value": 3, "item": 2,
}  # fmt: skip
"""How wide a column is beside the others."""

_WHOLE = 5_000
"""The width of a table as Word counts it: fiftieths of a percent."""

_IN_TABLES = Pt(10)


def body_of(one: WordedList) -> str:
    """The body as WordprocessingML, an element with the paragraphs and tables of all parts in it."""
    made = Document()
    for part in one.parts:
        _part(made, part, one.language)
    body = made.element.body
    for section in body.findall(qn("w:sectPr")):
        body.remove(section)
    return etree.tostring(body, encoding="unicode")


def _part(made: Docx, part: WordedPart, language: str) -> None:
    if part.heading:
        paragraph = made.add_paragraph()
        if part.level == 1:
            _named(paragraph, "heading 1")
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, part.heading, language, bold=True)
        if part.level > 1:
            _outlined(paragraph, part.level)
    for line in part.lines:
        _write(made.add_paragraph(), line, language)
    if part.rows:
        _table(made, part, language)
        spacing = made.add_paragraph()
        spacing.paragraph_format.space_before = spacing.paragraph_format.space_after = Pt(0)


def _named(paragraph: Paragraph, style: str) -> None:
    """Name a style as it is called; the reader process knows its id in the template."""
    named = OxmlElement("w:pStyle")
    named.set(qn("w:val"), style)
    paragraph._p.get_or_add_pPr().insert(0, named)  # noqa: SLF001 - python-docx takes styles of its own template only


def _outlined(paragraph: Paragraph, level: int) -> None:
    """A heading in the template's plain text: styles below the first one are seldom made for its text."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    _first_of(paragraph._p.get_or_add_pPr(), outline, ("rPr",))  # noqa: SLF001 - python-docx knows no outline


def _write(paragraph: Paragraph, text: str, language: str, *, bold: bool = False, small: bool = False) -> None:
    """Write the text from right to left where its first letter, or else the language, is written so."""
    run = paragraph.add_run(for_xml(text))
    run.bold = bold or None
    if small:
        run.font.size = _IN_TABLES
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    written = _direction(text)
    if written == "rtl":
        run.font.rtl = True
    if bold and written == "rtl":
        run.font.cs_bold = True
    if written == "rtl" or language == "ar":
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows no direction of paragraphs
        _first_of(properties, OxmlElement("w:bidi"), ("spacing", "ind", "jc", "rPr"))


def _first_of(properties: etree._Element, new: etree._Element, behind: Sequence[str]) -> None:
    """Put an element before those of these names: their order is fixed (ECMA-376 Part 1, 17.3.1.26)."""
    later = [one for one in properties if one.tag in [qn(f"w:{name}") for name in behind]]
    if later:
        later[0].addprevious(new)
    else:
        properties.append(new)


def _direction(text: str) -> str:
    """Return the way in which the first letter is written; "" without one."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return ""


def _table(made: Docx, part: WordedPart, language: str) -> None:
    weights = [_WIDE.get(name, 3) for name in part.columns]
    table = made.add_table(rows=0, cols=len(part.columns))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _look(table, weights, turned=language == "ar")
    _row(table, part.head, weights, language, head=True)
    for place, row in enumerate(part.rows):
        _row(table, row, weights, language, head=False, bold=place in part.heads)


def _row(
    table: Table, texts: Sequence[str], weights: Sequence[int], language: str, *, head: bool, bold: bool = False
) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx knows neither
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, weight in zip(row.cells, texts, weights, strict=True):
        _width(cell, weight, sum(weights))
        if head or bold:
            _shade(cell)
        _write(cell.paragraphs[0], text, language, bold=head or bold, small=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = bold or None


def _look(table: Table, weights: Sequence[int], *, turned: bool) -> None:
    """Lines around every cell, the whole width of the page; for Arabic the first column on the right."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx knows styles of its own template only
    for old in [one for one in properties if one.tag in (qn("w:tblStyle"), qn("w:tblW"), qn("w:tblLook"))]:
        properties.remove(old)
    if turned:
        properties.insert(0, OxmlElement("w:bidiVisual"))
    width = OxmlElement("w:tblW")
    width.set(qn("w:w"), str(_WHOLE))
    width.set(qn("w:type"), "pct")
    jc = properties.find(qn("w:jc"))
    properties.insert(list(properties).index(jc) if jc is not None else len(properties), width)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    for old in properties.findall(qn("w:tblLayout")):
        properties.remove(old)
    properties.append(borders)
    properties.append(layout)
    text_width = 9_638
    for column, weight in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), weights, strict=True):  # noqa: SLF001
        column.set(qn("w:w"), str(text_width * weight // sum(weights)))


def _width(cell: _Cell, weight: int, all_weights: int) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-docx knows no share of a table
    width = properties.find(qn("w:tcW"))
    if width is None:
        width = OxmlElement("w:tcW")
        properties.insert(0, width)
    width.set(qn("w:w"), str(_WHOLE * weight // all_weights))
    width.set(qn("w:type"), "pct")


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx knows no shades
