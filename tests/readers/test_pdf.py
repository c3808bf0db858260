"""A glance at a PDF: what its first pages show, and that nothing in it costs more than a glance."""

import io
import time
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from intake.readers.files import read_file
from tests.readers.others import Lines, pdf, pdf_of, pdf_stream

TITLE = (24.0, "Liaison statement on avatars")
PLAIN: Lines = [TITLE, (12, "To: ITU-T JCA-MV"), (12, "For action")]


def kinds(content: bytes) -> list[str]:
    return [one.kind for one in read_file(content, "").problems]


def locked(user: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PLAIN))))
    writer.encrypt(user, "owner", algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        pytest.param(pdf(PLAIN, title="Other"), TITLE[1], id="largest-letters"),
        pytest.param(pdf([(9, "ITU"), (20, "On the use"), (20, "of avatars"), (12, "a text")]), "On the use of avatars",
                     id="two-lines"),
        pytest.param(pdf([(40, "42"), (20, "On avatars"), (12, "a text")]), "On avatars", id="number-is-larger"),
        pytest.param(pdf([(12, "some text"), (12, "more text")], title="Stated"), "Stated", id="all-of-one-size"),
        pytest.param(pdf([(12, "some text")], title="Microsoft Word - x.docx"), "", id="file-name-as-title"),
        pytest.param(pdf([(12, "some text")], title="TD-12.doc"), "", id="bare-file-name"),
        pytest.param(pdf([], title="Stated"), "Stated", id="empty-page"),
        pytest.param(pdf([(12, "first page")], [(30, "Larger later")]), "", id="only-the-first-page-counts"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_first_page_shows_largest(content: bytes, title: str) -> None:
    found = read_file(content, "").glance
    assert found is not None
    assert found.title == title


def opening(entries: bytes, more: bytes = b"<< >>") -> bytes:
    """A PDF with these entries in its catalog, and an object 100."""
    return pdf(PLAIN, more={1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries, 100: more})


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(opening(b"/OpenAction << /S /JavaScript /JS (app.alert) >>"), ["active"], id="script"),
        pytest.param(opening(b"/OpenAction 100 0 R", b"<< /S /Launch /F (cmd.exe) >>"), ["active"], id="program"),
        pytest.param(opening(b"/OpenAction << /S /GoTo /D [0] /Next 100 0 R >>", b"<< /S /Launch >>"), ["active"],
                     id="program-behind-a-jump"),
        pytest.param(opening(b"/OpenAction 100 0 R", b"<< /S /GoTo /Next 100 0 R >>"), ["active"], id="endless"),
        pytest.param(opening(b"/AA << /WC << /S /SubmitForm >> >>"), ["active"], id="on-closing"),
        pytest.param(opening(b"/Names << /JavaScript 100 0 R >>"), ["active"], id="script-by-name"),
        pytest.param(opening(b"/OpenAction << /S 100 0 R /JS (x) >>", b"/JavaScript"), ["active"], id="kind-elsewhere"),
        pytest.param(opening(b"/OpenAction [10 0 R /Fit]"), [], id="a-place"),
        pytest.param(opening(b"/OpenAction << /S /GoTo /D [10 0 R /Fit] >>"), [], id="a-jump"),
        pytest.param(opening(b"/OpenAction 999 0 R /Names << /Dests 100 0 R >>"), [], id="nothing"),
    ],
)  # fmt: skip
def test_a_pdf_that_does_something_when_it_is_opened_is_named(content: bytes, problems: list[str]) -> None:
    assert kinds(content) == problems
    assert read_file(content, "").glance is not None


def paged(entries: bytes, more: bytes = b"<< >>") -> bytes:
    """A PDF of two pages, the second with these entries, and an object 100."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources << >> %s >>" % entries
    return pdf(PLAIN, PLAIN, more={12: page, 100: more})


def annotated(entries: bytes) -> bytes:
    return paged(b"/Annots [100 0 R]", b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] %s >>" % entries)


def launching(name: str) -> bytes:
    """A PDF in which a click launches this file."""
    return annotated(f"/A << /S /Launch /F ({name}) >>".encode())


def page_launching(named: bytes) -> bytes:
    """The same where the file's name is an object of its own."""
    page = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F 100 0 R >> >>]"
    return paged(page, named)


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(paged(b"/AA << /O << /S /JavaScript /JS (app.alert) >> >>"), ["active"], id="page-script"),
        pytest.param(paged(b"/AA 100 0 R", b"<< /C << /S /Launch /F (a.doc) >> >>"), ["active"], id="page-program"),
        pytest.param(paged(b"/AA << /O << /S /GoTo /D [0] >> >>"), [], id="page-jump"),
        pytest.param(annotated(b"/AA << /PV << /S /JavaScript /JS (x) >> >>"), ["active"], id="script-when-visible"),
        pytest.param(annotated(b"/A << /S /Launch /F (cmd.exe) >>"), ["active"], id="click-on-a-program"),
        pytest.param(annotated(b"/A << /S /Launch /F << /Type /Filespec /UF (a.vbs) >> >>"), ["active"],
                     id="click-on-a-script"),
        pytest.param(annotated(b"/A << /S /Launch /Win << /F (x) /P (/c calc) >> >>"), ["active"],
                     id="click-on-what-has-arguments"),
        pytest.param(annotated(b"/A << /S /URI /URI (x) /Next << /S /Launch /F (a.hta) >> >>"), ["active"],
                     id="click-on-a-program-behind-a-link"),
        pytest.param(annotated(b"/A << /S /Launch /F (annex.docx) >>"), [], id="click-on-a-document"),
        pytest.param(annotated(b"/A << /S /URI /URI (https://www.itu.int) >>"), [], id="link"),
        pytest.param(page_launching(b"(annex.exe)"), ["active"], id="click-on-a-name-elsewhere"),
        pytest.param(paged(b"/Annots [100 0 R << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch "
                           b"/F (a.hta) >> >>]", b"100 0 R"), ["active"], id="behind-an-endless-object"),
        pytest.param(paged(b"/Annots [100 0 R << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch "
                           b"/F (a.hta) >> >>]", b"<< /A [ /B"), ["active"], id="behind-a-damaged-object"),
        pytest.param(page_launching(b"(annex.docx)"), [], id="click-on-a-document-elsewhere"),
        pytest.param(annotated(b"/A << /S /Launch >>"), ["active"], id="click-on-nothing"),
        pytest.param(
            annotated(b"/A << /S /URI /URI (x) /Next [<< /S /URI >> << /S /Launch /F (a.hta) >>] >>"),
            ["active"],
            id="click-on-a-program-among-others",
        ),
        pytest.param(annotated(b"/A << /S /URI /URI (x) /Next [<< /S /URI >> << /S /GoTo >>] >>"), [], id="links"),
        pytest.param(annotated(b"/A << /S /Launch /Win << /F (a.exe) >> /F (a.pdf) >>"), ["active"],
                     id="click-on-two-things"),
        pytest.param(annotated(b"/A << /S /Launch /F << /F (a.pdf) /UF (a.com) >> >>"), ["active"],
                     id="click-on-two-names"),
        pytest.param(annotated(b"/A << /S /GoToR /F (other.pdf) /D [0] >>"), [], id="link-to-a-file"),
        pytest.param(annotated(b"/AA << /K << /S /JavaScript /JS (AFNumber_Keystroke) >> >>"), [], id="form"),
        pytest.param(paged(b"/Annots 7"), [], id="nonsense"),
        pytest.param(paged(b"/Annots [999 0 R null 100 0 R] /AA [1]", b"<< /A [1] /AA (x) >>"), [], id="more-nonsense"),
    ],
)  # fmt: skip
def test_a_pdf_that_does_something_when_a_page_is_shown_or_clicked_is_named(
    content: bytes, problems: list[str]
) -> None:
    assert kinds(content) == problems
    assert read_file(content, "").glance is not None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "cmd.exe",
            "command.com",
            "calc",
            "a.py",
            "a.docm",
            "a.xlsm",
            "a.msp",
            "a.application",
            "a.settingcontent-ms",
        ),
        *(
            "a.docx.exe",
            "a.docx ",
            "a.exe.",
            "docx",
            ".docx",
            "a.pdf\\000.exe",
            "cmd.exe /c a.docx",
            "a.html",
            "a.zip",
            "",
        ),
    ],
)
def test_a_click_that_launches_what_is_no_document_is_named(name: str) -> None:
    assert kinds(launching(name)) == ["active"]


@pytest.mark.parametrize(
    "name", ["a.pdf", "A.DOCX", "../annex/On avatars v1.2 final.doc", "C|/a b/fig. 3.PNG", "a.xlsx", "a.pptx", "x.odt"]
)
def test_a_click_that_opens_a_document_passes(name: str) -> None:
    assert kinds(launching(name)) == []


def test_text_pages_and_author_are_read() -> None:
    found = read_file(pdf(PLAIN, [(12, "two")], [(12, "three")], [(12, "four")], author="Ada Example"), "").glance
    assert found is not None
    assert (found.author, found.pages, found.words) == ("Ada Example", 4, 11)
    assert found.text.splitlines() == [TITLE[1], "To: ITU-T JCA-MV", "For action", "two", "three"]


def test_the_text_is_at_most_4000_characters() -> None:
    found = read_file(pdf([(12, "word " * 300)] * 9), "").glance
    assert found is not None
    assert (len(found.text), found.words) == (4000, 2700)


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_password_is_told_from_a_protection_that_opens(algorithm: str) -> None:
    assert kinds(locked("secret", algorithm)) == ["password"]
    found = read_file(locked("", algorithm), "")
    assert (found.problems, found.glance and found.glance.title) == ((), TITLE[1])


@pytest.mark.parametrize(
    ("content", "problems", "read"),
    [
        pytest.param(b"%PDF-1.7\n" + b"x" * 5000, ["unreadable"], False, id="A11-nothing-behind-the-head"),
        pytest.param(pdf(PLAIN)[:500], ["unreadable"], False, id="A11-cut"),
        pytest.param(pdf(PLAIN).removesuffix(b"%%EOF\n"), [], True, id="end-mark-lost"),
        pytest.param(b"\xef\xbb\xbf \r\n" + pdf(PLAIN), [], True, id="bytes-before"),
        pytest.param(pdf(PLAIN) + bytes(3000), [], True, id="zeros-behind"),
        pytest.param(pdf(PLAIN).replace(b"startxref\n", b"startxref\n9"), [], True, id="wrong-place-of-the-table"),
        pytest.param(pdf_of({1: b"<< /Type /Catalog >>", 4: b"<< >>"}), [], False, id="no-pages-is-held"),
    ],
)
def test_a_damaged_one_is_told_from_one_that_a_person_can_open(
    content: bytes, problems: list[str], *, read: bool
) -> None:
    found = read_file(content, "")
    assert ([one.kind for one in found.problems], found.glance is not None) == (problems, read)


SCALED = (
    b"BT /F 1 Tf 10 0 0 10 72 700 Tm (body of the text) Tj ET "
    b"q 2 0 0 2 0 0 cm BT /F 12 Tf 1 0 0 1 36 300 Tm (On avatars) Tj ET Q "
    b"BT /F 90 Tf .7 .7 -.7 .7 100 100 Tm (CONFIDENTIAL) Tj ET"
)


def test_letters_count_as_large_as_they_are_shown_and_a_watermark_is_no_title() -> None:
    found = read_file(pdf([], more={11: pdf_stream(SCALED)}), "").glance
    assert found is not None
    assert found.title == "On avatars"


def page(contents: bytes, resources: bytes = b"/Font << /F 3 0 R >>") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /Contents %s /Resources << %s >> >>" % (contents, resources)


def nested_forms(depth: int) -> dict[int, bytes]:
    """Each form draws the next one ten times."""
    entries = b"/Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R >> >>"
    return {100 + n: pdf_stream(b"/X Do " * 10, entries % (101 + n)) for n in range(depth)}


BOMB = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
DEEP = b"[" * 100_000 + b"]" * 100_000
HOSTILE = {
    "kids-of-themselves": {2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"},
    "page-tree-of-100k": {2: b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"10 0 R " * 100_000)},
    "flate-bomb": {
        11: b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(BOMB), BOMB)
    },
    "forms-in-forms": {10: page(b"11 0 R", b"/XObject << /X 100 0 R >>"), 11: pdf_stream(b"/X Do"), **nested_forms(12)},
    "deep-array": {10: page(DEEP)},
    "deep-content": {11: pdf_stream(DEEP)},
    "million-operations": {11: pdf_stream(b"1 0 0 1 72 720 Tm " * 1_000_000)},
    "million-strings": {11: pdf_stream(b"BT /F 12 Tf " + b"(a) Tj " * 1_000_000)},
    "javascript": {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"},
    "remote-action": {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://127.0.0.1/) >> >>"},
    "embedded-file": {
        1: b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 100 0 R] >> >> >>",
        100: b"<< /Type /Filespec /F (a.exe) /EF << /F 101 0 R >> >>",
        101: pdf_stream(b"MZ"),
    },
    "external-stream": {11: b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"},
}


# the bound may strike while an object is being destroyed: that exception is lost, and another follows
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_page_that_takes_too_long_does_not_cost_the_others() -> None:
    endless = pdf_stream(b"BT /F 12 Tf " + b"(a) Tj " * 400_000)
    found = read_file(pdf(PLAIN, [(12, "two")], [(12, "three")], more={13: endless}), "").glance
    assert found is not None
    assert (found.title, found.text.splitlines()[-1]) == (TITLE[1], "three")


# the bound may strike while an object is being destroyed: that exception is lost, and another follows
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("objects", [pytest.param(one, id=name) for name, one in HOSTILE.items()])
def test_a_hostile_one_costs_no_more_than_a_glance(objects: dict[int, bytes]) -> None:
    content = pdf(PLAIN, more=objects)
    started = time.process_time()
    found = read_file(content, "")
    assert time.process_time() - started < 12
    assert (found.filetype, {one.kind for one in found.problems} - {"active"}) == ("pdf", set())
    assert found.word is None
