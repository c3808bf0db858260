"""Letters of our own accord in words: tables that can be read as plain text, on a telephone and in any direction."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from intake.adapters.letter.writer import WordedLetters
from intake.adapters.tokens import RandomTokens
from intake.adapters.words.catalogs import Catalogs
from intake.domain.letters.notice import Bar, Chart, Letterhead, Notice, NoticeTable, Said, Section, StaffLetter
from intake.domain.verdict import Finding
from intake.shipped import shipped_templates
from tests.line.worlds import START

HEAD = tuple(Said(f"report.head.{name}") for name in ("reference", "title", "telephone", "reason"))
OLD = Finding("FIL-001", "hold", "all", 0, facts={"file": "haptics.doc", "filetype": "doc"})
ROWS = (("MV-26-0008", "Touch feedback in shared rooms", "+41 22 730 6301", (OLD, OLD)), ("MV-26-0009", "", "", ()))
NOTICE = Notice(
    Said("report.final.subject", {"meeting": "the meeting", "registered": 0}),
    (
        Section(Said("report.title.held"), table=NoticeTable(HEAD, ROWS)),
        Section(Said("report.title.arrivals"), chart=Chart((Bar("Thursday", 4), Bar("Friday", 2, 2)))),
    ),
)


@pytest.fixture(scope="module")
def writer() -> WordedLetters:
    templates = shipped_templates()
    return WordedLetters(templates, Catalogs(templates / "locale"), tokens=RandomTokens(), loop_token="loop")


def bodies(writer: WordedLetters, language: str) -> tuple[str, str]:
    """The plain text and the HTML of the letter in this language."""
    head = Letterhead("jca-mv", "JCA-MV", "tsbjcamv@itu.int", "Europe/Zurich", (language,))
    letter = writer.write_notices(StaffLetter(head, ("ada@example.org",), (NOTICE,)), START, {})
    mail = message_from_bytes(letter.raw, _class=EmailMessage, policy=default)
    parts = [mail.get_body((kind,)) for kind in ("plain", "html")]
    plain, html = (str(part.get_content()) for part in parts if part is not None)
    return plain, html


@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(
            "en",
            "- MV-26-0008\n  Title: Touch feedback in shared rooms\n  Telephone: +41 22 730 6301\n"
            "  Reason: The file haptics.doc is in the older Word format (.doc).\n- MV-26-0009\n",
            id="english",
        ),
        pytest.param(
            "fr",
            "- MV-26-0008\n  Titre : Touch feedback in shared rooms\n  Téléphone : +41 22 730 6301\n"
            "  Motif : Le fichier haptics.doc est dans l’ancien format Word (.doc).\n- MV-26-0009\n",
            id="french",
        ),
    ],
)
def test_each_cell_of_the_plain_text_says_what_it_is(writer: WordedLetters, language: str, row: str) -> None:
    """And a reason is told once, in the reader's language; what is empty is left out."""
    plain = bodies(writer, language)[0].replace("\r\n", "\n")
    assert row in plain.replace("\N{NO-BREAK SPACE}", " ")


def test_a_telephone_runs_from_left_to_right_in_arabic(writer: WordedLetters) -> None:
    for body in bodies(writer, "ar"):
        assert "\u2066+41 22 730 6301\u2069" in body


def test_each_cell_of_the_table_has_its_name_for_narrow_screens(writer: WordedLetters) -> None:
    _, html = bodies(writer, "en")
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', html) == ["Reference", "Title", "Telephone", "Reason"]
    assert re.findall(r'<span class="name"[^>]*>([^<]+)</span>', html) == ["Title: ", "Telephone: ", "Reason: "]
    assert "@media (max-width: 40em)" in html


def test_the_chart_grows_and_shrinks_with_the_screen(writer: WordedLetters) -> None:
    _, html = bodies(writer, "en")
    assert 'viewBox="0 0 560 44"' in html
    assert "max-width:100%;height:auto" in html


def opened(writer: WordedLetters, language: str) -> DocxDocument:
    """The notice as a Word document in this language."""
    head = Letterhead("jca-mv", "JCA-MV", "tsbjcamv@itu.int", "Europe/Zurich", (language,))
    return Document(BytesIO(writer.as_document(head, NOTICE, START)))


def test_the_document_is_a_landscape_page_of_a4_with_a_head_on_each_page(writer: WordedLetters) -> None:
    made = opened(writer, "en")
    page = made.sections[0]
    assert [round(one.mm) for one in (page.page_width, page.page_height) if one] == [297, 210]
    held, _ = made.tables
    assert [len(one._tr.findall(f".//{qn('w:tblHeader')}")) for one in held.rows] == [1, 0, 0]
    assert [len(one._tr.findall(f".//{qn('w:cantSplit')}")) for one in held.rows] == [1, 1, 1]


def test_a_column_has_room_for_its_longest_word(writer: WordedLetters) -> None:
    """And what has more to say gets more of the page, which the columns fill."""
    held, _ = opened(writer, "en").tables
    number, title, telephone, reason = (one.width for one in held.columns)
    assert number >= Mm(25)
    assert reason > title > telephone
    assert abs(number + title + telephone + reason - Mm(261)) <= Mm(2)


@pytest.mark.parametrize(("language", "turned"), [("ar", True), ("en", False), ("zh", False)])
def test_an_arabic_document_runs_from_right_to_left(writer: WordedLetters, language: str, turned: bool) -> None:
    made = opened(writer, language)
    bidi = [one.find(f".//{qn('w:bidi')}") is not None for one in made.element.body.iter(qn("w:p"))]
    assert set(bidi) == {turned}
    assert {one.table_direction == WD_TABLE_DIRECTION.RTL for one in made.tables} == {turned}
