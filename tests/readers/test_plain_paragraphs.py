"""A paragraph that is read in one go says what walking through all of it would say."""

from unittest.mock import patch

import pytest
from lxml import etree

from intake.readers.limits import WORD
from intake.readers.word import wordtext
from intake.readers.word.wordnames import SHORT
from intake.readers.word.wordtext import WordText

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_VALUES = 'w:val="1" w:fldCharType="begin" w:name="mark" w:id="1" w:char="41"'
_TAGGED = '<w:sdtPr><w:tag w:val="tag"/></w:sdtPr>'
_TEXT = "<w:p><w:r><w:t>inner </w:t></w:r></w:p><w:r><w:t>text</w:t></w:r>"
_PLACES = {
    "paragraph": "{}",
    "run": "<w:r>{}<w:t>x</w:t></w:r>",
    "run properties": "<w:r><w:rPr>{}</w:rPr><w:t>x</w:t></w:r>",
    "paragraph properties": "<w:pPr>{}</w:pPr>",
    "link": "<w:hyperlink>{}</w:hyperlink>",
    "text": "<w:r><w:t>x{}</w:t></w:r>",
}
_BODIES = {
    "body": "<w:p><w:r><w:t>a b</w:t></w:r>{}<w:r><w:t>c</w:t></w:r></w:p><w:p><w:r><w:t>d</w:t></w:r></w:p>",
    "cell": "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r>{}<w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
}


@pytest.mark.parametrize("inner", ["", "words", _TAGGED, f"{_TAGGED}{_TEXT}"])
@pytest.mark.parametrize("around", _BODIES)
@pytest.mark.parametrize("tag", [*SHORT, "{urn:x}unknown", "{urn:schemas-microsoft-com:vml}shape"])
def test_reading_in_one_go_agrees_with_walking(tag: str, around: str, inner: str) -> None:
    space, _, name = tag[1:].partition("}")
    special = f'<z:{name} xmlns:z="{space}" {_VALUES}>{inner}</z:{name}>'
    for place in _PLACES.values():
        body = etree.fromstring(f'<w:body xmlns:w="{_SPACE}">{_BODIES[around].format(place.format(special))}</w:body>')
        with patch.object(wordtext, "_plain", lambda _: None):
            walked = _said(body)
        assert _said(body) == walked


def _said(body: etree._Element) -> tuple[object, ...]:
    text = WordText(WORD)
    paragraphs = text.story(body, "body")
    return paragraphs, text.tables, list(text.styles), text.insertions, text.deletions
