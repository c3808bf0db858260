"""What stands in a Word document, as a person reads it."""

from collections.abc import Sequence

import pytest

from intake.domain.document import Cell, Table, Word
from intake.domain.mail import Problem
from intake.readers.files import read_file
from intake.readers.limits import WordLimits
from intake.readers.word.docx import read_word
from intake.readers.zip.container import Container
from tests.readers.build import COVER, archive, contribution, members, p, table, word


def read(body: str, *, strict: bool = False) -> Word:
    found = read_file(word(body, strict=strict), "")
    assert found.word is not None
    return found.word


def texts(found: Word, where: str = "body") -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in one.rows] for one in found.tables if one.where == where]


A, B, X = p("a"), p("b"), p("x")


def run(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def field(code: str, result: str) -> str:
    """A complex field over several runs."""
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{code}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{result}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )  # fmt: skip
    return "".join(f"<w:r>{one}</w:r>" for one in pieces)


def sdt(inner: str, *, tag: str = "source", alias: str = "") -> str:
    named = f'<w:alias w:val="{alias}"/>' if alias else ""
    return f'<w:sdt><w:sdtPr>{named}<w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def either(first: str, second: str) -> str:
    """Alternative contents, as Word writes shapes."""
    choices = f'<mc:Choice Requires="wps">{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>'
    return f"<mc:AlternateContent>{choices}</mc:AlternateContent>"


def r(text: str, name: str = "t") -> str:
    """A run of one text element."""
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


def fld(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        pytest.param(p("plain"), "plain", id="plain"),
        pytest.param(run("<w:t>JCA</w:t><w:noBreakHyphen/><w:t>MV</w:t>"), "JCA-MV", id="no-break-hyphen"),
        pytest.param(run("<w:t>con</w:t><w:softHyphen/><w:t>sent</w:t>"), "consent", id="soft-hyphen"),
        pytest.param(run("<w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t>"), "\tb\nc\nd", id="tab-breaks"),
        pytest.param(run('<w:sym w:font="Symbol" w:char="00B7"/><w:t>x</w:t>'), "·x", id="symbol"),
        pytest.param(run('<w:sym w:char="D800"/><w:sym w:char="zz"/><w:sym/><w:t>x</w:t>'), "x", id="bad-symbols"),
        pytest.param(f"<w:p><w:ins>{r('in')}</w:ins><w:del>{r('out', 'delText')}</w:del></w:p>",
                     "in", id="tracked"),
        pytest.param(f"<w:p><w:moveTo>{r('here')}</w:moveTo><w:moveFrom>{r('there')}</w:moveFrom></w:p>",
                     "here", id="moved"),
        pytest.param(f"<w:p>{sdt('<w:r><w:t>controlled</w:t></w:r>')}</w:p>", "controlled", id="control-in-line"),
        pytest.param(sdt(p("block")), "block", id="control-block"),
        pytest.param("<w:p><w:smartTag><w:r><w:t>Geneva</w:t></w:r></w:smartTag></w:p>", "Geneva", id="smart-tag"),
        pytest.param("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link", id="hyperlink"),
        pytest.param(f"<w:p><w:fldSimple>{r('today')}</w:fldSimple></w:p>", "today", id="simple-field"),
        pytest.param(f"<w:p>{field(' DOCPROPERTY x ', 'result')}</w:p>", "result", id="field"),
        pytest.param(f"<w:p>{fld('begin')}{field('INNER', 'hidden')}{fld('separate')}{r('shown')}{fld('end')}</w:p>",
                     "shown", id="field-in-a-code"),
        pytest.param(f"<w:p>{fld('begin')}</w:p>" + p("after"), "after", id="unclosed-field"),
        pytest.param(f"<w:p>{either(r('new'), r('old'))}</w:p>", "new", id="alternative"),
        pytest.param(f"<w:p>{either(r('new'), r('old')).replace('wps', 'wps x')}</w:p>", "old",
                     id="alternative-that-word-does-not-know"),
        pytest.param(f"<w:p>{either(r('new'), r('old')).replace('wps', 'y')}</w:p>", "old",
                     id="alternative-of-a-name-without-a-namespace"),
        pytest.param(f"<w:p><x:x>{r('unseen')}</x:x>{r('seen')}</w:p>", "seen", id="foreign-element"),
        pytest.param(f"<x:x>{p('unseen')}</x:x>{p('seen')}", "seen", id="foreign-block"),
        pytest.param(run(f"<w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r('b')}</w:rubyBase></w:ruby>"), "b", id="ruby"),
        pytest.param(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>{r('seen')}</w:p>", "seen", id="hidden"),
        pytest.param("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>", "seen",
                     id="not-hidden"),
        pytest.param(f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{r('seen')}</w:p>", "seen", id="hidden-mark"),
        pytest.param(f"<w:p><w:customXml>{r('a')}</w:customXml><w:dir><w:bdo>{r('b')}</w:bdo></w:dir></w:p>", "ab",
                     id="custom-xml-and-direction"),
        pytest.param(f"<w:p><w:ins><w:r><w:t>in</w:t></w:r><w:del>{r('x', 'delText')}</w:del></w:ins></w:p>", "in",
                     id="inserted-and-deleted"),
        pytest.param(f"<w:p><w:fldSimple w:instr='TITLE'>{r('On')}</w:fldSimple>{field('PAGE', '7')}</w:p>", "On7",
                     id="results-of-two-fields"),
        pytest.param("<w:p><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>", "E=mc", id="formula"),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_on_paper(paragraph: str, text: str) -> None:
    assert read(paragraph).paragraphs == (text,)
    assert texts(read(table([paragraph]))) == [[[text]]]


def style(key: str, inside: str, *, of: str = "paragraph", default: bool = False) -> str:
    named = f'w:type="{of}" w:styleId="{key}"' + (' w:default="1"' if default else "")
    return f"<w:style {named}>{inside}</w:style>"


GONE = "<w:rPr><w:vanish/></w:rPr>"
BASED = '<w:basedOn w:val="gone"/>'


def styled(key: str, inside: str = "") -> str:
    """A paragraph of this style."""
    return p("unseen", f'<w:pPr><w:pStyle w:val="{key}"/></w:pPr>{inside}')


@pytest.mark.parametrize(
    ("styles", "body"),
    [
        pytest.param(style("gone", GONE), styled("gone"), id="paragraph"),
        pytest.param(style("gone", GONE, of="character"),
                     "<w:p><w:r><w:rPr><w:rStyle w:val='gone'/></w:rPr><w:t>unseen</w:t></w:r></w:p>", id="run"),
        pytest.param(style("gone", GONE) + style("heir", BASED), styled("heir"), id="based-on-it"),
        pytest.param(style("gone", GONE, default=True) + style("seen", ""), p("unseen"), id="without-a-name"),
        pytest.param(style("gone", GONE + BASED), styled("gone"), id="based-on-itself"),
        pytest.param(style("gone", GONE), table((styled("gone"),)), id="cell"),
    ],
)  # fmt: skip
def test_what_a_style_hides_is_not_read(styles: str, body: str) -> None:
    seen = '<w:pStyle w:val="seen"/>'
    parts = members(body + p("seen", f"<w:pPr>{seen}</w:pPr>"))
    parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace("/>", f">{styles}</w:styles>")
    found = read_file(archive(parts), "").word
    assert found is not None
    assert (found.paragraphs, [one for one in texts(found) if one != [[""]]]) == (("seen",), [])


def test_what_a_run_shows_in_spite_of_its_style_is_read() -> None:
    body = (
        "<w:p><w:pPr><w:pStyle w:val='gone'/></w:pPr><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r></w:p>"
    )
    parts = members(body + styled("heir").replace("unseen", "b"))
    shown = style("heir", f'{BASED}<w:rPr><w:vanish w:val="false"/></w:rPr>')
    parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace("/>", f">{style('gone', GONE)}{shown}</w:styles>")
    found = read_file(archive(parts), "").word
    assert found is not None
    assert found.paragraphs == ("a", "b")


def test_a_cover_table_is_read_cell_by_cell() -> None:
    found = read_file(contribution(), "").word
    assert found is not None
    assert texts(found) == [[list(row) for row in COVER]]
    assert found.paragraphs == ("Discussion.",)
    assert found.properties["core.creator"] == "python-docx"


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        pytest.param(table([p("a") + p("b"), p("c")]), [["a\nb", "c"]], id="paragraphs"),
        pytest.param(f"<w:tbl>{sdt(f'<w:tr><w:tc>{A}</w:tc></w:tr>')}</w:tbl>", [["a"]], id="row-in-control"),
        pytest.param(f"<w:tbl><w:tr>{sdt(f'<w:tc>{A}</w:tc>')}<w:tc>{B}</w:tc></w:tr></w:tbl>", [["a", "b"]],
                     id="cell-in-control"),
        pytest.param(sdt(table([p("a")])), [["a"]], id="table-in-control"),
        pytest.param(f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{X}</w:tc></w:tr><w:tr><w:tc>{A}</w:tc></w:tr></w:tbl>",
                     [["a"]], id="deleted-row"),
        pytest.param(f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{X}</w:tc><w:tc>{A}</w:tc></w:tr></w:tbl>",
                     [["a"]], id="deleted-cell"),
        pytest.param("<w:tbl><w:tblGrid/></w:tbl>", [], id="no-rows"),
    ],
)  # fmt: skip
def test_rows_and_cells_are_found_wherever_they_stand(body: str, rows: list[list[str]]) -> None:
    assert texts(read(body)) == [rows]


def test_nested_tables_text_boxes_and_page_headers_stand_apart() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('boxed')}{table([p('in box')])}</w:txbxContent></w:pict></w:r></w:p>"
    head = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p("page")}{table([p("no")])}</w:hdr>'
    body = table([p("outer") + table([p("inner")]) + box])
    content = archive(
        members(body, links=[("header", "header1.xml", "")], more={"word/header1.xml": head}),
    )
    found = read_file(content, "").word
    assert found is not None
    assert [(one.where, one.rows[0][0].text) for one in found.tables] == [
        ("body", "outer"), ("cell", "inner"), ("textbox", "in box"), ("textbox", "boxed"), ("header", "no"),
    ]  # fmt: skip
    assert found.page_texts == ("page",)


def start(name: str, key: int = 1, columns: str = "") -> str:
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}" {columns}/>'


def stop(key: int = 1) -> str:
    return f'<w:bookmarkEnd w:id="{key}"/>'


VALUE = 'w:colFirst="1" w:colLast="1"'
OF_COLUMN = p("a", start("m", 1, VALUE))


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        pytest.param([[p("a"), p("b", start("m")) + stop()]], [[[], ["m"]]], id="in-a-cell"),
        pytest.param([[p("a"), f"<w:p>{start('m')}{stop()}</w:p>"]], [[[], ["m"]]], id="empty-cell"),
        pytest.param([[p("a", start("m")), p("b") + stop()]], [[["m"], ["m"]]], id="over-two"),
        pytest.param([[p("a", start("m")), p("b", stop())]], [[["m"], []]], id="ends-before-text"),
        pytest.param([[OF_COLUMN, B], [p("c", stop()), p("d")]], [[[], ["m"]], [[], []]], id="column"),
        pytest.param([[p("a", start("m", 1, VALUE) + stop()), p("b")]], [[[], ["m"]]], id="column-closed-at-once"),
        pytest.param([[OF_COLUMN, B], [p("c"), p("d") + stop()]], [[[], ["m"]], [[], ["m"]]], id="column-of-rows"),
        pytest.param([[OF_COLUMN, B], [p("c", start("y", 2, VALUE) + stop(1)), p("d")], [p("e", stop(2)), X]],
                     [[[], ["m"]], [[], ["y"]], [[], []]], id="one-ends-where-the-next-starts"),
        pytest.param([[p("a", start("_GoBack"))]], [[[]]], id="hidden"),
    ],
)  # fmt: skip
def test_bookmarks_lie_on_the_cells_that_they_cover(rows: list[list[str]], marks: list[list[list[str]]]) -> None:
    found = read(table(*rows)).tables[0]
    assert [[list(cell.bookmarks) for cell in row] for row in found.rows] == marks


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        pytest.param(table([sdt(p("x"), alias="Source")]), ("Source", "source"), id="block"),
        pytest.param(table([f"<w:p>{sdt('<w:r><w:t>x</w:t></w:r>')}</w:p>"]), ("source",), id="run"),
        pytest.param(f"<w:tbl><w:tr>{sdt(f'<w:tc>{X}</w:tc>')}</w:tr></w:tbl>", ("source",), id="cell"),
        pytest.param(f"<w:tbl>{sdt(f'<w:tr><w:tc>{X}</w:tc></w:tr>')}</w:tbl>", ("source",), id="row"),
        pytest.param(sdt(table([p("x")])), (), id="whole-table"),
    ],
)
def test_tags_of_content_controls_lie_on_their_cells(body: str, tags: tuple[str, ...]) -> None:
    assert read(body).tables[0].rows[0][0].tags == tags


def test_spans_styles_and_counts_are_told() -> None:
    wide = (
        '<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Docnumber"/></w:pPr></w:p></w:tc>'
    )
    styled = f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr>{wide}</w:tr></w:tbl>'
    tracked = (
        "<w:p><w:ins><w:r><w:t>two words</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    )
    comment = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment/><w:comment/></w:comments>'
    content = archive(
        members(styled + tracked, links=[("comments", "comments.xml", "")], more={"word/comments.xml": comment})
    )
    found = read_file(content, "").word
    assert found is not None
    assert found.tables == (Table(rows=((Cell("", span=3),),)),)
    assert found.styles == ("Grid", "Docnumber")
    assert (found.insertions, found.deletions, found.comments) == (1, 1, 2)


def test_custom_properties_are_read() -> None:
    custom = '<Properties xmlns="urn:x"><property name="docnum"><lpwstr>12</lpwstr></property></Properties>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    content = archive(
        members(p("x"), more={"docProps/custom.xml": custom}, package_links=[(kind, "docProps/custom.xml")])
    )
    found = read_file(content, "").word
    assert found is not None
    assert found.properties == {"custom.docnum": "12"}


def test_strict_files_are_read_like_others() -> None:
    found = read(table([p("a"), p("b")]), strict=True)
    assert (texts(found), found.strict) == ([[["a", "b"]]], True)


@pytest.mark.parametrize(
    ("links", "problem"),
    [
        pytest.param([("image", "NULL", "")], Problem("unreadable", "word/NULL", {"why": "missing-part"}), id="null"),
        pytest.param([("attachedTemplate", "file:///C:\\x.dot", "External")], None, id="template-on-a-drive"),
        pytest.param([("hyperlink", "https://itu.int", "External")], None, id="link"),
        pytest.param([("image", "/word/styles.xml", "")], None, id="absolute-target"),
        pytest.param([("image", "Styles.XML", "")], None, id="other-case"),
        pytest.param([("image", "style%73.xml", "")], None, id="percent-encoded"),
        pytest.param([("image", "..\\word\\styles.xml", "")], None, id="backslashes"),
        pytest.param([("hyperlink", "#place", "")], None, id="place-in-the-document"),
    ],
)
def test_a_relationship_leads_somewhere(links: Sequence[tuple[str, str, str]], problem: Problem | None) -> None:
    assert read_file(word(p("x"), links=links), "").problems == ((problem,) if problem else ())


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        pytest.param({"word/document.xml": "<w:document"}, [("unreadable", "word/document.xml")], id="not-well-formed"),
        pytest.param({"word/document.xml": ""}, [("unreadable", "word/document.xml")], id="empty-part"),
        pytest.param({"word/document.xml": None}, [("unreadable", "word/document.xml")], id="no-main-part"),
        pytest.param({"_rels/.rels": None}, [("unreadable", "")], id="no-package-relationships"),
        pytest.param({"word/_rels/document.xml.rels": None, "word/styles.xml": None}, [], id="no-styles-needed"),
        pytest.param(
            {"word/document.xml": "<a>" * 300 + "</a>" * 300}, [("container", "word/document.xml")], id="deep"
        ),
    ],
)
def test_damage_is_named_and_never_an_exception(change: dict[str, str | None], problems: list[tuple[str, str]]) -> None:
    changed = {**members(p("x")), **change}
    found = read_file(archive({name: one for name, one in changed.items() if one is not None}), "")
    assert [(one.kind, one.at) for one in found.problems] == problems


def test_no_more_is_taken_than_the_limits_say() -> None:
    body = table(*[[p("abcdefghij")] for _ in range(50)]) + "".join(p("abcdefghij") for _ in range(50))
    limits = WordLimits(cells=7, text=100, paragraphs=2)
    found, _ = read_word(Container(word(body)), limits)
    assert (len(found.tables[0].rows), len(found.paragraphs)) == (7, 0)
    assert "".join(cell.text for row in found.tables[0].rows for cell in row) == "abcdefghij" * 7
