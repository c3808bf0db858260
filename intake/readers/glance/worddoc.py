"""The text of an older Word document ([MS-DOC]), piece by piece, without the codes of fields; WordPerfect's head."""

import re
import struct
from collections.abc import Callable, Iterator

from intake.domain.mail import Problem
from intake.readers.seen import SeenFile, glance

_IDENTS = (0xA5EC, 0xA5DC, 0xA5DB, 0xA59B)
_ENCRYPTED, _TABLE = 0x0100, 0x0200
_WORD_97 = 0x00C1
_FIB_CLX = 0x01A2
_BARE_TEXT = 400_000
_MOST_PIECES = 100_000
_COMPRESSED = 0x40000000
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x15]*))?\x15")
_NESTED_FIELDS = 20
_SIGNS = str.maketrans(
    {"\r": "\n", "\x07": "\n", "\x0b": " ", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " "}
    | dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x13\x14\x15\x1f", "")
)


class LockedError(Exception):
    """The document is encrypted."""


def main_text(stream: bytes, other: Callable[[str], bytes], most: int) -> str:
    """The text of the main part, at most `most` characters, a line for each paragraph and cell.

    `stream` is WordDocument, `other` gives another stream by name. Raises LockedError; ValueError, struct.error or
    what `other` raises where the file is damaged.
    """
    ident, version = struct.unpack_from("<2H", stream)
    (flags,) = struct.unpack_from("<H", stream, 10)
    if ident not in _IDENTS:
        raise ValueError("no Word document")
    if flags & _ENCRYPTED:
        raise LockedError
    if version < _WORD_97:
        first, last = struct.unpack_from("<2L", stream, 24)
        return _plain(stream[first : min(last, first + most)].decode("cp1252", "replace"))
    table = other("1Table" if flags & _TABLE else "0Table")
    (length,) = struct.unpack_from("<L", stream, 0x4C)
    start, size = struct.unpack_from("<2L", stream, _FIB_CLX)
    found = "".join(_pieces(stream, _piece_table(table[start : start + size]), min(length, most)))
    return _plain(found)


def read_bare(content: bytes) -> SeenFile:
    """A document of Word for DOS, for Macintosh, or for Windows up to 6, which is no compound file.

    Its text is read where Word for Windows wrote it. Problems: "password".
    """
    try:
        text = main_text(content, _nowhere, _BARE_TEXT)
    except LockedError:
        return SeenFile("doc", problems=(Problem("password"),))
    except (ValueError, struct.error):
        text = ""
    return SeenFile("doc", glance=glance(text.split("\n")))


def read_wordperfect(content: bytes) -> SeenFile:
    """A document of WordPerfect 5 or later, by its head: bytes 12 and 13 are not 0 where a password locks it."""
    return SeenFile("wpd", problems=(Problem("password"),) if any(content[12:14]) else ())


def _nowhere(name: str) -> bytes:
    raise ValueError(f"no stream {name}")


def _piece_table(clx: bytes) -> bytes:
    """The table of pieces behind the property lists before it ([MS-DOC] 2.9.38)."""
    at = 0
    while clx[at : at + 1] == b"\x01":
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if clx[at : at + 1] != b"\x02":
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<L", clx, at + 1)
    return clx[at + 5 : at + 5 + size]


def _pieces(stream: bytes, table: bytes, most: int) -> Iterator[str]:
    """The text of each piece: bytes of Windows-1252 or UTF-16 at a place in the stream ([MS-DOC] 2.9.73, 2.9.177)."""
    count = min((len(table) - 4) // 12, _MOST_PIECES)
    for number in range(count):
        begin, end = struct.unpack_from("<2L", table, 4 * number)
        (place,) = struct.unpack_from("<L", table, 4 * (len(table) // 12 + 1) + 8 * number + 2)
        length = min(end, most) - begin
        if length <= 0:
            return
        if place & _COMPRESSED:
            at = (place & ~_COMPRESSED) // 2
            yield stream[at : at + length].decode("cp1252", "replace")
        else:
            yield stream[place : place + 2 * length].decode("utf-16-le", "replace")


def _plain(text: str) -> str:
    """Fields show their result ([MS-DOC] 2.8.25), marks of cells and pages are line ends, those of objects nothing."""
    for _ in range(_NESTED_FIELDS):
        text, changed = _FIELD.subn(lambda field: field[1] or "", text)
        if not changed:
            break
    return text.translate(_SIGNS)
