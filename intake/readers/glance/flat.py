"""A text document that is one XML file: Word 2003's own, the flat forms of ECMA-376 and of OpenDocument."""

import codecs
import html
import re
from collections.abc import Iterator

from intake.domain.document import FileType
from intake.readers.seen import SeenFile, glance

_READ = 4_000_000
"""How many bytes are read: they hold the first pages of a document, behind its styles."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OF_WORD = re.compile(r"<w:t(?:\s[^<>]*)?>(?P<text>[^<]{0,4000})|(?P<end></w:p>|</w:tc>|<w:br\b)|(?P<tab><w:tab/>)")
_OF_OPENDOCUMENT = re.compile(
    r"(?P<end></text:(?:p|h)>|<text:line-break/>)|(?P<tab><text:(?:tab|s)\b[^<>]*>)|>(?P<text>[^<>]{1,4000})"
)
_TITLE = re.compile(r"<(?:o:Title|dc:title)(?:\s[^<>]*)?>([^<]{1,1000})<")
_AUTHOR = re.compile(r"<(?:o:Author|dc:creator|meta:initial-creator)(?:\s[^<>]*)?>([^<]{1,1000})<")
_TEXT = 400_000


def read_flat(content: bytes, kind: FileType) -> SeenFile:
    """A glance at it, by its marks alone: it is converted by a person before anything in it counts."""
    text = _decoded(content[:_READ])
    title, author = (found[1] if (found := one.search(text)) else "" for one in (_TITLE, _AUTHOR))
    begins = text.find("<office:body") if kind == "odt" else 0
    lines = _lines(_OF_OPENDOCUMENT if kind == "odt" else _OF_WORD, text[max(begins, 0) :])
    return SeenFile(kind, glance=glance(lines, titles=[html.unescape(title)], author=html.unescape(author)))


def _decoded(content: bytes) -> str:
    encoding = next((one for mark, one in _MARKS if content.startswith(mark)), "utf-8")
    return content.decode(encoding, "replace")


def _lines(marks: re.Pattern[str], text: str) -> Iterator[str]:
    """The paragraphs and cells, a line each."""
    line: list[str] = []
    room = _TEXT
    for one in marks.finditer(text):
        if one["end"]:
            yield "".join(line)
            line = []
        else:
            line.append("\t" if one["tab"] else html.unescape(one["text"]))
            room -= len(line[-1])
        if room < 0:
            break
    yield "".join(line)
