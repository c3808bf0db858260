"""Text that stands in a file and that nobody sees on the page is not read, and nothing is written where it would be so.

Each case is a cover whose title is told twice: by what nobody sees, and by what a person reads.
"""

import io
import zipfile

import pytest

from intake.domain.document import Word
from intake.domain.template.places import number_place
from intake.domain.writing import Writing
from intake.readers.files import read_file
from intake.readers.writing.stamp import written
from tests.readers.build import W_STRICT, W, archive, members, p, table
from tests.readers.word.test_stamp import NUMBER, PROFILE, REST

WHITE, TINY, SHOWN = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:vanish w:val="0"/>'
FOREIGN = '<x:{} w:val="{}" xmlns:x="urn:x"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
THEME = '<w:shd w:val="clear" w:themeFill="accent1"/>'
BEHIND = (
    '<w:p><w:r><w:drawing><wp:anchor behindDoc="1" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/></w:drawing></w:r></w:p>'
)
VML_BEHIND = (
    '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;z-index:-251"/>'
    "</w:pict></w:r></w:p>"
)


def run(properties: str, text: str = "x") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def line(properties: str, text: str = "x") -> str:
    return f"<w:p>{run(properties, text)}</w:p>"


def style(kind: str, properties: str, *, more: str = "", usual: bool = False) -> str:
    default = ' w:default="1"' if usual else ""
    return f'<w:style w:type="{kind}" w:styleId="{kind}"{default}>{more}<w:rPr>{properties}</w:rPr></w:style>'


def defaults(properties: str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{properties}</w:rPr></w:rPrDefault></w:docDefaults>"


def document(body: str, styles: str = "", *, background: str = "") -> bytes:
    parts = members(body)
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace("<w:body>", f"{background}<w:body>")
    return archive(parts)


def strict(content: bytes) -> bytes:
    """The document with its text and its styles in the Strict variant."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return archive({name: opened.read(name).decode().replace(W, W_STRICT) for name in opened.namelist()})


def seen(content: bytes) -> Word:
    found = read_file(content, "0" * 64).word
    assert found is not None
    return found


def is_read(content: bytes) -> bool:
    """Whether the text "x" of these files is."""
    found = seen(content)
    return "x" in found.paragraphs or any(cell.text == "x" for one in found.tables for row in one.rows for cell in row)


P_STYLE, R_STYLE = '<w:pPr><w:pStyle w:val="paragraph"/></w:pPr>', '<w:rStyle w:val="character"/>'
STYLED_TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="table"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        pytest.param(line(WHITE), "", id="white"),
        pytest.param(line('<w:color w:val="fefefe" w:themeColor="background1"/>'), "", id="near-white"),
        pytest.param(line(TINY), "", id="one-point"),
        pytest.param(line('<w:sz w:val="1pt"/>'), "", id="one-point-with-its-unit"),
        pytest.param(table((line(WHITE),)), "", id="white-in-a-cell"),
        pytest.param(table((line(WHITE + '<w:shd w:val="clear" w:fill="auto"/>'),)), "",
                     id="white-without-a-shade"),
        pytest.param(p("x"), defaults("<w:vanish/>"), id="hidden-by-default"),
        pytest.param(p("x"), defaults(TINY), id="one-point-by-default"),
        pytest.param(p("x", P_STYLE), style("paragraph", WHITE), id="white-by-paragraph"),
        pytest.param(line('<w:color w:val="000000" w:themeColor="background1"/>'), "", id="white-by-the-theme"),
        pytest.param(p("x", P_STYLE), style("paragraph", TINY), id="one-point-by-paragraph"),
        pytest.param(p("x", P_STYLE), style("paragraph", TINY).replace('w:type="paragraph" ', ""), id="no-type"),
        pytest.param(f"<w:p><w:pPr>{THEME.replace('accent1', 'background1')}</w:pPr>{run(WHITE)}</w:p>", "",
                     id="white-on-the-white-of-the-theme"),
        pytest.param(line(R_STYLE), style("character", WHITE), id="white-by-run"),
        pytest.param(line(R_STYLE), style("character", TINY), id="one-point-by-run"),
        pytest.param(p("x"), style("paragraph", TINY, usual=True), id="one-point-by-the-usual-style"),
        pytest.param(STYLED_TABLE.format(p("x")), style("table", "<w:vanish/>"), id="hidden-by-table"),
        pytest.param(table((p("x"),)), style("table", "<w:vanish/>", usual=True), id="hidden-by-the-usual-table"),
        pytest.param(STYLED_TABLE.format(p("x")), style("table", TINY), id="one-point-by-table"),
        pytest.param(line(TINY + SHOWN), "", id="one-point-and-not-hidden"),
        pytest.param(p("x", P_STYLE), style("paragraph", '<w:color w:val="&#70;FFFFF"/>'), id="white-in-other-letters"),
        pytest.param(line(FOREIGN.format("vanish", 1) + WHITE), "", id="white-and-foreign-hiding"),
        pytest.param(line(FOREIGN.format("color", "FF0000") + WHITE), "", id="white-and-a-foreign-color"),
        pytest.param(line(FOREIGN.format("rtl", 1) + TINY), "", id="one-point-and-foreign-direction"),
        pytest.param(line(FOREIGN.format("shd", "pct50") + WHITE), "", id="white-on-a-foreign-shade"),
        pytest.param(p("x", P_STYLE), style("paragraph", FOREIGN.format("color", "FF0000") + WHITE),
                     id="white-by-paragraph-and-a-foreign-color"),
        pytest.param(p("x", P_STYLE), style("paragraph", "<w:vanish/>", more=FOREIGN.format("rPr", 1)),
                     id="hidden-by-paragraph-and-foreign-properties"),
        pytest.param(p("x", "<w:proofErr/>" * 30 + P_STYLE),
                     style("paragraph", WHITE), id="white-by-paragraph-named-late"),
    ],
)  # fmt: skip
def test_what_nobody_sees_is_not_read(body: str, styles: str) -> None:
    assert not is_read(document(body, styles))
    assert not is_read(strict(document(body, styles)))


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        pytest.param(line('<w:color w:val="auto"/>'), style("paragraph", WHITE, usual=True),
                     id="the-color-of-the-run-counts"),
        pytest.param(line('<w:color w:val="D9D9D9"/>'), "", id="grey"),
        pytest.param(p("x", P_STYLE), style("paragraph", FOREIGN.format("vanish", 1)), id="foreign-hiding"),
        pytest.param(p("x", P_STYLE), style("paragraph", FOREIGN.format("color", "FFFFFF")), id="foreign-white"),
        pytest.param(line(FOREIGN.format("sz", 2)), "", id="foreign-size"),
        pytest.param(line('<w:sz w:val="8"/>'), "", id="four-points"),
        pytest.param(line(TINY + '<w:rtl/><w:szCs w:val="24"/>'), "", id="size-of-complex-scripts"),
        pytest.param(line(WHITE + DARK), "", id="shaded-run"),
        pytest.param(line('<w:color w:val="FFFFFF" w:themeColor="text1"/>'), "", id="black-by-the-theme"),
        pytest.param(line('<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/>'), "",
                     id="grey-by-the-theme"),
        pytest.param(line(WHITE + '<w:highlight w:val="black"/>'), "", id="highlighted"),
        pytest.param(line(WHITE + '<w:shd w:val="pct50" w:fill="auto"/>'), "", id="pattern"),
        pytest.param(f"<w:p><w:pPr>{DARK}</w:pPr>{run(WHITE)}</w:p>", "", id="shaded-paragraph"),
        pytest.param(table((f"<w:tcPr>{DARK}</w:tcPr><w:p>{run(WHITE)}</w:p>",)), "", id="shaded-cell"),
        pytest.param(table((f"<w:tcPr>{DARK}</w:tcPr>" + table((line(WHITE),)) + "<w:p/>",)), "",
                     id="table-in-a-shaded-cell"),
        pytest.param(f"<w:tbl><w:tblPr>{DARK}</w:tblPr><w:tr><w:tc><w:p>{run(WHITE)}</w:p></w:tc></w:tr></w:tbl>", "",
                     id="shaded-table"),
        pytest.param(STYLED_TABLE.format(line(WHITE)),
                     style("table", "", more=f'<w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr>'),
                     id="shaded-by-the-style-of-the-table"),
        pytest.param(p("x", P_STYLE), style("paragraph", WHITE, more=f"<w:pPr>{DARK}</w:pPr>"),
                     id="shaded-by-the-style-of-the-paragraph"),
        pytest.param(STYLED_TABLE.format(p("x")), style("table", WHITE), id="white-by-the-style-of-the-table"),
        pytest.param(f"<w:p><w:pPr>{THEME}</w:pPr>{run(WHITE)}</w:p>", "", id="shaded-by-the-theme"),
        pytest.param(f"<w:tbl><w:tr><w:tblPrEx>{DARK}</w:tblPrEx><w:tc>{line(WHITE)}</w:tc></w:tr></w:tbl>", "",
                     id="shaded-row"),
        pytest.param(line(WHITE) + BEHIND, "", id="picture-behind"),
        pytest.param(line(WHITE) + VML_BEHIND, "", id="shape-behind"),
        pytest.param(f"<w:p><w:r><w:txbxContent><w:p>{run(WHITE)}</w:p></w:txbxContent></w:r></w:p>", "",
                     id="text-box"),
        pytest.param(f"<w:p><w:pPr><w:pStyle w:val='paragraph'/></w:pPr>{run(R_STYLE)}</w:p>",
                     style("paragraph", "<w:vanish/>") + style("character", "<w:vanish/>"), id="hidden-twice"),
        pytest.param(line(SHOWN), defaults("<w:vanish/>"), id="hidden-by-default"),
        pytest.param("<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + p("x") + "</w:tc></w:tr></w:tbl>", "",
                     id="row-whose-mark-is-hidden"),
        pytest.param(f"<w:p><w:r><w:rPr><w:rPrChange><w:rPr>{WHITE}</w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>",
                     "", id="white-before-a-change"),
        pytest.param(
            f"<w:p>{P_STYLE}<w:r><w:rPr>{SHOWN}</w:rPr><w:txbxContent>"
            "<w:p><w:pPr><w:pStyle w:val='seen'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
            style("paragraph", "<w:vanish/>") + style("paragraph", "").replace('Id="paragraph"', 'Id="seen"'),
            id="box-in-a-hidden-paragraph"),
    ],
)  # fmt: skip
def test_what_a_person_sees_is_read(body: str, styles: str) -> None:
    assert is_read(document(body, styles))
    assert is_read(strict(document(body, styles)))


def test_white_text_on_a_page_with_a_color_is_read() -> None:
    assert is_read(document(line(WHITE), background='<w:background w:color="000000"/>'))


def test_a_foreign_background_colors_no_page() -> None:
    assert not is_read(document(line(WHITE), background=FOREIGN.format("background", 1)))


def test_white_text_of_the_body_is_read_where_a_picture_of_the_page_header_may_stand_behind_it() -> None:
    header = f'<w:hdr xmlns:w="{W}">{BEHIND}</w:hdr>'
    parts = members(line(WHITE), links=[("header", "header1.xml", "")], more={"word/header1.xml": header})
    assert is_read(archive(parts))


def number_cell(value: str) -> str:
    return table((p("Document:"), value), *REST)


@pytest.mark.parametrize(
    ("value", "styles"),
    [
        pytest.param("<w:p/>", "", id="nothing"),
        pytest.param(f"<w:p>{run(WHITE, 'C-99')}{run('', 'C-5')}</w:p>", "", id="white-before"),
        pytest.param(f"<w:p>{run('', 'C-5')}{run(TINY, '-draft')}</w:p>", "", id="tiny-behind"),
        pytest.param(line(WHITE, "C-99"), "", id="white-alone"),
        pytest.param(f"<w:p>{run(R_STYLE, 'C-99')}{run('', 'C-5')}</w:p>", style("character", "<w:vanish/>"),
                     id="hidden-by-run"),
        pytest.param(f"<w:p>{P_STYLE}</w:p>", style("paragraph", "<w:vanish/>"), id="style-that-hides"),
        pytest.param(f"<w:p>{P_STYLE}</w:p>", style("paragraph", WHITE), id="style-that-is-white"),
        pytest.param(f"<w:p>{P_STYLE}</w:p>", style("paragraph", TINY), id="style-that-is-tiny"),
        pytest.param(f"<w:p><w:pPr><w:rPr>{WHITE}{TINY}<w:vanish/></w:rPr></w:pPr></w:p>", "", id="hidden-mark"),
        pytest.param(f"<w:p>{P_STYLE}{run(SHOWN, 'C-5')}</w:p>", style("paragraph", "<w:vanish/>"),
                     id="shown-in-a-style-that-hides"),
    ],
)  # fmt: skip
def test_a_number_is_written_where_a_person_sees_it(value: str, styles: str) -> None:
    before = document(number_cell(value), styles)
    place = number_place(seen(before), PROFILE)
    assert place is not None
    after = written(before, [Writing(NUMBER, place)])
    rows = seen(after).tables[0].rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["Document:", NUMBER], ["Source:", "ETRI"], ["Title:", "On avatars"],
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        unseen = old.read("word/document.xml").count(b"C-99")
        assert new.read("word/document.xml").count(b"C-99") == unseen
        assert new.read("word/document.xml").count(b"<w:vanish/>") <= old.read("word/document.xml").count(
            b"<w:vanish/>"
        )
