"""Styles that are not parsed because nothing in their bytes is suspect hide nothing, however they are written."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from intake.readers.word.looks import Styles, may_hide
from intake.readers.zip.ooxml import parse
from tests.readers.build import W_STRICT, W

WHITE, RED = '<w:color w:val="FFFFFF"/>', '<w:color w:val="FF0000"/>'
PAPER = '<w:color w:val="000000" w:themeColor="background1"/>'
TABLE = '<w:style w:type="table" w:styleId="t">{}</w:style>'
PARAGRAPH = '<w:style w:type="paragraph" w:styleId="p">{}</w:style>'


def styles(inner: str) -> str:
    return f'<w:styles xmlns:w="{W}" xmlns:v="{W}" xmlns:x="urn:x">{inner}</w:styles>'


def runs(inner: str) -> str:
    return f"<w:rPr>{inner}</w:rPr>"


def hides(content: bytes) -> bool:
    """Whether the styles hide text, by looking at each of them."""
    found = Styles(parse(content, "styles.xml"))
    return bool(found.odd) or found.is_odd_throughout


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(PARAGRAPH.format(runs("<w:vanish/>")), id="hidden"),
        pytest.param(PARAGRAPH.format(runs(WHITE)), id="white"),
        pytest.param(PARAGRAPH.format(runs(PAPER)), id="of-the-paper"),
        pytest.param(PARAGRAPH.format(runs(WHITE.replace('"', "'"))), id="in-other-quotes"),
        pytest.param(PARAGRAPH.format(runs('<w:color w:val="&#70;FFFFF"/>')), id="white-by-reference"),
        pytest.param(PARAGRAPH.format("<!--" + TABLE.format("-->" + runs(WHITE)).removesuffix("</w:style>")),
                     id="a-comment-that-reads-like-a-table"),
        pytest.param("<?x " + TABLE.format("").removesuffix("</w:style>") + "?>" + PARAGRAPH.format(runs(WHITE)),
                     id="an-instruction-that-reads-like-a-table"),
        pytest.param(PARAGRAPH.format("<![CDATA[" + TABLE.format("]]>" + runs(WHITE)).removesuffix("</w:style>")),
                     id="a-text-that-reads-like-a-table"),
        pytest.param('<w:style w:type="table"/>' + PARAGRAPH.format(runs(WHITE)), id="an-empty-table-before"),
        pytest.param(PARAGRAPH.format(runs(WHITE) + "<x:q>" + TABLE.format("") + "</x:q>"), id="a-table-inside"),
        pytest.param(PARAGRAPH.format("<x:q>" + TABLE.format("") + "</x:q>" + runs(WHITE)), id="a-table-inside-before"),
        pytest.param(TABLE.format("").replace(">", " >") + PARAGRAPH.format(runs(WHITE)), id="ends-with-a-space"),
        pytest.param(PARAGRAPH.replace("<w:style", '<w:style x:type="table"').format(runs(WHITE)), id="a-foreign-type"),
        pytest.param(PARAGRAPH.replace("<w:style", """<w:style x:a='type="table"'""").format(runs(WHITE)),
                     id="a-value-that-reads-like-a-type"),
        pytest.param(TABLE.replace("w:type", "w:Type").format(runs(WHITE)), id="a-type-in-capitals"),
        pytest.param(PARAGRAPH.format(runs('<w:sz w:val="2"/>')), id="tiny"),
        pytest.param(PARAGRAPH.format(runs('<w:sz w:val="02"/>')), id="tiny-with-a-zero"),
        pytest.param(PARAGRAPH.format(runs('<w:sz w:val="0.5pt"/>')), id="tiny-with-its-unit"),
        pytest.param(PARAGRAPH.format(runs('<w:sz x:a=">" w:val="2"/>')), id="tiny-behind-a-bracket"),
        pytest.param(PARAGRAPH.format(runs(f'<w:sz x:a="{"a" * 900}" w:val="2"/>')), id="tiny-far-behind"),
        pytest.param(PARAGRAPH.format(runs('<w:sz x:a="sz " x:val="9" w:val="2"/>')), id="tiny-behind-its-name"),
        pytest.param(PARAGRAPH.format(runs("<w:sz\n\tw:val\n=\n'1'/>")), id="tiny-on-lines"),
        pytest.param(TABLE.format(runs('<w:sz w:val="2"/>')), id="tiny-in-tables"),
        pytest.param("<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>",
                     id="hidden-by-default"),
    ],
)  # fmt: skip
def test_styles_that_hide_are_suspect(inner: str) -> None:
    written = [styles(inner), styles(inner).replace(W, W_STRICT)]
    found = [one.encode(encoding) for one in written for encoding in ("utf-8", "utf-16")]
    assert [(hides(one), may_hide(one)) for one in found] == [(True, True)] * 4


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(PARAGRAPH.format(runs(RED)), id="red"),
        pytest.param(PARAGRAPH.format(runs('<w:sz w:val="20"/>')), id="ten-points"),
        pytest.param(PARAGRAPH.format(runs('<w:sz w:val="12pt"/>')), id="twelve-points"),
        pytest.param(TABLE.format(runs(WHITE)), id="white-in-a-table"),
        pytest.param(PARAGRAPH.format("") + TABLE.format(runs(WHITE)) * 2 + PARAGRAPH.format(runs(RED)),
                     id="white-in-tables"),
    ],
)  # fmt: skip
def test_usual_styles_are_not_parsed(inner: str) -> None:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    assert [
        may_hide(one.encode()) for one in (styles(inner), head + styles(inner), f"\ufeff{head}{styles(inner)}")
    ] == [False] * 3


_LEAVES = (
    *("<w:vanish/>", "<x:vanish/>", PAPER, WHITE, WHITE.replace('"', "'"), RED, '<x:color w:val="FFFFFF"/>'),
    *('<w:sz w:val="2"/>', "<w:sz w:val='20'/>", '<w:sz x:a=">" w:val="1pt"/>', '<w:sz x:val="9" w:val="0.5"/>'),
    *("<!-- <w:style w:type='table'> -->", '<!--<w:style w:type="table">-->', "<![CDATA[</w:style>]]>", "sz val"),
    *('<?x <w:style w:type="table">?>', "<?x </w:style>?>", '<w:style w:type="table"/>', "&#60;", "&lt;/w:style>"),
)
_STYLES = (
    *('w:style w:type="table"', "w:style w:type='table'", 'w:style w:type="paragraph"', "w:style"),
    *('v:style v:type="table"', 'v:style x:type="table"', 'x:style w:type="table"', 'w:style w:type="table" x:a=">"'),
    *("""w:style x:a=' w:type="table"'""", 'w:style xmlns:w="urn:x" w:type="table"', 'w:style w:Type="table"'),
)


def _elements(tags: tuple[str, ...], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def built(tag: str, children: list[str], space: str) -> str:
        return f"<{tag}{space}>{''.join(children)}</{tag.split()[0]}{space}>"

    return st.builds(built, st.sampled_from(tags), st.lists(inner, max_size=3), st.sampled_from(("", "", " ", "\n")))


_RUNS = _elements(("w:rPr", "v:rPr", "x:rPr"), st.sampled_from(_LEAVES))
_INNER = _elements(_STYLES, st.one_of(_RUNS, st.sampled_from(_LEAVES)))
_TREES = st.lists(
    _elements(_STYLES, st.one_of(_RUNS, _RUNS, st.sampled_from(_LEAVES), _INNER, _elements(("x:q",), _INNER))),
    max_size=4,
)


@settings(max_examples=250)
@given(_TREES, st.sampled_from(("utf-8", "utf-8", "utf-16")))
def test_what_is_not_suspect_hides_nothing(inner: list[str], encoding: str) -> None:
    content = styles("".join(inner)).encode(encoding)
    assert may_hide(content) or not hides(content), etree.tostring(parse(content, "styles.xml"))


@pytest.mark.parametrize(
    "piece",
    [
        "sz ",
        "sz val",
        "sz val=",
        "val ",
        'val="0',
        '<w:style w:type="table">',
        ' w:a="b"',
        "<a>",
        "</w:style ",
        '"FFFFFF"',
    ],
)
@pytest.mark.parametrize("before", ["", "sz ", 'sz val="', '<w:style w:type="table"', '<w:style w:type="table">'])
def test_no_styles_take_long_to_look_at(before: str, piece: str) -> None:
    content = f'"FFFFFF"{before}{piece * (2_000_000 // len(piece))}'.encode()
    started = time.process_time()
    may_hide(content)
    assert time.process_time() - started < 2
