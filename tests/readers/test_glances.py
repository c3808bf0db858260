"""A glance at presentations and at documents of older or other programs."""

import io
import struct
import zipfile
from itertools import pairwise

import pytest

from intake.demo.compounds import compound_file
from intake.domain.document import Glance
from intake.domain.mail import Problem
from intake.readers.files import read_file
from tests.readers.build import RELATION, archive, relationships
from tests.readers.others import doc, odt, pptx, slide, summary

FIRST = slide(("ctrTitle", "On avatars", 4400), ("subTitle", "Ada Example", 0))
SECOND = slide(("title", "Second", 0), ("body", "Some words", 1800))
MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
TITLED = '<style:style style:name="P1" style:parent-style-name="Title"/>'
TEXT = "<text:p>To:<text:tab/>JCA-MV</text:p><text:p>a<text:s/>b<text:note>n</text:note>c</text:p>"
STATED = '<dc:title>Meta</dc:title><dc:creator>Ada</dc:creator><meta:document-statistic meta:page-count="3"/>'


def glanced(content: bytes) -> Glance:
    found = read_file(content, "")
    assert found.problems == ()
    assert found.glance is not None
    return found.glance


@pytest.mark.parametrize(
    ("content", "title"),
    [
        pytest.param(pptx(FIRST, SECOND, title="Stated"), "On avatars", id="title-placeholder"),
        pytest.param(pptx(SECOND, FIRST, order=[2, 1]), "On avatars", id="order-of-the-presentation"),
        pytest.param(pptx(slide(("", "small", 1200), ("", "Large", 3200))), "Large", id="largest-letters"),
        pytest.param(pptx(slide(("", "one", 0), ("", "two", 0)), title="Stated"), "Stated", id="all-of-one-size"),
        pytest.param(pptx(slide(("title", " ", 0)), title="PowerPoint Presentation"), "", id="made-up-title"),
        pytest.param(pptx(title="Stated"), "Stated", id="no-slides"),
    ],
)
def test_the_title_of_a_presentation(content: bytes, title: str) -> None:
    assert glanced(content).title == title


def test_the_text_of_a_presentation() -> None:
    found = glanced(pptx(FIRST, SECOND, creator="Ada"))
    assert found == Glance("On avatars", "Ada", "On avatars\nAda Example\nSecond\nSome words", 2, 7)


def acting(action: str) -> str:
    """A slide on which the pointer does this."""
    return FIRST.replace("<a:t>", f'<a:hlinkMouseOver action="{action}"/><a:t>')


def linked(kind: str, target: str, mode: str = "External", more: bytes = b"x") -> bytes:
    """A presentation whose first slide has this relationship."""
    rels = relationships([(f"{RELATION}/{kind}", target, mode)])
    return pptx(FIRST, more={"ppt/slides/_rels/slide1.xml.rels": rels, "ppt/slides/x.bin": more})


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(pptx(FIRST, main_type=MACROS), ["macros"], id="A15-pptm"),
        pytest.param(pptx(FIRST, more={"ppt/vbaProject.bin": b"x"}), ["macros"], id="A15-pptm-as-pptx"),
        pytest.param(linked("oleObject", "https://evil.example/x"), ["active"], id="A26-object-elsewhere"),
        pytest.param(linked("vbaProject", "x.bin", ""), ["macros"], id="A15-macros-of-another-name"),
        pytest.param(linked("package", "x.bin", ""), [], id="A28-object-of-unknown-kind"),
        pytest.param(linked("image", "x.bin", "", more=b"MZ This program"), ["active"], id="A28-program-as-picture"),
        pytest.param(linked("hyperlink", "https://www.itu.int/"), [], id="A26-hyperlink"),
        pytest.param(pptx(acting("ppaction://program")), ["active"], id="A28-program-under-the-pointer"),
        pytest.param(pptx(acting("ppaction&#58;//program")), ["active"], id="A28-program-in-other-letters"),
        pytest.param(pptx(acting("PPAction://Program")), ["active"], id="A28-program-in-capitals"),
        pytest.param(pptx(acting("ppaction://program").encode("utf-16")), ["active"], id="A28-program-in-utf-16"),
        pytest.param(
            linked("notesSlide", "x.bin", "", more=acting("ppaction&#58;//program").encode()),
            ["active"],
            id="A28-program-in-notes-of-another-ending",
        ),
        pytest.param(pptx(acting("ppaction://hlinkshowjump?jump=nextslide")), [], id="jump"),
        pytest.param(pptx(FIRST.replace("<a:t>", "<a:t>ppaction://program action ")), [], id="words-of-an-action"),
        pytest.param(pptx("<p:sld"), ["unreadable"], id="broken-slide"),
        pytest.param(pptx(FIRST, more={"ppt/slides/x.xml": "<!DOCTYPE a><a/>"}), ["container"], id="A23-doctype"),
        pytest.param(pptx(FIRST)[:-40], ["unreadable"], id="A11-cut"),
    ],
)
def test_what_is_wrong_with_a_presentation(content: bytes, problems: list[str]) -> None:
    found = read_file(content, "")
    assert (found.filetype, [one.kind for one in found.problems]) == ("pptx", problems)


def test_the_text_of_an_open_document() -> None:
    body = f'<text:h text:style-name="P1">On avatars</text:h>{TEXT}<text:tracked-changes>x</text:tracked-changes>'
    found = glanced(odt(body, styles=TITLED, meta=STATED))
    assert found == Glance("On avatars", "Ada", "On avatars\nTo: JCA-MV\na bc", 3, 6)
    assert glanced(odt(TEXT, meta=STATED)).title == "Meta"


FORMULA = '<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd"><math:math/>'


def test_an_open_document_with_a_formula_and_its_type_behind_the_text() -> None:
    members = zipfile.ZipFile(io.BytesIO(odt(TEXT, more={"Object 1/content.xml": FORMULA})))
    turned = archive({name: members.read(name) for name in reversed(members.namelist())})
    found = read_file(turned, "")
    assert (found.filetype, found.problems) == ("odt", ())
    assert found.glance is not None
    assert found.glance.text.startswith("To: JCA-MV")


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(odt(TEXT, more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), ["password"], id="A12"),
        pytest.param(odt("<text:p>"), ["unreadable"], id="broken"),
        pytest.param(odt(TEXT)[:-30], ["unreadable"], id="A11-cut"),
        pytest.param(odt(TEXT, more={"Object 1/content.xml": "<!DOCTYPE a><a/>"}), ["container"], id="A23-doctype"),
        pytest.param(odt(TEXT, more={"../x": b"x"}), ["container"], id="A21-dot-dot"),
        pytest.param(archive({"mimetype": b"application/epub+zip", "a.xhtml": b"x"}, stored=True), [], id="epub"),
    ],
)
def test_what_is_wrong_with_an_open_document(content: bytes, problems: list[str]) -> None:
    found = read_file(content, "")
    assert [one.kind for one in found.problems] == problems
    assert (found.glance, found.filetype) == (None, "odt" if problems else "other")


FIELDS = "a\x13 PAGEREF \x13 QUOTE x \x14 y\x15 \x14 shown\x15 b\r"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(doc("Привет 文稿\r", b"caf\xe9\r"), "Привет 文稿\ncafé", id="pieces-of-both-widths"),
        pytest.param(doc(b"Source:\x07IEEE\x07\x07Title:\x07x\x07\x07"), "Source:\nIEEE\nTitle:\nx", id="cells"),
        pytest.param(doc(FIELDS), "a shown b", id="fields-show-their-result"),
        pytest.param(doc("no\x1ebreak so\x1fft\x0bline\x01\x08\r"), "no-break soft line", id="signs"),
        pytest.param(doc("main\r", "footnote\r", length=5), "main", id="only-the-main-part"),
        pytest.param(doc("main\r", length=0xFFFFFFFF), "main", id="length-lies"),
        pytest.param(doc("main\r", clx=0), "", id="no-pieces"),
        pytest.param(doc("main\r", clx=0xFFFFFFFF), "main", id="table-lies"),
        pytest.param(doc("main\r", ident=0), "", id="other-stream"),
    ],
)
def test_the_text_of_an_older_word_document(content: bytes, text: str) -> None:
    found = read_file(content, "")
    assert (found.filetype, found.problems) == ("doc", ())
    assert glanced(content).text == text


def word_6() -> bytes:
    text = b"Liaison statement\r"
    head = struct.pack("<2H", 0xA5DC, 101) + bytes(20) + struct.pack("<2L", 1024, 1024 + len(text))
    return compound_file({"WordDocument": head.ljust(1024, b"\0") + text})


def test_the_text_of_a_word_95_document() -> None:
    assert glanced(word_6()).text == "Liaison statement"


@pytest.mark.parametrize(
    ("stated", "title", "author", "pages"),
    [
        pytest.param(summary("On avatars", "Ada", 7), "On avatars", "Ada", 7, id="western"),
        pytest.param(summary("О мире", "Ада", charset="cp1251", page=1251), "О мире", "Ада", 0, id="cyrillic"),
        pytest.param(summary("元宇宙", "文", charset="utf-8", page=65001), "元宇宙", "文", 0, id="utf-8"),
        pytest.param(summary("Microsoft Word - a.doc"), "", "", 0, id="made-up"),
        pytest.param(b"\xfe\xff" + b"\xff" * 200, "", "", 0, id="nonsense"),
        pytest.param(b"", "", "", 0, id="none"),
    ],
)
def test_title_and_author_of_an_older_document(stated: bytes, title: str, author: str, pages: int) -> None:
    found = glanced(doc("x\r", summary=stated))
    assert (found.title, found.author, found.pages) == (title, author, pages)
    show = compound_file({"PowerPoint Document": b"x", **({"\x05SummaryInformation": stated} if stated else {})})
    assert (read_file(show, "").filetype, glanced(show).title) == ("ppt", title)


EQUATION = "0002CE02-0000-0000-C000-000000000046"
NATIVE = {"ObjectPool/_1/\x01Ole10Native": b"\x09\0\0\0\x02\0a.exe"}


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(doc("x", flags=0x0100), [("password", "")], id="A12-encrypted"),
        pytest.param(doc("x", more={"\x09DRMContent": b"x"}), [("label", "")], id="A12-label"),
        pytest.param(doc("x", more=NATIVE), [("active", "package")], id="A28-package"),
        pytest.param(doc("x", more={"ObjectPool/_1/\x01Ole10Native": b"\x09\0\0\0BM"}), [], id="A28-bitmap"),
        pytest.param(doc("x", more={"Macros/VBA/dir": b"x"}), [], id="macros-are-left-to-the-person-who-converts"),
        pytest.param(doc("x" * 9000)[:9000], [("unreadable", "")], id="A11-cut"),
        pytest.param(compound_file({"WordDocument": bytes(5000)})[:1500], [("unreadable", "")], id="A11-cut-early"),
        pytest.param(doc("x", flags=0x0200), [("unreadable", "")], id="table-stream-is-missing"),
    ],
)
def test_what_is_wrong_with_an_older_word_document(content: bytes, problems: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.facts.get("what", "")) for one in read_file(content, "").problems] == problems


def test_an_outlook_message_is_a_mail_that_is_not_opened() -> None:
    found = read_file(compound_file({"__properties_version1.0": b"x", "__substg1.0_0037001F": b"x"}), "")
    assert (found.filetype, found.problems, found.members) == ("mail", (), ())


OBJECT = struct.pack("<3L", 0x501, 2, 8) + b"Package\0" + bytes(40)
HEAD = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title On avatars}{\author Ada}{\company X}}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(rb"To:\tab JCA\par For {\b action}\par", "To: JCA\nFor action", id="words"),
        pytest.param(rb"caf\'e9 \u1055?\u-10179?\u-8690?\par", "café П😎", id="characters"),
        pytest.param(rb"\uc2\u1055\'3f\'3f\uc0\u1056 x", "ПРx", id="stand-ins"),
        pytest.param(rb"{\*\generator x}{\pict 00ff}{\header h}shown{\footnote n}", "shown", id="aside"),
        pytest.param(rb"a{\field{\*\fldinst HYPERLINK x}{\fldrslt b}}c", "abc", id="field"),
        pytest.param(rb"a\bin5 {}}}}b", "ab", id="binary"),
        pytest.param(b"a\\~b\\_c\\-d\\{\\}\\\\\\\ne", "a b-cd{}\\\ne", id="escapes"),
        pytest.param(rb"Source:\cell IEEE\cell\row", "Source:\nIEEE", id="cells"),
        pytest.param(rb"{\info{\author Ada}{\title On avatars}}a", "a", id="told-twice"),
    ],
)
def test_the_text_of_a_rich_text_file(body: bytes, text: str) -> None:
    found = glanced(HEAD + body + b"}")
    assert (found.title, found.author, found.text) == ("On avatars", "Ada", text)


def test_the_character_set_of_a_rich_text_file_counts() -> None:
    russian = rb"{\rtf1\ansi\ansicpg1251 " + b"".join(b"\\'%02x" % one for one in "Мир".encode("cp1251")) + b"}"
    assert glanced(russian).text == "Мир"


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        pytest.param(rb"{\object\objemb{\*\objclass Equation.3}{\*\objdata 00}}",
                     [("embedded", ("Equation.3",))], id="A28-known"),
        pytest.param(rb"{\object\objemb{\*\objclass Package}{\*\objdata 00}}",
                     [("active", "package"), ("active", "unknown-object")], id="A28-package"),
        pytest.param(rb"{\object\objemb{\*\objdata 00}}", [("active", "unknown-object")], id="A28-no-class"),
        pytest.param(rb"{\object\objautlink{\*\objclass Word.Document.8}{\*\objdata 00}}",
                     [("active", "remote-object"), ("embedded", ("Word.Document.8",))], id="A26-link"),
        pytest.param(rb"{\*\template http://x.example/a.dotm}", [("active", "remote-template")], id="A26-template"),
        pytest.param(rb"{\*\template \\\\x.example\\a.dotm}", [("active", "remote-template")], id="A26-template-unc"),
        pytest.param(rb"{\*\template  file://x.example/a.dotm}", [("active", "remote-template")],
                     id="A26-template-host"),
        pytest.param(rb"{\template FTP://x.example/a}", [("active", "remote-template")], id="A26-template-in-capitals"),
        pytest.param(rb"{\*\template C:\\a.dotm}", [], id="A26-own-template"),
        pytest.param(rb"{\*\template file:///C:/a.dotm}", [], id="A26-own-template-as-uri"),
        pytest.param(rb"{\*\template \\a.dotm}", [], id="A26-own-template-from-the-root"),
        pytest.param(rb"{\field{\*\fldinst DDEAUTO cmd}}", [("active", "dde")], id="A27-dde"),
        pytest.param(rb"{\field{\*\fldinst {DD}{\'45AUTO cmd}}}", [("active", "dde")], id="A27-dde-in-pieces"),
        pytest.param(rb"{\field\fldedit{\*\fldinst {\rtlch\af0 \ltrch  dde excel a b}}}", [("active", "dde")],
                     id="A27-dde-in-runs"),
        pytest.param(rb"{\field{\*\fldinst IF {\field{\*\fldinst DDE a b}}}}", [("active", "dde")],
                     id="A27-dde-in-a-field"),
        pytest.param(rb"{\field{\*\fldinst PAGE}{\fldrslt 1}} On DDE", [], id="A27-word-behind-a-field"),
        pytest.param(rb'{\field{\*\fldinst INCLUDETEXT "https://x.example/a"}}', [("active", "include")],
                     id="A27-include"),
        pytest.param(rb'{\field{\*\fldinst HYPERLINK "https://www.itu.int"}}', [], id="A27-hyperlink"),
        pytest.param(rb"{\*\template {\'68ttp://x.example/a.dotm}}", [("active", "remote-template")],
                     id="A26-template-in-pieces"),
        pytest.param(rb"{\object\objemb{\*\objclass Equation.3}{\*\objdata " + OBJECT.hex().encode() + rb"}}",
                     [("active", "package"), ("active", "unknown-object")], id="A28-package-under-another-name"),
    ],
)  # fmt: skip
def test_what_acts_in_a_rich_text_file(body: bytes, problems: list[tuple[str, object]]) -> None:
    found = read_file(HEAD + body + b"}", "").problems
    assert [(one.kind, one.facts.get("what", "")) for one in found] == problems


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(rb"some words\par " * 60_000, id="behind-more-text-than-is-read"),
        pytest.param(rb"\trowd\cellx1 {\f0\fs20 }\cell{\b }\cell\row " * 40_000, id="behind-many-tables"),
        pytest.param(b"{\\pict " + (b"00" * 64 + b"\n") * 20_000 + b"}", id="behind-a-picture"),
        pytest.param(rb"{\field{\*\fldinst PAGE}{\fldrslt 1}}" * 20_000, id="behind-many-fields"),
    ],
)
def test_a_field_counts_wherever_in_a_rich_text_file_it_stands_a27(before: bytes) -> None:
    late = rb"{\field{\*\fldinst {DD}{\'45AUTO cmd}}}"
    assert [one.facts["what"] for one in read_file(HEAD + before + late + b"}", "").problems] == ["dde"]
    assert read_file(HEAD + before + b"}", "").problems == ()


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(b"x" * 1_100_000, id="too-long"),
        pytest.param(b"{" * 1_100 + b"DDE x" + b"}" * 1_100, id="too-deep"),
        pytest.param(b"\\fldinst" * 200_000, id="field-in-field"),
    ],
)
def test_a_field_that_cannot_be_followed_is_held(field: bytes) -> None:
    found = read_file(HEAD + b"{\\field{\\*\\fldinst " + field + b"}}}", "").problems
    assert found[-1] == Problem("container", facts={"why": "limits"})


def test_a_rich_text_file_that_is_cut_is_damaged() -> None:
    whole = HEAD + rb"some {\b words}" + b"}"
    assert [[one.kind for one in read_file(whole[:-cut], "").problems] for cut in (3, 9)] == [["unreadable"]] * 2
    assert read_file(whole + b"\r\n\0", "").problems == ()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{\\rtf1" + b"{" * 1_000_000 + b"}", id="A24-deep-braces"),
        pytest.param(b"{\\rtf1 " + b"\\'e9" * 2_000_000 + b"}", id="A24-hex"),
        pytest.param(b"{\\rtf1" + b"\\objclass " * 500_000 + b"}", id="A24-classes"),
        pytest.param(b"{\\rtf1" + b"\\fldinst" * 500_000 + b"}", id="A24-fields"),
        pytest.param(doc("\x13" * 100_000 + "\x14" * 100_000 + "\x15" * 100_000), id="A24-fields-of-a-doc"),
        pytest.param(doc(*["x"] * 20_000), id="A24-pieces"),
        pytest.param(pptx(slide(*[("", "x", 1800)] * 20_000)), id="A24-shapes"),
        pytest.param(odt("<text:p>x</text:p>" * 100_000), id="A24-paragraphs"),
    ],
)
def test_a_large_one_costs_no_more_than_a_glance(content: bytes) -> None:
    found = read_file(content, "").glance
    assert found is None or len(found.text) <= 4000
    assert all(a or b for a, b in pairwise((found.text if found else "").splitlines()))
