"""The kind of a file is decided by its bytes, whatever its name says."""

import pytest

from intake.demo.compounds import compound_file
from intake.readers.files import read_file
from tests.readers.build import DOCX_MAIN, archive, contribution, members, p
from tests.readers.others import SXW, flat, sxw

_MAIN = DOCX_MAIN.removesuffix("document.main+xml")
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACRO_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
SPACES = "\x06DataSpaces/DataSpaceInfo"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SAVED_PAGE = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    b"This document is a Single File Web Page.\r\n--x\r\nContent-Type: text/html\r\n\r\n<html></html>"
)
XML_PACKAGE = b"http://schemas.microsoft.com/office/2006/xmlPackage"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


WORDPERFECT = b"\xffWPC\x10\0\0\0\x01\x0a\x02\1" + bytes(99)
PAGES = b"\0\x30\0\0\x2e\x1c\x0a\x08\x01\x12\x06\x08\x90\x4e\x12\x03" + bytes(60)


def of_type(main_type: str) -> bytes:
    return archive(members(p("x"), main_type=main_type))


def ole(*streams: str, start: bytes = b"x") -> bytes:
    """A compound file of these streams, the first of which starts so."""
    return compound_file(dict.fromkeys(streams, start))


@pytest.mark.parametrize(
    ("content", "filetype", "problems"),
    [
        pytest.param(contribution(), "docx", [], id="docx"),
        pytest.param(of_type(MACRO), "docm", ["macros"], id="A15-docm"),
        pytest.param(archive({**members(p("x")), "word/vbaProject.bin": b"x"}), "docm", ["macros"],
                     id="A15-docm-as-docx"),
        pytest.param(archive({**members(p("x")), "w/VBAData.xml": b"<x/>"}), "docm", ["macros"], id="A15-vba-data"),
        pytest.param(of_type(f"{_MAIN}template.main+xml"), "dotx", ["template-type"], id="A16-dotx"),
        pytest.param(of_type(MACRO_TEMPLATE), "docm", ["macros", "template-type"], id="A16-dotm"),
        pytest.param(of_type(SLIDES), "pptx", [], id="pptx"),
        pytest.param(of_type(SHEET), "sheet", [], id="xlsx"),
        pytest.param(of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "sheet", ["macros"], id="xlsm"),
        pytest.param(ole("Workbook", "_VBA_PROJECT_CUR/VBA/dir"), "sheet", ["macros"], id="xls-with-macros"),
        pytest.param(archive({"mimetype": ODS, "Basic/a.xml": "<x/>"}, stored=True), "sheet", ["macros"],
                     id="ods-with-macros"),
        pytest.param(of_type("application/xml"), "docx", ["unreadable"], id="word-folder-without-type"),
        pytest.param(archive({"a.docx": contribution()}), "zip", [], id="zip-of-docx"),
        pytest.param(archive({"mimetype": ODT}, stored=True), "odt", ["unreadable"], id="A13-odt-of-no-parts"),
        pytest.param(archive({"mimetype": ODS}, stored=True), "sheet", [], id="ods"),
        pytest.param(b"{\\rtf1\\ansi}", "rtf", [], id="A13-rtf"),
        pytest.param(b"%PDF-1.7\n%", "pdf", ["unreadable"], id="A13-pdf-of-one-line"),
        pytest.param(b"\xef\xbb\xbf \n%PDF-1.7\n%", "pdf", ["unreadable"], id="A13-pdf-after-junk"),
        pytest.param(b"\xff\xd8\xff\xe0", "image", [], id="jpeg"),
        pytest.param(b"<html><body>x</body></html>", "html", [], id="A13-html"),
        pytest.param(b"\xef\xbb\xbf<!-- saved -->\r\n<!DOCTYPE HTML><title>x</title>", "html", [], id="html-late"),
        pytest.param("<html>Sourcé</html>".encode("utf-16"), "html", [], id="html-in-utf-16"),
        pytest.param(b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "html", [], id="xhtml"),
        pytest.param(SAVED_PAGE, "html", [], id="page-saved-by-word"),
        pytest.param(b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x\r\nSubject: x\r\n"
                     b"Date: x\r\nMIME-Version: 1.0\r\n\r\n", "html", [], id="page-saved-by-a-browser"),
        pytest.param(b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "wordxml", [],
                     id="word-2003-xml"),
        pytest.param(b'<?xml version="1.0"?>\n<!-- x -->\n<w:wordDocument xmlns:w="x"/>', "wordxml", [],
                     id="word-2003-xml-without-its-program"),
        pytest.param('<?xml version="1.0"?><?mso-application progid="Word.Document"?>'.encode("utf-16"), "wordxml", [],
                     id="word-2003-xml-in-utf-16"),
        pytest.param(b'<?xml version="1.0"?><pkg:package xmlns:pkg="' + XML_PACKAGE + b'"/>', "flatdocx", [],
                     id="flat-opc-of-word"),
        pytest.param(flat(contribution()), "flatdocx", [], id="flat-opc-as-word-saves-it"),
        pytest.param(flat(contribution(), "utf-16"), "flatdocx", [], id="flat-opc-in-utf-16"),
        pytest.param(sxw("<text:p>x</text:p>"), "sxw", [], id="openoffice-1"),
        pytest.param(sxw("<text:p>x</text:p>", typed=False), "sxw", [], id="openoffice-1-0"),
        pytest.param(sxw("<text:p>"), "sxw", ["unreadable"], id="openoffice-1-damaged"),
        pytest.param(archive({"mimetype": f"{SXW}.template", "content.xml": "<x/>"}, stored=True), "sxw", [],
                     id="openoffice-1-template"),
        pytest.param(archive({"mimetype": "application/vnd.sun.xml.calc"}, stored=True), "sheet", [], id="sxc"),
        pytest.param(archive({"mimetype": "application/vnd.sun.xml.impress"}, stored=True), "other", [], id="sxi"),
        pytest.param(WORDPERFECT, "wpd", [], id="wordperfect"),
        pytest.param(WORDPERFECT[:12] + b"\x12\x34" + bytes(90), "wpd", ["password"], id="wordperfect-locked"),
        pytest.param(b"\xffWPC\x10\0\0\0\x01\x2c\0\1" + bytes(99), "wpd", [], id="wordperfect-of-a-macintosh"),
        pytest.param(b"\xffWPC\x10\0\0\0\x01\x16\0\1" + bytes(99), "other", [], id="picture-of-wordperfect"),
        pytest.param(ole("PerfectOffice_MAIN"), "wpd", [], id="wordperfect-in-a-compound-file"),
        pytest.param(ole("StarWriterDocument"), "sdw", [], id="starwriter"),
        pytest.param(ole("StarCalcDocument"), "sheet", [], id="starcalc"),
        pytest.param(ole("MN0", "MatOST"), "wps", [], id="works-3"),
        pytest.param(ole("CONTENTS", start=b"CHNKWKS"), "wps", [], id="works-6"),
        pytest.param(ole("CONTENTS"), "other", [], id="contents-of-another-program"),
        pytest.param(archive({"Index/Document.iwa": PAGES, "preview.jpg": "x"}), "pages", [], id="pages"),
        pytest.param(archive({"Index.zip": archive({"Document.iwa": PAGES})}), "pages", [], id="pages-of-2013"),
        pytest.param(archive({"index.xml": '<?xml version="1.0"?><sl:document xmlns:sl="x"/>'}), "pages", [],
                     id="pages-of-2009"),
        pytest.param(archive({"Index/Document.iwa": b"\0\x10\0\0\x20\x40\x08\x01\x12"}), "other", [], id="keynote"),
        pytest.param(archive({"Index.zip": b"PK nonsense"}), "other", [], id="index-that-is-none"),
        pytest.param(b'<?xml version="1.0"?><?mso-application progid="PowerPoint.Show"?><pkg:package xmlns:pkg="'
                     + XML_PACKAGE + b'"/>', "other", [], id="flat-opc-of-slides"),
        pytest.param(b'<?xml version="1.0"?><office:document office:mimetype="' + ODT.encode() + b'"/>', "odt", [],
                     id="flat-odt"),
        pytest.param(b'<?xml version="1.0"?><office:document office:mimetype="' + ODS.encode() + b'"/>', "other", [],
                     id="flat-ods"),
        pytest.param(b"\xdb\xa5-\x00" + bytes(400), "doc", [], id="word-2"),
        pytest.param(b"\xdb\xa5-\x00" + bytes(7) + b"\x01" + bytes(400), "doc", ["password"], id="word-2-locked"),
        pytest.param(b"\x9b\xa5!\x00" + bytes(400), "doc", [], id="word-1"),
        pytest.param(b"\xdc\xa5e\x00" + bytes(400), "doc", [], id="word-6-without-a-container"),
        pytest.param(b"\x31\xbe\0\0\0\xab" + bytes(400), "doc", [], id="word-for-dos"),
        pytest.param(b"\xfe7\0\x1c" + bytes(400), "doc", [], id="word-for-macintosh"),
        pytest.param(b"\xdb\xa5\xff\xff" + bytes(400), "other", [], id="two-bytes-alone-are-no-word-2"),
        pytest.param(b'<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>', "other", [], id="flat-opc"),
        pytest.param(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image", [], id="svg"),
        pytest.param(b"hello", "text", [], id="A13-text"),
        pytest.param(b"Kontakt:\tJ\xfcrg\r\n", "text", [], id="text-in-cp1252"),
        pytest.param("Источник".encode("utf-16"), "text", [], id="text-in-utf-16"),
        pytest.param(b"a,b\r\n1,2\r\n", "text", [], id="csv"),
        pytest.param(b" \r\n", "other", [], id="blank"),
        pytest.param(b"\x01\x02\x03binary", "other", [], id="no-text"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\0\4", "7z", ["archive"], id="A14-7z"),
        pytest.param(b"Rar!\x1a\x07\x01\0", "rar", ["archive"], id="A14-rar"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0", "image", [], id="heic"),
        pytest.param(ole("WordDocument"), "doc", [], id="A13-doc"),
        pytest.param(ole("WORDDOCUMENT"), "doc", [], id="doc-in-capitals"),
        pytest.param(ole("worddocument", "1TABLE"), "doc", [], id="doc-in-small-letters"),
        pytest.param(ole("ENCRYPTEDPACKAGE", "EncryptionInfo"), "docx", ["password"], id="password-in-capitals"),
        pytest.param(ole("POWERPOINT DOCUMENT"), "ppt", [], id="ppt-in-capitals"),
        pytest.param(ole("WordDocument", start=b"\xec\xa5" + bytes(9) + b"\x01"), "doc", ["password"],
                     id="A12-doc-with-password"),
        pytest.param(ole("EncryptedPackage", "EncryptionInfo"), "docx", ["password"],
                     id="A12-password"),
        pytest.param(ole("EncryptedPackage", f"{SPACES}/DRMEncryptedDataSpace"), "docx", ["label"], id="A12-label"),
        pytest.param(ole("EncryptedPackage", f"{SPACES}/StrongEncryptionDataSpace"), "docx", ["password"],
                     id="A12-strong"),
        pytest.param(ole("WordDocument", "\x09DRMContent"), "doc", ["label"], id="A12-label-on-a-doc"),
        pytest.param(ole("PowerPoint Document"), "ppt", [], id="ppt"),
        pytest.param(ole("Workbook"), "sheet", [], id="xls"),
        pytest.param(b"", "other", ["empty"], id="A11-empty"),
        pytest.param(bytes(5000), "other", ["unreadable"], id="A11-zeros"),
        pytest.param(contribution()[:9000], "docx", ["unreadable"], id="A11-cut"),
        pytest.param(b"PK\x03\x04nonsense", "zip", ["unreadable"], id="only-a-zip-head"),
    ],
)  # fmt: skip
def test_bytes_decide(content: bytes, filetype: str, problems: list[str]) -> None:
    found = read_file(content, "", ["name.docx"])
    assert (found.filetype, [one.kind for one in found.problems]) == (filetype, problems)


def owner_file(name: str, half: int = 54) -> bytes:
    """What Office keeps beside a document that this person has open (162 bytes by Word, 165 by Excel)."""
    first = bytes([len(name)]) + name.encode("cp1252", "replace")
    second = len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    return (first.ljust(half, b" ") + second).ljust(3 * half, b"\0")


@pytest.mark.parametrize("name", ["~$tribution.docx", "tribution.docx", "attachment.bin", ""])
@pytest.mark.parametrize("person", ["Ada Lovelace", "Éloïse", "Ирина", "金"])
@pytest.mark.parametrize("half", [54, 55])
def test_a_lock_file_is_known_by_what_stands_in_it(name: str, person: str, half: int) -> None:
    owner = owner_file(person, half)
    assert [one.kind for one in read_file(owner, "", [name]).problems] == ["lock-file"]


def test_some_bytes_of_that_size_are_no_lock_file() -> None:
    assert read_file(b"x" * 162, "", ["note.txt"]).filetype == "text"
    assert read_file(bytes(162), "", ["note.docx"]).problems[0].kind == "unreadable"


def test_a_lock_file_is_known_by_its_name_and_size() -> None:
    owner = b"\x05Admin" + bytes(156)
    assert [one.kind for one in read_file(owner, "", ["~$tribution.docx"]).problems] == ["lock-file"]
    assert read_file(contribution(), "", ["~$tribution.docx"]).problems == ()


def test_a_file_over_the_limit_is_not_looked_into() -> None:
    found = read_file(contribution(), "", largest=1000)
    assert (found.filetype, found.word, [one.kind for one in found.problems]) == ("docx", None, ["too-large"])
