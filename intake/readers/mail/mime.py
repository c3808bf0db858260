"""The tree of a mail's parts as slices of its bytes (RFC 2045, RFC 2046); nothing is decoded twice, nothing recurses.

Python's email parser keeps every line as an object, cannot give back an attached mail's own bytes, and recurses as
deep as the sender likes; so the tree is cut here, and the tests compare it with Python's on ordinary mails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from intake.domain.mail import Problem
from intake.readers.limits import MailLimits
from intake.readers.mail.encodings import reads_on, unbase64, unbase64_beyond_padding, unquote_printable
from intake.readers.mail.fields import Fields, parameter, parameters

BoundaryWay = Literal["first", "last"]
"""Which of two contradicting declarations counts: programs differ, so a doubtful mail is read both ways."""

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_BLANK = re.compile(rb"\r*\n")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r*\n){0,20}(?:>?From [^\n]*\n)?(?:[ \t]+\r*\n){0,20}")
"""What programs put before the first field of a mail: empty lines, the line that begins an mbox."""

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_MULTIPART = re.compile(r"multipart/[a-z0-9.+-]+")
_INNER = re.compile(
    rb"(?:^|\n)--([^\s-][^\r\n]{0,199}|-{1,60}[^\s-][^\r\n]{0,139})\r*\n(?=(?i:content-|mime-version:)[^\r\n:]{0,60}:?)"
)
"""A line that opens a part, even undeclared: fields of a part follow it."""

_LINES_LOOKED_AT = 65_536
_FIELD_OF_PART = re.compile(rb"(?i)content-[a-z-]{1,40}[ \t]*:")
_PREAMBLE = 1_000
"""Bytes within which a body that is not declared as one has to open its first part, to be taken for a multipart."""

_PREAMBLES = re.compile(rb"(?i)\s*|[^\r\n]{0,200}\b(?:mime|multi-?part)\b[^\0]{0,800}")
_COMMENT = re.compile(r"\([^()]*\)")
_DELIMITER_END = re.compile(rb"(--)?[ \t]*(?:\r*\n|\Z)")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """A header block: its fields in order, where the body starts, and the limit that cut it short, if any."""

    fields: Fields
    body: int
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part without parts of its own: its path ("1.2", "" for a mail of one part), fields, type, decoded bytes.

    `inside` are the types of the multiparts around it, the outermost first, `within` the path of the nearest
    multipart/alternative ("" if none).
    """

    place: str
    fields: Fields
    content_type: str
    content: bytes
    inside: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    place: str
    start: int
    end: int
    inside: tuple[str, ...] = ()
    within: str = ""


def head(raw: bytes, start: int, end: int, limits: MailLimits) -> HeaderBlock:
    """The header block at `start` (RFC 5322, section 2.2), at most `limits.header_fields` and `header_bytes`.

    It ends at the first empty line, or before the first line that is no field.
    """
    found: list[tuple[str, bytes]] = []
    at = start
    while field := _FIELD.match(raw, at, end):
        if len(found) >= limits.header_fields:
            return HeaderBlock(Fields(found), end, "header fields")
        if field.end() - start > limits.header_bytes:
            return HeaderBlock(Fields(found), end, "header size")
        found.append((field[1].decode("ascii").lower(), field[2]))
        at = field.end()
    blank = _BLANK.match(raw, at, end)
    return HeaderBlock(Fields(found), blank.end() if blank else at)


def with_line_feeds(raw: bytes) -> bytes:
    """The mail as it is, or with line feeds where all its lines end in a carriage return alone."""
    start = raw[:_LINES_LOOKED_AT]
    return raw.replace(b"\r", b"\n") if b"\n" not in start and start.count(b"\r") > 1 else raw


def top_head(raw: bytes, limits: MailLimits) -> HeaderBlock:
    """The header block of a whole mail, behind what programs put before it."""
    before = _BEFORE.match(raw)
    return head(raw, before.end() if before else 0, len(raw), limits)


class MailTree:
    """One reading of a mail: walk `leaves()` once, then `problems` and `doubtful` are known."""

    def __init__(self, raw: bytes, limits: MailLimits, way: BoundaryWay = "first") -> None:
        self.raw = raw = with_line_feeds(raw)
        self.limits = limits
        self.way: BoundaryWay = way
        self.top = top_head(raw, limits)
        self.doubtful = False
        self._contradicted = False
        self.problems: list[Problem] = []

    def leaves(self) -> Iterator[Leaf]:
        """The parts without parts, in order; a limit that is reached ends the walk with a problem."""
        waiting = [_Block("", 0, len(self.raw))]
        seen = 0
        while waiting:
            block = waiting.pop()
            seen += 1
            opened = head(self.raw, block.start, block.end, self.limits) if block.place else self.top
            content_type, boundary = self._declared(opened.fields, block)
            children = self._children(block, opened.body, content_type, boundary)
            if over := opened.cut or self._over(block, seen + len(waiting) + len(children)):
                self.problems.append(Problem("limits", over))
                return
            if children:
                waiting.extend(reversed(children))
            else:
                yield self._leaf(block, opened, content_type)

    def _over(self, block: _Block, parts: int) -> str:
        if parts > self.limits.parts:
            return "parts"
        return "nesting" if len(block.inside) > self.limits.nesting else ""

    def _chosen(self, values: list[str]) -> str:
        """The value that counts; two different ones make the mail doubtful."""
        if len(set(values)) > 1:
            self.doubtful = True
        return values[0 if self.way == "first" else -1] if values else ""

    def _declared(self, fields: Fields, block: _Block) -> tuple[str, str]:
        """Content-Type and boundary; absent or unreadable: text/plain, in a digest message/rfc822 (RFC 2046, 5.1.5)."""
        inherited = "message/rfc822" if block.inside[-1:] == ("multipart/digest",) else "text/plain"
        value = self._chosen(fields.all("content-type")) or inherited
        content_type = _COMMENT.sub("", value.partition(";")[0]).strip().lower()
        if not _TYPE.fullmatch(content_type):
            found = _MULTIPART.match(content_type)
            content_type = found[0] if found else "text/plain"
        return content_type, self._boundary(value) if content_type.startswith("multipart/") else ""

    def _boundary(self, value: str) -> str:
        values = [parameter(value, "boundary")]
        for form in (value, _COMMENT.sub("", value)):
            values += [text for name, text in parameters(form) if name == "boundary"]
        named = [text for text in values if text]
        self._contradicted = len(set(named)) > 1
        return self._chosen(named).rstrip()

    def _children(self, block: _Block, body: int, content_type: str, boundary: str) -> list[_Block]:
        spans = self._spans(block, body, boundary.encode())
        if not spans and (guessed := self._opened_anyway(block, body, content_type)):
            spans = self._spans(block, body, guessed)
        within = (block.place or "0") if content_type == "multipart/alternative" else block.within
        inside = (*block.inside, content_type if content_type.startswith("multipart/") else "multipart/mixed")
        dot = f"{block.place}." if block.place else ""
        return [_Block(f"{dot}{n}", start, end, inside, within) for n, (start, end) in enumerate(spans, start=1)]

    def _spans(self, block: _Block, body: int, boundary: bytes) -> list[tuple[int, int]]:
        """The parts between these delimiters; the first way counts those behind the closing one too."""
        if not boundary:
            return []
        spans: list[tuple[int, int]] = []
        for start, end, closed in _cut(self.raw, body, block.end, b"--" + boundary):
            if closed:
                self.doubtful = True
                if self.way == "last":
                    break
            spans.append((start, end))
            if len(spans) > self.limits.parts:
                break
        return spans

    def _opened_anyway(self, block: _Block, body: int, content_type: str) -> bytes:
        """The boundary of a multipart that declares none, or another one, or is not declared as a multipart.

        Where it declares two, one of them is right. Programs differ about such a mail: only the first way looks for it.
        """
        multipart = content_type.startswith("multipart/")
        if content_type != "text/plain" and (not multipart or self._contradicted):
            return b""
        end = block.end if multipart else min(block.end, body + _PREAMBLE)
        found = _INNER.search(self.raw, max(body - 1, 0), end)
        if not found or not (multipart or _PREAMBLES.fullmatch(self.raw, body, max(body, found.start()))):
            return b""
        self.doubtful = True
        return found[1].rstrip() if self.way == "first" else b""

    def _leaf(self, block: _Block, opened: HeaderBlock, content_type: str) -> Leaf:
        shown = "text/plain" if content_type.startswith("multipart/") else content_type
        content = self._decoded(self.raw[opened.body : block.end], opened.fields)
        return Leaf(block.place, opened.fields, shown, content, block.inside, block.within)

    def _decoded(self, body: bytes, fields: Fields) -> bytes:
        declared = fields.all("content-transfer-encoding")
        encoding = self._chosen([_COMMENT.sub("", value).strip().lower() for value in declared])
        if encoding == "quoted-printable":
            return unquote_printable(body)
        if encoding != "base64":
            return body
        if reads_on(body):
            self.doubtful = True
            return unbase64(body) if self.way == "first" else unbase64_beyond_padding(body)
        return unbase64(body)


def _cut(raw: bytes, start: int, end: int, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Spans between the delimiter lines of a multipart (RFC 2046, section 5.1.1), the last one open if unclosed.

    Each with whether it stands behind a closing delimiter, where an inner multipart has the same boundary.
    """
    opened, at, closed, behind = -1, start, False, False
    while (at := raw.find(mark, at, end)) >= 0:
        delimiter = _DELIMITER_END.match(raw, at + len(mark), end)
        if delimiter is None or not (at == start or raw[at - 1 : at] == b"\n"):
            at += len(mark)
            continue
        if opened >= 0:
            yield opened, max(opened, at - (2 if raw[at - 2 : at] == b"\r\n" else 1)), behind
        closed = closed or bool(delimiter[1])
        behind = closed
        opened = -1 if delimiter[1] and not _FIELD_OF_PART.match(raw, delimiter.end(), end) else delimiter.end()
        at = delimiter.end()
    if opened >= 0:
        yield opened, end, behind
