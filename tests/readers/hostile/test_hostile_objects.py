"""A28, A29: objects of other programs inside a document, judged by their bytes; pictures are never decoded."""

import struct
from collections.abc import Callable, Mapping

import pytest

from intake.demo.compounds import compound_file
from tests.readers.build import RELATION, archive, contribution, members, p, relationships, told
from tests.readers.others import pdf, pdf_of

_OFFICE = "0000-0000-C000-000000000046"
EXCEL, EQUATION, VISIO, PACKAGER = (f"{one}-{_OFFICE}" for one in ("00020820", "0002CE02", "00021A14", "0003000C"))
LINK, BROWSER = f"00000300-{_OFFICE}", "8856F961-340A-11D0-A96B-00C04FD705A2"


def active(what: str) -> list[tuple[str, object]]:
    return [("active", what)]


def embedding(content: bytes, progid: str = "", *, kind: str = "oleObject", name: str = "oleObject1.bin") -> bytes:
    """A document in which an object of these bytes is embedded under this ProgID."""
    shape = (
        f'<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="{RELATION}" '
        f'Type="Embed" ProgID="{progid}" r:id="r1"/></w:object></w:r></w:p>'
    )
    body = p("x") + (shape if progid else "")
    more: Mapping[str, str | bytes] = {f"word/embeddings/{name}": content}
    return archive(members(body, links=[(kind, f"embeddings/{name}", "")], more=more))


def book(**more: str | bytes) -> bytes:
    types = '<Types><Override PartName="/xl/workbook.xml" ContentType="x"/></Types>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": types, "xl/workbook.xml": "<x/>", "xl/x.bin": bytes(4096)}
    return archive({**parts, **more}, stored=True)


NATIVE = struct.pack("<L", 40) + b"\x02\x00run.exe\0C:\\run.exe\0"
BITMAP = struct.pack("<L", 40) + b"BM" + bytes(30)
PROGRAM = b"MZ\x90\x00" + bytes(120) + b"This program cannot be run in DOS mode." + bytes(500)
COMP_OBJ = bytes(28) + b"\x05\0\0\0Name\0" + b"\0\0\0\0" + b"\x0e\0\0\0Excel.Sheet.8\0"


@pytest.mark.parametrize(
    ("content", "progid", "name"),
    [
        pytest.param(compound_file({"Equation Native": b"x"}, clsid=EQUATION), "Equation.3", "Equation.3", id="A28-eq"),
        pytest.param(compound_file({"Equation Native": b"x"}), "Equation.DSMT4", "Equation.DSMT4", id="A28-mathtype"),
        pytest.param(compound_file({"Workbook": b"x"}, clsid=EXCEL), "Excel.Sheet.8", "Excel.Sheet.8", id="A28-excel"),
        pytest.param(compound_file({"Workbook": b"x"}, clsid=EXCEL), "Excel.Chart.8", "Excel.Chart.8", id="A28-chart"),
        pytest.param(compound_file({"x": b"x"}, clsid=VISIO), "", "Visio.Drawing.11", id="A28-by-class"),
        pytest.param(compound_file({"\x01CompObj": COMP_OBJ}), "", "Excel.Sheet.8", id="A28-by-its-description"),
        pytest.param(compound_file({"PowerPoint Document": b"x"}), "", "PowerPoint.Show.8", id="A28-by-its-streams"),
        pytest.param(compound_file({"x": b"x"}), "MSGraph.Chart.8", "MSGraph.Chart.8", id="A28-graph"),
        pytest.param(compound_file({"x": b"x"}), "Word.Picture.8", "Word.Picture.8", id="A28-word-picture"),
        pytest.param(compound_file({"x": b"x"}), "opendocument.CalcDocument.1", "opendocument.CalcDocument.1",
                     id="A28-libreoffice"),
        pytest.param(compound_file({"\x01Ole10Native": BITMAP}), "PBrush", "PBrush", id="A28-paintbrush"),
        pytest.param(compound_file({"CONTENTS": b"%PDF-1.4"}), "AcroExch.Document.7", "AcroExch.Document.7",
                     id="A28-pdf-in-a-compound-file"),
        pytest.param(b"%PDF-1.7\n%", "", "AcroExch.Document", id="A28-pdf"),
        pytest.param(compound_file({"Package": book()}), "Excel.Sheet.12", "Excel.Sheet.12", id="A28-wrapped-workbook"),
        pytest.param(contribution(), "Word.Document.12", "Word.Document.12", id="A28-document"),
        pytest.param(book(), "", "Excel.Sheet.12", id="A28-workbook"),
        pytest.param(archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, stored=True), "",
                     "opendocument", id="A28-open-document"),
    ],
)  # fmt: skip
def test_objects_of_known_kinds_are_told_and_pass(content: bytes, progid: str, name: str) -> None:
    assert told(embedding(content, progid)) == [("embedded", (name,))]


@pytest.mark.parametrize(
    ("content", "progid", "what"),
    [
        pytest.param(compound_file({"\x01Ole10Native": NATIVE}), "Package", "package", id="A28-package"),
        pytest.param(compound_file({"\x01Ole10Native": NATIVE}), "Excel.Sheet.8", "package",
                     id="A28-package-in-disguise"),
        pytest.param(compound_file({"x": b"x"}, clsid=PACKAGER), "", "package", id="A28-package-by-class"),
        pytest.param(compound_file({"Workbook": b"x", "MBD1/x": b"x"}, clsid=EXCEL, classes={"MBD1": PACKAGER}),
                     "Excel.Sheet.8", "package", id="A28-package-in-an-object"),
        pytest.param(compound_file({"PACKAGE": book(**{"xl/vbaProject.bin": b"x"})}), "Excel.Sheet.12", "script",
                     id="A28-macros-in-other-letters"),
        pytest.param(compound_file({"WordDocument": b"x", "ObjectPool/_1/\x01Ole10Native": NATIVE}), "Word.Document.8",
                     "package", id="A28-package-in-an-object"),
        pytest.param(compound_file({"Workbook": b"x", "_VBA_PROJECT_CUR/VBA/dir": b"x"}), "Excel.Sheet.8", "script",
                     id="A28-macros"),
        pytest.param(book(**{"xl/vbaProject.bin": b"x"}), "Excel.Sheet.12", "script", id="A28-macros-in-a-workbook"),
        pytest.param(compound_file({"Package": book(**{"xl/vbaProject.bin": b"x"})}), "Excel.Sheet.12", "script",
                     id="A28-macros-in-a-wrapped-workbook"),
        pytest.param(compound_file({"\x01Ole": b"\1\0\0\2\1\0\0\0"}), "Word.Document.8", "remote-object",
                     id="A28-link"),
        pytest.param(compound_file({"x": b"x"}, clsid=LINK), "Word.Document.8", "remote-object",
                     id="A28-link-by-class"),
        pytest.param(compound_file({"x": b"x"}, clsid=BROWSER), "", "activex", id="A28-browser"),
        pytest.param(PROGRAM, "", "script", id="A28-exe"),
        pytest.param(b"L\0\0\0\x01\x14\x02\0" + bytes(100), "", "script", id="A28-shortcut"),
        pytest.param(b"<html><script>x</script></html>", "", "script", id="A28-html"),
        pytest.param(b'var s = new ActiveXObject("WScript.Shell");', "", "script", id="A28-javascript"),
        pytest.param(b"\x07\x01\x02unheard of", "", "unknown-object", id="A28-unknown-bin"),
        pytest.param(b"\x07\x01\x02unheard of", "Excel.Sheet.8", "unknown-object", id="A28-name-that-lies"),
        pytest.param(compound_file({"x": b"x"}), "Unheard.Of.1", "unknown-object", id="A28-unknown-program"),
        pytest.param(compound_file({"x": b"x"})[:700], "Excel.Sheet.8", "unknown-object", id="A28-cut-object"),
        pytest.param(archive({"a.txt": "x"}), "", "unknown-object", id="A28-archive"),
        pytest.param(b"{\\rtf1 x}", "", "unknown-object", id="A28-rtf"),
    ],
)  # fmt: skip
def test_objects_that_could_act_are_named(content: bytes, progid: str, what: str) -> None:
    assert told(embedding(content, progid)) == active(what)


@pytest.mark.parametrize(
    ("kind", "more", "what"),
    [
        pytest.param("aFChunk", {"word/x.htm": "<html/>"}, "alt-chunk", id="A28-chunk-inside"),
        pytest.param("control", {"word/x.htm": "<x/>"}, "activex", id="A28-control"),
        pytest.param("image", {"word/x.htm": PROGRAM}, "script", id="A28-program-as-picture"),
    ],
)
def test_parts_that_could_act_are_named(kind: str, more: Mapping[str, str | bytes], what: str) -> None:
    assert told(archive(members(p("x"), links=[(kind, "x.htm", "")], more=more))) == active(what)


RUN = pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert) >> >>",
              2: b"<< /Type /Pages /Kids [] /Count 0 >>", 4: b"<< >>"})  # fmt: skip
CLICKED = pdf([(12, "x")], more={100: b"<< /S /Launch /F (cmd.exe) >>"}).replace(
    b"/Type /Page ", b"/Annots [<</A 100 0 R>>] /Type /Page "
)
LOCKED = pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>", 4: b"<< >>",
                 5: b"<< /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >>"},
                b"/Encrypt 5 0 R /ID [(a) (a)]")  # fmt: skip


@pytest.mark.parametrize("inside", [lambda one: one, lambda one: compound_file({"CONTENTS": one})], ids=["part", "ole"])
@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(RUN, active("script"), id="script"),
        pytest.param(CLICKED, active("script"), id="program-on-a-click"),
        pytest.param(LOCKED, active("unknown-object"), id="password"),
        pytest.param(pdf([(12, "x")]), [("embedded", ("AcroExch.Document.7",))], id="plain"),
        pytest.param(b"%PDF-1.7 " + bytes(99), [("embedded", ("AcroExch.Document.7",))], id="damaged"),
    ],
)
def test_a_pdf_in_a_document_is_asked_what_it_would_do_a28(
    inside: Callable[[bytes], bytes], content: bytes, problems: list[tuple[str, object]]
) -> None:
    assert told(embedding(inside(content), "AcroExch.Document.7")) == problems


def test_a_pdf_in_a_document_in_a_document_counts_too_a28() -> None:
    assert told(embedding(embedding(RUN, "AcroExch.Document.7"), "Word.Document.12")) == active("script")


def test_a_control_in_the_text_is_named_a28() -> None:
    assert told(archive(members("<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>"))) == active("activex")


def test_the_workbook_of_a_chart_is_part_of_the_chart_a28() -> None:
    def charted(content: bytes) -> bytes:
        rels = relationships([(f"{RELATION}/package", "../embeddings/b.xlsx", "")])
        more: dict[str, str | bytes] = {"word/charts/_rels/chart1.xml.rels": rels, "word/embeddings/b.xlsx": content}
        return archive({**members(p("x")), **more})

    assert told(charted(book())) == []
    assert told(charted(book(**{"xl/vbaProject.bin": b"x"}))) == active("script")


def huge_png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L4s2L5B", 13, b"IHDR", 50_000, 50_000, 8, 6, 0, 0, 0) + bytes(100)


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(huge_png(), id="A29-50000-pixels"),
        pytest.param(b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60_000), id="A29-emf"),
        pytest.param(b"\xd7\xcd\xc6\x9a" + bytes(60_000), id="A29-wmf"),
        pytest.param(b"\x89PNG\r\n\x1a\nno picture at all", id="A29-broken"),
    ],
)
def test_pictures_are_never_decoded(picture: bytes) -> None:
    content = archive(
        members(p("x"), links=[("image", "media/image1.png", "")], more={"word/media/image1.png": picture})
    )
    assert told(content) == []
