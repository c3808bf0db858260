"""Builds the contribution template that we ship, and the profile learned from it: python templates/docx/build.py.

The layout is that of a contribution to a joint coordination activity: a block with number, group and language, then
source, title and contacts, then keywords and abstract. Running it twice gives the same bytes: fixed dates, no
compression (whose bytes depend on the library at hand).
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from intake.adapters.rulebook.profiles import dump_profile
from intake.demo.papers import lean, settled
from intake.domain.profile import Profile
from intake.domain.template.learning import learn
from intake.readers.files import read_file

MADE = datetime(2026, 1, 1, tzinfo=UTC)
NAME = "jca-contribution"
NOTICE = (
    "Attention: This document was written for the work of the group named above. It shows the view of its source; "
    "please do not pass it on outside the group without asking the source."
)
PERSON = ("<Name>", "<Organization>", "<Country>")
REACHED = ("Tel: <Telephone>", "Fax: <Fax>", "E-mail: <E-mail>")
BODY = (
    ("Introduction", "<What this document is about, and what it refers to>"),
    ("Discussion", "<The facts and reasons on which the proposal rests>"),
    ("Proposal", "<What the group is asked to do>"),
)
WIDTHS = (Cm(2.2), Cm(7.4), Cm(7.4))


def build() -> bytes:
    """The template as a .docx file."""
    document = lean()
    _page(document)
    _styles(document)
    cover = _table(document, rows=8, widths=WIDTHS)
    _block(cover)
    _names(cover)
    document.add_paragraph(style="Spacing")
    _second(_table(document, rows=2, widths=(Cm(2.2), Cm(14.8))))
    document.add_paragraph(style="Spacing")
    for heading, sample in BODY:
        document.add_heading(heading, level=1)
        document.add_paragraph(sample)
    _properties(document)
    return settled(document)


def _page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = NOTICE
    section.first_page_footer.paragraphs[0].runs[0].font.size = Pt(8)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    number.add_run(" of ")
    _field(number, "NUMPAGES")


def _styles(document: Docx) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - tells the type checker what python-docx returns
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.paragraph_format.space_before, normal.paragraph_format.space_after = Pt(6), Pt(0)
    heading = document.styles["Heading 1"]
    assert isinstance(heading, ParagraphStyle)  # noqa: S101 - the same
    heading.font.name, heading.font.size, heading.font.bold = "Times New Roman", Pt(12), True
    heading.font.color.rgb = RGBColor(0, 0, 0)
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        heading.element.rPr.rFonts.attrib.pop(qn(attribute), None)
    spacing = document.styles.add_style("Spacing", 1)
    assert isinstance(spacing, ParagraphStyle)  # noqa: S101 - the same
    spacing.font.size = Pt(4)


def _block(cover: Table) -> None:
    """Bureau on the left, number, group and language on the right, the kind of document below."""
    right = ("[to be assigned]", "<Name of the group>", "Original: English")
    left = (
        "INTERNATIONAL TELECOMMUNICATION UNION",
        "TELECOMMUNICATION STANDARDIZATION SECTOR",
        "STUDY PERIOD 2025-2028",
    )
    for row, (office, text) in enumerate(zip(left, right, strict=True)):
        _write(cover.cell(row, 0).merge(cover.cell(row, 1)), [office], bold=True, size=10)
        _write(cover.cell(row, 2), [text], bold=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    for row, name in enumerate(("dnum", "dsg", "dorlang")):
        _bookmark(cover.cell(row, 2), name, row + 1)
    kind = cover.cell(3, 0).merge(cover.cell(3, 2))
    _write(kind, ["CONTRIBUTION"], bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _bookmark(kind, "dkind", 4)
    _line(kind, "top")
    _line(kind, "bottom")


def _names(cover: Table) -> None:
    for row, label, name, sample in ((4, "Source:", "dsource", "<Source>"), (5, "Title:", "dtitle1", "<Title>")):
        _write(cover.cell(row, 0), [label], bold=True)
        value = cover.cell(row, 1).merge(cover.cell(row, 2))
        _write(value, [sample])
        _bookmark(value, name, row + 1)
    for row, name in ((6, "dcontact"), (7, "dcontact1")):
        _write(cover.cell(row, 0), ["Contact:"], bold=True)
        _write(cover.cell(row, 1), PERSON)
        _write(cover.cell(row, 2), REACHED)
        _bookmark(cover.cell(row, 1), name, row + 1)
    for one in cover.rows[7].cells:
        _line(one, "bottom")


def _second(table: Table) -> None:
    rows = (("Keywords:", "dkeywords", "<Keywords, separated by semicolons>"), ("Abstract:", "dabstract", "<Abstract>"))
    for row, (label, name, sample) in enumerate(rows):
        _write(table.cell(row, 0), [label], bold=True)
        _write(table.cell(row, 1), [sample])
        _bookmark(table.cell(row, 1), name, row + 9)


def _table(document: Docx, rows: int, widths: Sequence[Cm]) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _write(
    cell: _Cell, lines: Sequence[str], *, bold: bool = False, size: int = 11, align: WD_ALIGN_PARAGRAPH | None = None
) -> None:
    """Put each line into a paragraph of its own."""
    for extra in cell.paragraphs[1:]:
        cell._tc.remove(extra._p)  # noqa: SLF001 - python-docx has no way to take a paragraph out of a cell
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_before = Pt(3 if number == 0 else 0)
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)


def _bookmark(cell: _Cell, name: str, number: int) -> None:
    """Put a bookmark around all that is written in a cell."""
    first, last = cell.paragraphs[0], cell.paragraphs[-1]
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    first.runs[0]._r.addprevious(start)  # noqa: SLF001 - python-docx knows no bookmarks
    last._p.append(end)  # noqa: SLF001 - the same


def _line(cell: _Cell, side: str) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-docx knows no borders of cells
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word computes, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields


def _properties(document: Docx) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = "Contribution", "Secretariat", "Secretariat", ""
    core.created = core.modified = MADE
    core.revision = 1
    app = next(one for one in document.part.package.iter_parts() if one.partname == "/docProps/app.xml")
    app._blob = re.sub(b"<Template>[^<]*<", b"<Template>JCA-Contribution.dotx<", app.blob)  # noqa: SLF001 - it is opaque


def profile(template: bytes) -> Profile:
    """What our reader learns from the template."""
    reading = read_file(template, hashlib.sha256(template).hexdigest())
    if reading.word is None:
        raise ValueError(f"the template cannot be read: {reading.problems}")
    learned = learn(reading.word, id=NAME, group="", kind="contribution", reference=reading.sha256)
    return replace(learned, example=True)


def main() -> None:
    """Write template and profile beside this script."""
    template = build()
    Path(__file__).with_name(f"{NAME}.docx").write_bytes(template)
    Path(__file__).with_name(f"{NAME}.toml").write_text(dump_profile(profile(template)), encoding="utf-8")


if __name__ == "__main__":
    main()
