"""Writing a number into a Word file: into the number cell or the page headers, and nowhere else."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.cover.labels import spellings
from intake.domain.document import Cover, Word
from intake.domain.profile import Profile, ProfileField
from intake.domain.template.match import read_cover
from intake.domain.template.places import number_place
from intake.domain.writing import PlaceInCell, Writing
from intake.readers.files import read_file
from intake.readers.writing.rezip import exchanged
from intake.readers.writing.stamp import written
from tests.readers.build import archive, contribution, members, p, table, word

NUMBER = "JCA-MV-Doc-012-Rev1"
MARKED = '<w:bookmarkStart w:id="1" w:name="dnum"/>{}<w:bookmarkEnd w:id="1"/>'
PROFILE = Profile(
    id="test",
    group="jca-mv",
    kind="contribution",
    reference="",
    fields=(
        ProfileField("doc_number", ("dnum",), ("number",), ("Document",)),
        ProfileField("source", labels=("Source",)),
        ProfileField("title", labels=spellings({"en": ("Title",)})),
    ),
)
REST = (
    (p("Source:"), p("ETRI")),
    (p("Title:"), p("On avatars")),
)


def cover(*number: str) -> str:
    return table(number, *REST)


def control(inside: str, *, properties: str = "", tag: str = "number") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def seen(content: bytes) -> Word:
    found = read_file(content, "0" * 64).word
    assert found is not None
    return found


def stamp(content: bytes) -> bytes:
    return written(content, [Writing(NUMBER, number_place(seen(content), PROFILE))])


def read(content: bytes) -> Cover:
    return read_cover(seen(content), PROFILE)[0]


def changed(before: bytes, after: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.testzip() is None
        had = {name: old.read(name) for name in old.namelist()}
        assert [name for name in new.namelist() if name in had] == old.namelist()
        return [name for name in new.namelist() if had.get(name) != new.read(name)]


RUN = "<w:r><w:t>{}</w:t></w:r>"
CELLS = [
    pytest.param(p("Document:"), p("&lt;Number&gt;"), id="label-and-sample"),
    pytest.param(p("Document:"), "<w:p/>", id="empty"),
    pytest.param(p("Document:"), p("not known") + p("draft"), id="two-paragraphs"),
    pytest.param(p("Title of nothing"), f"<w:p>{MARKED.format(RUN.format('[to be assigned]'))}</w:p>", id="bookmark"),
    pytest.param(p("x"), f"<w:p>{MARKED.format('')}</w:p>", id="empty-bookmark"),
    pytest.param(p("x"), control(p("12")), id="control-around-a-paragraph"),
    pytest.param(
        p("x"),
        "<w:p>" + control(RUN.format("Click here"), properties="<w:showingPlcHdr/><w:dataBinding/>") + "</w:p>",
        id="control-in-a-paragraph",
    ),
    pytest.param(p("x"), "<w:p>" + control("") + "</w:p>", id="empty-control"),
    pytest.param(
        p("Document:"),
        '<w:p><w:ins w:id="7" w:author="A"><w:r><w:t>99</w:t></w:r></w:ins>'
        '<w:del w:id="8" w:author="A"><w:r><w:delText>1</w:delText></w:r></w:del></w:p>',
        id="tracked",
    ),
    pytest.param(
        p("Document:"),
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:b/><w:rtl/></w:rPr><w:t>رقم</w:t></w:r></w:p>",
        id="right-to-left",
    ),
    pytest.param(
        p("Document:"),
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DOCPROPERTY n</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        id="field",
    ),
    pytest.param(
        p("Document:"),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>C-5</w:t></w:r></w:p>",
        id="hidden-text",
    ),
    pytest.param(p("Document:"), p("Doc-") + table((p("nested"),)) + "<w:p/>", id="nested-table"),
    pytest.param(
        p("Document:"),
        "<w:p><w:hyperlink><w:r><w:t>C</w:t><w:tab/><w:noBreakHyphen/><w:t>5</w:t></w:r></w:hyperlink></w:p>",
        id="pieces",
    ),
]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("label", "value"), CELLS)
def test_the_number_stands_in_the_number_cell(label: str, value: str, strict: bool) -> None:
    before = word(cover(label, value), strict=strict)
    after = stamp(before)
    assert after == stamp(before)
    assert changed(before, after) == ["word/document.xml"]
    assert read(after).doc_number == NUMBER
    assert (read(after).source, read(after).title) == (("ETRI",), "On avatars")
    document = zipfile.ZipFile(io.BytesIO(after)).read("word/document.xml").decode()
    kept = ("nested", "<w:bidi/>", "<w:b/>", "delText", '"dnum"', 'w:val="number"')
    assert all((one in document) == (one in value) for one in kept)
    assert not any(one in document for one in ("rtl", "instrText", "showingPlcHdr", "dataBinding", "<w:t>99", "draft"))


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("Document: C-17", f"Document: {NUMBER}"),
        ("Document:", f"Document:{NUMBER}"),
        ("Document: C-17\nGroup: JCA-MV", f"Document: {NUMBER}\nGroup: JCA-MV"),
    ],
)
def test_a_label_in_the_cell_stays(text: str, then: str) -> None:
    lines = "".join(p(line) for line in text.split("\n"))
    before = word(cover(lines) + p("Text."))
    after = stamp(before)
    assert seen(after).tables[0].rows[0][0].text == then


@pytest.mark.parametrize(
    ("lines", "then"),
    [
        (["[to be assigned]"], NUMBER),
        (["TD 37", "Original: English"], f"{NUMBER}\nOriginal: English"),
        (["SECTOR", "JCA-MV-Doc-003"], f"SECTOR\n{NUMBER}"),
    ],
)
@pytest.mark.parametrize("marked", [False, True])
def test_of_several_lines_only_the_number_is_replaced(lines: list[str], then: str, marked: bool) -> None:
    number = "".join(p(one, MARKED.format("") * (marked and one is lines[0])) for one in lines)
    after = stamp(word(cover(p("UNION"), number)))
    assert seen(after).tables[0].rows[0][1].text == then
    assert read(after).doc_number == NUMBER


def test_a_merged_cell_and_a_moved_row_are_found() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>' + p("Old") + "</w:tc>"
    row = f"<w:tr><w:tc>{p('Document:')}</w:tc>{wide}</w:tr>"
    body = cover(p("Group"), p("JCA-MV")).replace("</w:tbl>", f"{row}</w:tbl>")
    assert read(stamp(word(p("Before") + body))).doc_number == NUMBER


HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"


def sectioned(*sections: str, header: str = "") -> bytes:
    """A document without a number cell, with these section properties; with a header part if one is given."""
    *first, last = sections
    body = "".join(f"<w:p><w:pPr><w:sectPr>{one}</w:sectPr></w:pPr></w:p>" for one in first)
    body = table(*REST) + body + f"<w:sectPr>{last}</w:sectPr>"
    if not header:
        return word(body)
    made = members(body, links=[("header", "header1.xml", "")])
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made["word/header1.xml"] = f'<w:hdr xmlns:w="{space}">{header}</w:hdr>'
    return archive(made)


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        pytest.param(contribution(), ["default"], id="python-docx"),
        pytest.param(sectioned(""), ["default"], id="one-section"),
        pytest.param(sectioned("<w:titlePg/>", ""), ["first", "default"], id="first-page"),
        pytest.param(sectioned('<w:titlePg w:val="0"/>', ""), ["default"], id="no-first-page"),
        pytest.param(word(table(*REST)), ["default"], id="no-section"),
    ],
)
def test_without_a_number_cell_it_stands_in_a_new_page_header(content: bytes, kinds: Sequence[str]) -> None:
    after = written(content, [Writing(NUMBER, number_place(seen(content), PROFILE))])
    assert NUMBER in seen(after).page_texts
    with zipfile.ZipFile(io.BytesIO(after)) as new:
        document = new.read("word/document.xml").decode()
        assert 'PartName="/word/header1.xml"' in new.read("[Content_Types].xml").decode()
    assert [document.count(f'type="{one}"') for one in kinds] == [1] * len(kinds)
    assert document.count("headerReference") == len(kinds)
    assert set(changed(content, after)) == {
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/header1.xml",
    }
    assert read(after) == read(content)


def test_a_header_that_is_there_gets_the_line_first() -> None:
    relation = f'<w:headerReference xmlns:r="{HEADER.rpartition("/")[0]}" w:type="default" r:id="r0"/>'
    before = sectioned(relation, header=p("INTERNATIONAL UNION"))
    after = written(before, [Writing(NUMBER)])
    assert changed(before, after) == ["word/header1.xml"]
    assert seen(after).page_texts == (NUMBER, "INTERNATIONAL UNION")


def test_the_copy_of_a_text_box_for_older_programs_is_changed_alike() -> None:
    box = f"<w:txbxContent>{p('Document: C-1')}</w:txbxContent>"
    choices = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    both = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    before = word(f"<w:p><w:r>{both}</w:r></w:p>" + table(*REST))
    after = stamp(before)
    with zipfile.ZipFile(io.BytesIO(after)) as new:
        document = new.read("word/document.xml").decode()
    assert (document.count(NUMBER), document.count("C-1")) == (2, 0)


def test_a_number_cell_in_a_page_header_is_written_there() -> None:
    before = sectioned("", header=table((p("Document:"), p("C-1"))) + p("x"))
    assert changed(before, stamp(before)) == ["word/header1.xml"]
    assert read(stamp(before)).doc_number == NUMBER


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declaration_comments_and_encoding_of_the_part_stay(encoding: str) -> None:
    made = members(cover(p("Document:"), p("Original числа")))
    head = f'<?xml version="1.0" encoding="{encoding.upper()}" standalone="yes"?>\r\n<!-- ours -->'
    made["word/document.xml"] = (head + str(made["word/document.xml"])).encode(encoding)
    before = archive(made)
    after = stamp(before)
    new = zipfile.ZipFile(io.BytesIO(after)).read("word/document.xml").decode(encoding)
    assert "<!-- ours -->" in new
    assert read(after).doc_number == NUMBER
    if encoding == "utf-8":
        assert new.startswith(head.partition("<!--")[0])


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"PK\x03\x04 no zip", None),
        (b"", None),
        (archive({"a.txt": "no document"}), None),
        (word(cover(p("Document:"), p("1"))), PlaceInCell(7, 0, 0, 0, 0)),
        (word(cover(p("Document:"), p("1"))), PlaceInCell(0, 0, 1, 0, 99)),
    ],
)
def test_what_cannot_be_written_is_a_value_error(content: bytes, place: PlaceInCell | None) -> None:
    with pytest.raises(ValueError, match="it"):
        written(content, [Writing(NUMBER, place)])


def test_members_that_are_not_exchanged_keep_their_bytes() -> None:
    raw = contribution()
    assert exchanged(raw, {}) == raw
    new = exchanged(raw, {"word/document.xml": b"<new/>", "word/more.xml": b"<more/>"})
    assert changed(raw, new) == ["word/document.xml", "word/more.xml"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_can_be_read(label: str, text: str) -> None:
    before = word(cover(p("Document:"), p("1")))
    after = written(before, [Writing(text, PlaceInCell(0, 0, 1, 0, 1)), Writing(label, PlaceInCell(0, 2, 1, 0, 10))])
    assert read(after).source == ("ETRI",)
