"""A26 to A29: what inside a document could act on a reader's computer is named, and what people embed passes."""

import struct
from collections.abc import Mapping, Sequence

import pytest

from intake.domain.mail import Problem
from intake.readers.files import read_file
from tests.readers.build import W, archive, contribution, members, p, relationships
from tests.readers.compounds import compound_file

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "0000-0000-C000-000000000046"
EXCEL, EQUATION, VISIO, PACKAGER = (f"{one}-{_OFFICE}" for one in ("00020820", "0002CE02", "00021A14", "0003000C"))
LINK, BROWSER = f"00000300-{_OFFICE}", "8856F961-340A-11D0-A96B-00C04FD705A2"


def problems(content: bytes) -> list[tuple[str, object]]:
    found = read_file(content, "").problems
    assert all(isinstance(one, Problem) for one in found)
    return [(one.kind, one.facts.get("what", "")) for one in found]


def active(what: str) -> list[tuple[str, object]]:
    return [("active", what)] if what else []


def linking(kind: str, target: str, mode: str = "External", rels: str = "word/_rels/document.xml.rels") -> bytes:
    """A document with one more relationship, in this relationship part."""
    if rels == "word/_rels/document.xml.rels":
        return archive(members(p("x"), links=[(kind, target, mode)]))
    return archive({**members(p("x")), rels: relationships([(f"{_REL}/{kind}", target, mode)])})


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        pytest.param("attachedTemplate", "https://evil.example/x.dotm", "remote-template", id="A26-template-https"),
        pytest.param("attachedTemplate", "\\\\evil.example\\share\\x.dotm", "remote-template", id="A26-template-unc"),
        pytest.param("attachedTemplate", "file:///\\\\evil\\s\\x.dot", "remote-template", id="A26-template-file-unc"),
        pytest.param("attachedTemplate", "file://evil.example/x.dot", "remote-template", id="A26-template-file-host"),
        pytest.param("attachedTemplate", "file:////evil/s/x.dot", "remote-template", id="A26-template-four-slashes"),
        pytest.param("attachedTemplate", "%5C%5Cevil%5Cs%5Cx.dot", "remote-template", id="A26-template-escaped-unc"),
        pytest.param("attachedTemplate", "HTTPS://evil.example/x", "remote-template", id="A26-template-capitals"),
        pytest.param("attachedTemplate", "ms-word:ofe|u|http://x/", "remote-template", id="A26-template-own-scheme"),
        pytest.param("attachedTemplate", "file:///C:\\Users\\a\\x.dot", "", id="A26-template-on-a-drive"),
        pytest.param("attachedTemplate", "file:///C:/Program%20Files/x.dotm", "", id="A26-template-on-a-drive-as-uri"),
        pytest.param("attachedTemplate", "file://C:\\x.dot", "", id="A26-template-on-a-drive-two-slashes"),
        pytest.param("attachedTemplate", "file://localhost/Users/a/x.dotx", "", id="A26-template-on-this-host"),
        pytest.param("attachedTemplate", "file:///Users/a/x.dotx", "", id="A26-template-on-a-mac"),
        pytest.param("attachedTemplate", "C:\\x.dot", "", id="A26-template-drive-path"),
        pytest.param("attachedTemplate", "Normal.dotm", "", id="A26-template-by-name"),
        pytest.param("frame", "http://evil.example/", "remote-frame", id="A26-frame"),
        pytest.param("subDocument", "http://evil.example/b.docx", "sub-document", id="A26-sub-document"),
        pytest.param("subDocument", "chapter2.docx", "", id="A26-sub-document-beside-it"),
        pytest.param("oleObject", "mhtml:http://evil.example/x.html!x", "remote-object", id="A26-object-mhtml"),
        pytest.param("oleObject", "https://evil.example/x.rtf", "remote-object", id="A26-object-https"),
        pytest.param("oleObject", "file:///C:\\book.xls", "", id="A26-object-on-a-drive"),
        pytest.param("aFChunk", "http://evil.example/x.html", "alt-chunk", id="A26-chunk"),
        pytest.param("somethingNew", "http://evil.example/", "remote-object", id="A26-unknown-kind"),
        pytest.param("hyperlink", "https://www.itu.int/", "", id="A26-hyperlink"),
        pytest.param("hyperlink", "\\\\server\\share\\x.docx", "", id="A26-hyperlink-to-a-share"),
    ],
)
def test_links_that_a_computer_would_follow_are_named(kind: str, target: str, what: str) -> None:
    assert problems(linking(kind, target)) == active(what)


@pytest.mark.parametrize(
    "rels",
    [
        "word/_rels/settings.xml.rels", "word/_rels/header1.xml.rels", "word/_rels/webSettings.xml.rels",
        "word/charts/_rels/chart1.xml.rels", "customXml/_rels/item1.xml.rels", "_rels/.rels", "WORD/_RELS/x.xml.RELS",
    ],
)  # fmt: skip
def test_links_count_in_every_relationship_part_a26(rels: str) -> None:
    content = {**members(p("x")), rels: relationships([(f"{_REL}/oleObject", "http://evil.example/x", "External")])}
    if rels == "_rels/.rels":
        both = [
            (f"{_REL}/officeDocument", "word/document.xml", ""),
            (f"{_REL}/oleObject", "http://e.example", "External"),
        ]
        content[rels] = relationships(both)
    assert problems(archive(content)) == active("remote-object")


def test_an_address_is_outside_whatever_the_mode_says_a26() -> None:
    assert problems(linking("attachedTemplate", "http://evil.example/x.dotm", "")) == active("remote-template")


def test_a_linked_picture_is_told_and_never_fetched_a26() -> None:
    for target in ("https://tracker.example/1.png", "file:///C:\\logo.png"):
        assert problems(linking("image", target)) == [("linked-picture", "")]


def fields(*runs: str) -> str:
    """A complex field whose code is split over these runs, each a text or XML."""
    pieces = "".join(one if one.startswith("<") else f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in runs)
    return f"{char('begin')}{pieces}{char('separate')}<w:r><w:t>shown</w:t></w:r>{char('end')}"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def quoted(*parts: str) -> str:
    return f"<w:p>{fields(*parts)}</w:p>"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        pytest.param(quoted(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'), "dde", id="A27-ddeauto"),
        pytest.param(quoted("DD", "E", "AUTO", " x y"), "dde", id="A27-split-over-runs"),
        pytest.param(quoted(" dde excel x"), "dde", id="A27-small-letters"),
        pytest.param(quoted(fields(" QUOTE 1 "), " DDE x"), "", id="A27-a-name-made-of-shown-text-is-no-dde"),
        pytest.param(quoted(" IF 1=1 ", fields(" DDEAUTO x y "), ' "b"'), "dde", id="A27-nested"),
        pytest.param(f"<w:p>{char('begin')}<w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>", "dde",
                     id="A27-never-closed"),
        pytest.param('<w:p><w:fldSimple w:instr="DDEAUTO x y"/></w:p>', "dde", id="A27-simple-field"),
        pytest.param(quoted(' INCLUDETEXT "https://evil.example/x.docx"'), "include", id="A27-include-text"),
        pytest.param(quoted(' INCLUDEPICTURE "http://e.example/1.png" \\d'), "include", id="A27-include-picture"),
        pytest.param(quoted(' INCLUDEPICTURE "\\\\\\\\evil\\\\s\\\\1.png"'), "include", id="A27-include-unc"),
        pytest.param(quoted(" INCLUDE http://evil.example/x"), "include", id="A27-include-bare"),
        pytest.param(quoted(" LINK Excel.Sheet.8 \\\\\\\\evil\\\\s\\\\b.xls R1C1 \\a"), "include", id="A27-link-unc"),
        pytest.param(quoted(' INCLUDEPICTURE "C:\\\\logo.png" \\* MERGEFORMAT'), "", id="A27-include-from-a-drive"),
        pytest.param(quoted(' LINK Excel.Sheet.8 "C:\\\\b.xls" "" \\a \\f 0 \\p'), "", id="A27-link-to-a-drive"),
        pytest.param(quoted(' HYPERLINK "https://www.itu.int"'), "", id="A27-hyperlink"),
        pytest.param(quoted(" PAGE \\* MERGEFORMAT"), "", id="A27-page"),
        pytest.param(quoted(" MACROBUTTON NoMacro [click here]"), "", id="A27-click-here"),
        pytest.param(p('DDEAUTO c:\\cmd.exe, INCLUDETEXT "http://evil.example"'), "", id="A27-plain-text"),
    ],
)  # fmt: skip
def test_field_codes_are_read_and_plain_text_is_not(body: str, what: str) -> None:
    assert problems(archive(members(body))) == active(what)


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes", "comments"])
def test_fields_count_wherever_text_stands_a27(kind: str) -> None:
    inner = f'<w:{kind} xmlns:w="{W}"><w:comment>{quoted("DDEAUTO x")}</w:comment></w:{kind}>'
    content = members(p("x"), links=[(kind, f"{kind}.xml", "")], more={f"word/{kind}.xml": inner})
    assert problems(archive(content)) == active("dde")


def test_fields_count_in_a_strict_document_a27() -> None:
    assert problems(archive(members(quoted("DDEAUTO x"), strict=True))) == active("dde")


def embedding(content: bytes, progid: str = "", *, kind: str = "oleObject", name: str = "oleObject1.bin") -> bytes:
    """A document in which an object of these bytes is embedded under this ProgID."""
    shape = (
        f'<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="{_REL}" '
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
    assert problems(embedding(content, progid)) == [("embedded", (name,))]


@pytest.mark.parametrize(
    ("content", "progid", "what"),
    [
        pytest.param(compound_file({"\x01Ole10Native": NATIVE}), "Package", "package", id="A28-package"),
        pytest.param(compound_file({"\x01Ole10Native": NATIVE}), "Excel.Sheet.8", "package",
                     id="A28-package-in-disguise"),
        pytest.param(compound_file({"x": b"x"}, clsid=PACKAGER), "", "package", id="A28-package-by-class"),
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
    assert problems(embedding(content, progid)) == active(what)


@pytest.mark.parametrize(
    ("kind", "more", "what"),
    [
        pytest.param("aFChunk", {"word/x.htm": "<html/>"}, "alt-chunk", id="A28-chunk-inside"),
        pytest.param("control", {"word/x.htm": "<x/>"}, "activex", id="A28-control"),
        pytest.param("image", {"word/x.htm": PROGRAM}, "script", id="A28-program-as-picture"),
    ],
)
def test_parts_that_could_act_are_named(kind: str, more: Mapping[str, str | bytes], what: str) -> None:
    assert problems(archive(members(p("x"), links=[(kind, "x.htm", "")], more=more))) == active(what)


def test_a_control_in_the_text_is_named_a28() -> None:
    assert problems(archive(members("<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>"))) == active("activex")


def test_the_workbook_of_a_chart_is_part_of_the_chart_a28() -> None:
    def charted(content: bytes) -> bytes:
        rels = relationships([(f"{_REL}/package", "../embeddings/b.xlsx", "")])
        more: dict[str, str | bytes] = {"word/charts/_rels/chart1.xml.rels": rels, "word/embeddings/b.xlsx": content}
        return archive({**members(p("x")), **more})

    assert problems(charted(book())) == []
    assert problems(charted(book(**{"xl/vbaProject.bin": b"x"}))) == active("script")


def test_everything_is_told_once_and_at_once() -> None:
    links: Sequence[tuple[str, str, str]] = [
        ("attachedTemplate", "http://a.example", "External"),
        ("attachedTemplate", "http://b.example", "External"),
        ("image", "http://c.example", "External"),
    ]
    content = archive(members(quoted("DDE x") + quoted("DDE y"), links=links))
    assert problems(content) == [("active", "remote-template"), ("linked-picture", ""), ("active", "dde")]
    assert [one.at for one in read_file(content, "").problems] == ["word/document.xml", "", "word/document.xml"]


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
    assert problems(content) == []
