"""A notice as a Word document, for whoever files it or takes it into the meeting."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from unicodedata import bidirectional

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt

from intake.adapters.letter.notice_parts import NoticeVoice, WordedSection
from intake.domain.letters.notice import Notice
from intake.domain.publishing.zipped import zipped_again
from intake.domain.text.language import for_xml

_MARGIN = Mm(18)
_ROOM = 297 - 2 * 18
"""Millimetres between the margins."""
_CHARACTER, _BESIDE = 2.2, 5.0
"""Millimetres of a character, and what a cell has beside its text."""
_MOST = 30
"""Characters of a word that a column makes room for."""


def document(voice: NoticeVoice, notice: Notice, now: datetime) -> bytes:
    """The .docx, with headings and tables, on a landscape page; its dates are `now` (UTC)."""
    made = Document()
    _lay_out(made)
    title = for_xml(voice.say(notice.subject))
    properties = made.core_properties
    properties.title, properties.author, properties.comments = title, voice.sender(), ""
    properties.created = properties.modified = now.replace(tzinfo=None)
    made.add_heading(title, level=1)
    for section in voice.sections(notice):
        _add(made, section)
    if voice.direction == "rtl":
        _turn(made)
    stream = BytesIO()
    made.save(stream)
    return zipped_again(stream.getvalue())


def _lay_out(made: DocxDocument) -> None:
    """A landscape page of A4, and one plain font: what is filed in Geneva is printed there."""
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(3)


def _turn(made: DocxDocument) -> None:
    """Let paragraphs and the columns of tables run from right to left (ECMA-376, 17.3.1.6 and 17.3.2.30)."""
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
    for paragraph in (*made.paragraphs, *(one for cell in cells for one in cell.paragraphs)):
        properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no API
        properties.insert_element_before(OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:jc")
        for run in paragraph.runs:
            run.font.rtl = any(bidirectional(one) in ("R", "AL") for one in run.text)
    for table in made.tables:
        table.table_direction = WD_TABLE_DIRECTION.RTL


def _add(made: DocxDocument, section: WordedSection) -> None:
    if section.title:
        made.add_heading(for_xml(section.title), level=2)
    for one in section.lines:
        made.add_paragraph(for_xml(one))
    if section.rows:
        _table(made, section.head, section.rows)
    if section.bars:
        _table(made, (), [(label, str(count)) for label, count, _ in section.bars])
    for label, url in section.links:
        made.add_paragraph(for_xml(f"{label}: {url}"))


def _table(made: DocxDocument, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The rows under their head, which is repeated on each page; no row is divided between two."""
    every = ([head] if head else []) + list(rows)
    table = made.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    widths = _widths(every)
    for row in every:
        made_row = table.add_row()
        made_row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no API
        for cell, text, width in zip(made_row.cells, row, widths, strict=True):
            cell.text, cell.width = for_xml(text), width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if head:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no API
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True


def _widths(rows: Sequence[Sequence[str]]) -> list[Length]:
    """The width of each column: room for its longest word, so that no number breaks, and the rest by how long it is."""
    columns = list(zip(*rows, strict=True))
    words = [min(max(len(word) for one in column for word in (*one.split(), "")), _MOST) for column in columns]
    least = [_CHARACTER * one + _BESIDE for one in words]
    more = [min(max(map(len, column)), 2 * _MOST) - word + 1 for column, word in zip(columns, words, strict=True)]
    rest = max(_ROOM - sum(least), 0)
    wide = [one + rest * each / sum(more) for one, each in zip(least, more, strict=True)]
    return [Mm(round(_ROOM * one / sum(wide))) for one in wide]
