"""A notice as a Word document, for whoever files it or takes it into the meeting."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from intake.adapters.letter.notice_parts import NoticeVoice, WordedSection
from intake.domain.letters.notice import Notice
from intake.domain.publishing.zipped import zipped_again

_ODD = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")
"""What XML cannot hold (XML 1.0, section 2.2)."""


def document(voice: NoticeVoice, notice: Notice, now: datetime) -> bytes:
    """The .docx, with headings and tables, on a landscape page; its dates are `now` (UTC)."""
    made = Document()
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    made.styles["Normal"].font.size = Pt(10)
    title = voice.say(notice.subject).translate(_ODD)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = title, voice.sender(), ""
    properties.created = properties.modified = now.replace(tzinfo=None)
    made.add_heading(title, level=1)
    for section in voice.sections(notice):
        _add(made, section)
    stream = BytesIO()
    made.save(stream)
    return zipped_again(stream.getvalue())


def _add(made: DocxDocument, section: WordedSection) -> None:
    if section.title:
        made.add_heading(section.title.translate(_ODD), level=2)
    for one in section.lines:
        made.add_paragraph(one.translate(_ODD))
    if section.rows:
        _table(made, section.head, section.rows)
    if section.bars:
        _table(made, (), [(label, str(count)) for label, count, _ in section.bars])
    for label, url in section.links:
        made.add_paragraph(f"{label}: {url}".translate(_ODD))


def _table(made: DocxDocument, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in ([head] if head else []) + list(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text.translate(_ODD)
    if head:
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
