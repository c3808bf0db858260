"""The words of Rich Text (RTF 1.9.1), each where it belongs: the text, the properties, the codes of fields."""

import re
from dataclasses import dataclass, replace

from intake.readers.mail.encodings import decode

LONGEST_FIELD = 1_000_000
"""Bytes; the code of a field that goes on for longer is none that people write."""

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
NEXT = "\0"
"""What stands before each text of a destination that is followed, so that they can be told apart."""

_CHARSETS = {"65001": "utf-8", "10000": "macintosh"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces: where its text goes, and how many characters stand in for a Unicode one."""

    to: str = "text"
    stand_ins: int = 1


class RichText:
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
        self._follow(content, 0, len(content), to_close=False)

    def read_group(self, content: bytes, start: int, end: int) -> int | None:
        """Read from inside a group up to its close, or the file's; where that is, None where it is not before `end`."""
        at = self._follow(content, start, min(end, len(content)), to_close=True)
        return None if self._is_enough or at == end else at

    def _follow(self, content: bytes, at: int, end: int, *, to_close: bool) -> int:
        while (token := _TOKEN.search(content, at, end)) and not self._is_enough:
            at = token.end()
            if to_close and token["close"] and len(self._groups) == 1:
                break
            if token["word"] == b"bin":
                at += max(0, int(token["number"] or 0))
            else:
                self._take(token)
        self._ended = token is None
        self._flush()
        return at if token else end

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
            self._add(NEXT)
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
