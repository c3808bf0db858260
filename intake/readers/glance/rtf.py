"""A glance at a Rich Text file (RTF 1.9.1): its words, and what in it could act when it is opened."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from intake.domain.mail import Problem
from intake.readers.mail.charsets import decode
from intake.readers.process.patience import OutOfPatienceError, at_most
from intake.readers.seen import Seen, glance
from intake.readers.word.fieldcodes import reach
from intake.readers.word.links import is_remote
from intake.readers.word.progids import PACKAGES, is_known

_SECONDS = 5.0
_TEXT = 400_000
_GROUPS = 1_000
_TOKEN = re.compile(
    rb"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)"
)
_ASIDE = {
    *("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "revtbl", "generator", "info"),
    *(
        "pict",
        "object",
        "objdata",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
    ),
    *("footnote", "annotation", "fldinst", "xe", "tc", "themedata", "datastore", "latentstyles", "filetbl"),
}
_SIGNS = {
    **dict.fromkeys(("par", "line", "row", "sect", "page", "cell", "nestcell", "nestrow"), "\n"),
    "tab": " ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_ESCAPES = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\r": "\n", b"\n": "\n"}
_PROPERTIES = ("title", "author")
_FOLLOWED = ("template", "fldinst")
_NEXT = "\0"
"""What stands before each text of a destination that is followed, so that they can be told apart."""

_CHARSETS = {"65001": "utf-8", "10000": "macintosh"}

_CLASS = re.compile(rb"\\objclass\s{1,10}([^\\{}\r\n]{1,200})")
_ACTS = (
    (re.compile(rb"\\\*\\template\s{1,10}(?:https?:|ftp:|file:|\\\\)"), "remote-template"),
    (re.compile(rb"\\obj(?:autlink|link|sub|html)(?![a-z])"), "remote-object"),
    (re.compile(rb"\\objocx(?![a-z])"), "activex"),
)
_DDE = re.compile(rb"(?i)\bDDE(?:AUTO)?\b")
_FIELD, _FIELD_BEFORE = b"\\fldinst", 200
_OBJECT = re.compile(rb"\\objdata(?![a-z])")
_STORED = re.compile(rb"\\objdata(?![a-z])\s?([0-9a-fA-F\s]{24,1000})")
_MOST_NAMES = 20
_MOST_OBJECTS = 2_000
_LONGEST_CLASS = 200
_AFTER = b"\0\r\n\t \x1a"


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces: where its text goes, and how many characters stand in for a Unicode one."""

    to: str = "text"
    stand_ins: int = 1


class _RichText:
    """Follows the groups of a file; `found` holds its text and its properties in pieces."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {"text": []}
        self._groups = [_Group()]
        self._charset = "cp1252"
        self._waiting = bytearray()
        self._skip = 0
        self._size = 0
        self._ended = False

    def read(self, content: bytes) -> None:
        """Read up to the end, or until there is text enough or braces are too deep."""
        at = 0
        while (token := _TOKEN.search(content, at)) and not self._is_enough:
            at = token.end()
            if token["word"] == b"bin":
                at += max(0, int(token["number"] or 0))
            else:
                self._take(token)
        self._ended = token is None
        self._flush()

    @property
    def _is_enough(self) -> bool:
        return self._size + len(self._waiting) > _TEXT or len(self._groups) > _GROUPS

    @property
    def is_open(self) -> bool:
        """Whether the file ended inside a group."""
        return self._ended and len(self._groups) > 1

    def _take(self, token: re.Match[bytes]) -> None:
        if token["hex"] or token["text"]:
            self._bytes(bytes.fromhex(token["hex"].decode()) if token["hex"] else token["text"])
            return
        self._flush()
        if token["word"]:
            self._word(token["word"].decode(), token["number"])
        elif token["open"]:
            self._groups.append(self._groups[-1])
        elif token["close"] and len(self._groups) > 1:
            self._groups.pop()
        elif token["sign"] == b"*":
            self._send("")
        elif token["sign"]:
            self._add(_ESCAPES.get(token["sign"], ""))

    def _bytes(self, raw: bytes) -> None:
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        self._waiting += raw[skipped:]

    def _flush(self) -> None:
        if self._waiting:
            self._add(decode(bytes(self._waiting), self._charset))
            self._waiting.clear()

    def _word(self, word: str, number: bytes | None) -> None:
        value = int(number or 0)
        group = self._groups[-1]
        if word == "u":
            self._add(chr(value & 0xFFFF))
            self._skip = group.stand_ins
        elif word == "uc":
            self._groups[-1] = replace(group, stand_ins=min(max(value, 0), 10))
        elif word == "ansicpg":
            self._charset = _CHARSETS.get(str(value), f"cp{value}")
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in _FOLLOWED:
            self._send(word)
            self._add(_NEXT)
        elif group.to == "info":
            self._send(word if word in _PROPERTIES and word not in self.found else "")
        elif word in _ASIDE and group.to == "text":
            self._send("info" if word == "info" else "")

    def _send(self, to: str) -> None:
        self._groups[-1] = replace(self._groups[-1], to=to)

    def _add(self, text: str) -> None:
        to = self._groups[-1].to
        if to:
            self.found.setdefault(to, []).append(text)
            self._size += len(text)


def read_rtf(content: bytes) -> Seen:
    """Look at the text. Problems: "unreadable" (cut off), "active", "embedded" (objects of known kinds)."""
    problems: tuple[Problem, ...] = ()
    text = _RichText()
    try:
        with at_most(_SECONDS):
            problems = tuple(_objects(content))
            text.read(content)
    except OutOfPatienceError:
        return Seen("rtf", problems=problems)
    if text.is_open and not content.rstrip(_AFTER).endswith(b"}"):
        problems = (*problems, Problem("unreadable", facts={"why": "damaged"}))
    problems = tuple({(one.kind, one.facts.get("what")): one for one in (*problems, *_reaching(text.found))}.values())
    found = {to: _whole("".join(pieces)) for to, pieces in text.found.items()}
    seen = glance(found["text"].split("\n"), titles=[found.get("title", "")], author=found.get("author", ""))
    return Seen("rtf", problems=problems, glance=seen)


def _whole(text: str) -> str:
    """The text with characters that were written as two halves joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _reaching(found: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Templates and fields as they read once their escapes and groups are undone, that lead elsewhere."""
    if any(is_remote(one) for one in "".join(found.get("template", ())).split(_NEXT)):
        yield Problem("active", facts={"what": "remote-template"})
    for code in "".join(found.get("fldinst", ())).split(_NEXT):
        if what := reach(code):
            yield Problem("active", facts={"what": what})


def _objects(content: bytes) -> Iterator[Problem]:
    """What lies in the file or is fetched for it; an object that does not say its class could be anything."""
    for pattern, what in _ACTS:
        if pattern.search(content):
            yield Problem("active", facts={"what": what})
    if any(
        _FIELD in content[max(0, at - _FIELD_BEFORE) : at] for at in (one.start() for one in _DDE.finditer(content))
    ):
        yield Problem("active", facts={"what": "dde"})
    names = [decode(one[1]).strip() for one in islice(_CLASS.finditer(content), _MOST_OBJECTS)]
    stored = [_stored_class(one[1]) for one in islice(_STORED.finditer(content), _MOST_OBJECTS)]
    if any(one.lower().startswith(PACKAGES) for one in (*names, *stored)):
        yield Problem("active", facts={"what": "package"})
    known = sum(is_known(one) for one in names)
    if len(_OBJECT.findall(content)) > known or not all(is_known(one) for one in stored if one):
        yield Problem("active", facts={"what": "unknown-object"})
    elif names:
        yield Problem("embedded", facts={"what": tuple(dict.fromkeys(names))[:_MOST_NAMES]})


def _stored_class(digits: bytes) -> str:
    """The class in the header of an object ([MS-OLEDS] 2.2.4), which counts for Word, or "" where none is told."""
    even = b"".join(digits.split())
    raw = bytes.fromhex(even[: len(even) // 2 * 2].decode())
    length = int.from_bytes(raw[8:12], "little")
    return raw[12 : 12 + length].rstrip(b"\0").decode("latin-1") if length <= _LONGEST_CLASS else ""
