"""The kind of text in bytes without a magic number: a web page, a picture, plain text, or none."""

import codecs
import re
from typing import Literal

from intake.domain.document import FileType

_LOOKED_AT = 4096
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NOT_WRITTEN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SKIPPED = re.compile(r"(?s)(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)*")
_WEB = re.compile(r"(?i)<!doctype\s+html|<(?:html|head|body|title|script|table|div|span|p|h1|meta)\b")
_PICTURE = re.compile(r"(?i)(?:<!doctype\s+svg[^>]*>\s*)?<svg\b")
_PACKAGE = re.compile(r"<(?:\w+:)?package\s[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")
_OF_WORD = re.compile(r"<\?mso-application\s[^>]*\bWord\.Document\b|<(?:\w+:)?wordDocument\s")
_OF_OTHERS = re.compile(r"<\?mso-application\s[^>]*\b(?:PowerPoint|Excel|Visio|InfoPath)\.")
_OF_OPENDOCUMENT = re.compile(r"<office:document\s[^>]*opendocument\.text\b")
_SAVED_PAGE = re.compile(r"(?im)^content-type:\s*multipart/related|^snapshot-content-location:")
_SENT = re.compile(r"(?im)^(?:to|cc|received|return-path|message-id):")


def written(content: bytes) -> FileType:
    """One of "html", "text", "image" (SVG), "wordxml", "flatdocx", "odt" and "other", by the first 4 kB.

    A web page in one file (MHTML, RFC 2557), as Word saves it under the name .doc too, is "html". "wordxml" is Word
    2003's own XML, "flatdocx" the parts of a .docx in one file, "odt" the flat form of an OpenDocument text; other XML
    is "other".
    """
    text = decoded_start(content)
    if text is None:
        return "other"
    start = text[_end(text) :]
    if flat := _flat(start):
        return flat
    if _PICTURE.match(start):
        return "image"
    if _WEB.match(start):
        return "html"
    if text.lstrip().startswith("<?xml"):
        return "other"
    return "html" if _is_saved_page(start) else "text"


def _flat(start: str) -> FileType | Literal[""]:
    """Name the kind of document that this XML is as one file, by its root and what stands before it; or ""."""
    if not start.startswith("<"):
        return ""
    if not _OF_OTHERS.search(start) and (_PACKAGE.search(start) or _OF_WORD.search(start)):
        return "flatdocx" if _PACKAGE.search(start) else "wordxml"
    return "odt" if _OF_OPENDOCUMENT.search(start) else ""


def decoded_start(content: bytes) -> str | None:
    """The first 4 kB as text, or None where no person wrote them."""
    return _decoded(content[:_LOOKED_AT])


def _end(text: str) -> int:
    """Find where the white space, comments and XML declaration end that may stand before a text."""
    skipped = _SKIPPED.match(text)
    return skipped.end() if skipped else 0


def _decoded(start: bytes) -> str | None:
    """The first characters, or None where no person wrote them."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return _as_text(start.removeprefix(mark), encoding)
    for encoding in ("utf-8", "cp1252"):
        text = _as_text(start, encoding)
        if text is not None:
            return text
    return None


def _as_text(start: bytes, encoding: str) -> str | None:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        return None
    return None if not text.strip() or _NOT_WRITTEN.search(text) else text


def _is_saved_page(start: str) -> bool:
    """Whether this is a page that a browser or Word saved with all its parts, which looks like a mail but is none."""
    block = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    return bool(_SAVED_PAGE.search(block)) and not _SENT.search(block)
