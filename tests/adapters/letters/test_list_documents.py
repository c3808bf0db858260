"""Lists as files: documents on the group's template that Word and LibreOffice open, workbooks, CSV."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn

from intake import app
from intake.adapters.lists.sheets import as_csv, as_xlsx
from intake.app import make_home
from intake.domain.lists.composing import LISTS
from intake.domain.lists.papers import GatheredMeeting
from intake.domain.lists.values import LIST_KINDS, ListKind
from intake.domain.rulebook import Rulebook
from intake.pipeline.lists.writing import paper_of
from intake.readers.files import read_file
from tests.domain.listed import ARABIC, AT, CHINESE, FULL, LONG, MEETING, gathering, paper, under
from tests.servers.office import Office

Written = dict[str, bytes]
MANY = gathering(*(paper(number, f"{LONG} {number}", placing=under("2.1")) for number in range(1, 61)))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[app.OpenHome]:
    """A home with the shipped template."""
    with app.open_home(make_home(tmp_path_factory.mktemp("lists") / "home")) as found:
        yield found


def document(opened: app.OpenHome, kind: ListKind, gathered: GatheredMeeting = FULL, language: str = "en") -> bytes:
    """A list as the house writes it."""
    if gathered.meeting:
        gathered = replace(gathered, meeting=replace(gathered.meeting, language=language))
    return paper_of(opened.line, rulebook(opened), LISTS[kind](gathered)).content


def rulebook(opened: app.OpenHome) -> Rulebook:
    with opened.line.store.read() as work:
        return opened.line.rulebook(work, "jca-mv")


def below_the_cover(made: Docx) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs that say something, and the tables behind the cover's two."""
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in made.tables[2:]]
    return [one.text for one in made.paragraphs if one.text], tables


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_each_list_is_a_document_on_the_template(opened: app.OpenHome, kind: ListKind) -> None:
    made = Document(io.BytesIO(document(opened, kind)))
    cover = {cell.text for row in made.tables[0].rows for cell in row.cells}
    words = opened.line.list_words.worded(LISTS[kind](FULL), "en")
    assert {
        words.title,
        "Secretariat of JCA-MV",
        "JCA-MV",
        "AGENDA" if kind == "agenda" else "INFORMATION DOCUMENT",
    } <= cover
    lines, tables = below_the_cover(made)
    assert len(tables) == sum(bool(part.rows) for part in words.parts)
    assert [row for table in tables for row in table[1:]] == [list(row) for part in words.parts for row in part.rows]
    assert [one for one in (part.heading for part in words.parts) if one and one not in lines] == []
    for table in made.tables[2:]:
        assert table.rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_the_same_list_is_the_same_file(opened: app.OpenHome, kind: ListKind) -> None:
    assert document(opened, kind) == document(opened, kind)


def test_headings_have_the_templates_styles_and_its_page_numbers_stay(opened: app.OpenHome) -> None:
    content = document(opened, "allocation")
    made = Document(io.BytesIO(content))
    found = {one.text: one for one in made.paragraphs if one.text}
    first, below = found["2 Contributions and liaison statements"], found["2.1 Digital twins"]
    assert first.style is not None
    assert first.style.name == "Heading 1"
    (outline,) = below._p.get_or_add_pPr().findall(qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == "1"
    assert all(one.paragraph_format.keep_with_next and one.runs[0].bold for one in (first, below))
    with ZipFile(io.BytesIO(content)) as package:
        assert any(b"NUMPAGES" in package.read(name) for name in package.namelist() if "header" in name)


def test_arabic_runs_from_right_to_left(opened: app.OpenHome) -> None:
    made = Document(io.BytesIO(document(opened, "agenda", language="ar")))
    table = made.tables[2]
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    (cell,) = {cell._tc: cell for row in table.rows for cell in row.cells if cell.text == ARABIC}.values()
    (paragraph,) = cell.paragraphs
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert paragraph.runs[0].font.rtl
    assert "جدول الأعمال: Second meeting of JCA-MV" in {cell.text for row in made.tables[0].rows for cell in row.cells}


@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "zh"])
def test_the_document_speaks_the_language_of_the_meeting(opened: app.OpenHome, language: str) -> None:
    english, other = (
        below_the_cover(Document(io.BytesIO(document(opened, "figures", language=one)))) for one in ("en", language)
    )
    assert len(set(english[0]) - set(other[0])) >= 3
    assert [row[1] for table in english[1][:3] for row in table[1:]] == [
        row[1] for table in other[1][:3] for row in table[1:]
    ]


def test_a_meeting_without_documents_has_a_document_too(opened: app.OpenHome) -> None:
    for kind in LIST_KINDS:
        lines, tables = below_the_cover(Document(io.BytesIO(document(opened, kind, gathering()))))
        assert lines or tables


def test_a_made_document_holds_nothing_that_acts(opened: app.OpenHome) -> None:
    content = document(opened, "agenda")
    reading = read_file(content, "0" * 64)
    assert reading.problems == ()


def test_a_strangers_marks_are_text_in_it(opened: app.OpenHome) -> None:
    title = 'x</w:t><w:fldSimple w:instr="DDE"/> & \x0b <b> \u202e'
    lines, tables = below_the_cover(Document(io.BytesIO(document(opened, "abstracts", gathering(paper(1, title))))))
    assert tables == []
    assert any("</w:t>" in line and "fldSimple" in line for line in lines)


def test_libreoffice_opens_each_of_them(opened: app.OpenHome, office: Office) -> None:
    files = {f"{kind}.docx": document(opened, kind) for kind in LIST_KINDS}
    files |= {"many.docx": document(opened, "agenda", MANY), "arabic.docx": document(opened, "outcomes", language="ar")}
    pages = office.convert(files, "pdf")
    assert pages.keys() == {name.removesuffix(".docx") for name in files}
    assert all(content.startswith(b"%PDF") for content in pages.values())


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_a_workbook_holds_text_alone(opened: app.OpenHome, kind: ListKind) -> None:
    words = opened.line.list_words.worded(LISTS[kind](FULL), "en")
    with ZipFile(io.BytesIO(as_xlsx(words, AT))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<row ") == len(words.rows) + 1
    assert 't="n"' not in sheet


def test_a_formula_of_a_stranger_is_no_formula(opened: app.OpenHome) -> None:
    words = opened.line.list_words.worded(LISTS["agenda"](gathering(paper(1, '=HYPERLINK("http://x")'))), "en")
    (*_, row) = csv.reader(io.StringIO(as_csv(words)))
    assert row[words.columns.index("title")] == '\'=HYPERLINK("http://x")'
    with ZipFile(io.BytesIO(as_xlsx(words, AT))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert b"'=HYPERLINK" in package.read("xl/sharedStrings.xml")


def test_csv_has_the_names_of_the_columns(opened: app.OpenHome) -> None:
    words = opened.line.list_words.worded(LISTS["late"](FULL), "en")
    head, first, *_ = csv.reader(io.StringIO(as_csv(words)))
    assert tuple(head) == words.columns
    assert first[:3] == ["Received after the date and admitted", "JCA-MV-Doc-002", ARABIC]
    assert first[4:] == ["2026-05-01 00:10", "11 minutes", ""]


def test_chinese_stands_as_it_was_written(opened: app.OpenHome) -> None:
    _, tables = below_the_cover(Document(io.BytesIO(document(opened, "outcomes", language="zh"))))
    assert [row[1] for row in tables[0] if row[0] == "JCA-MV-Doc-003-Rev2"] == [CHINESE]


def test_the_file_is_named_after_group_meeting_and_list(opened: app.OpenHome) -> None:
    made = paper_of(opened.line, rulebook(opened), LISTS["agenda"](FULL))
    assert (made.kind, made.file_name) == ("agenda", "JCA-MV-2026-05-13-agenda.docx")
    assert made.title == f"Agenda: {MEETING.title}"
