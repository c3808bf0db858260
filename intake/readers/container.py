"""The gate before anything of an Office file is interpreted: a zip container that is small, whole and unambiguous."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from intake.readers.limits import CONTAINER, ContainerLimits
from intake.readers.zipfiles import Entry, OddZipError, entries

_STORED, _DEFLATED = 0, 8
_CHUNK = 1 << 20
_KEPT = 16 << 20
_DRIVE = re.compile(r"[A-Za-z]:")
_DOCTYPE = b"<!DOCTYPE"
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_PLAIN = re.compile(
    rb"(?i)utf-?8|utf-16(?:le|be)?|(?:us-)?ascii|iso-8859-\d+|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis"
)
_HIDING_STARTS = (b"\x4c\x6f\xa7\x94", b"\x00\x00", b"<\x00\x00")
_XML_NAMES = (".xml", ".rels", ".vml", ".xhtml", ".svg")
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\x00?", b"<\x00!", b"\x00<")


class DamagedMemberError(Exception):
    """A member cannot be inflated, or its bytes do not match its checksum; the text is its name."""


class Container:
    """The members of one zip file, none of them ever written anywhere.

    Raises DamagedZipError, or OddZipError where it is ambiguous or over `limits`. `locked`: members are encrypted;
    `is_office`: it is laid out as an Office file (ECMA-376 Part 2). Call `check` before `read`.
    """

    def __init__(self, raw: bytes, limits: ContainerLimits = CONTAINER) -> None:
        self._raw = raw
        self._limits = limits
        self._entries = {_key(entry.name): entry for entry in _distinct(entries(raw, limits.entries), limits)}
        self._kept: dict[str, bytes] = {}
        self.locked = any(entry.encrypted for entry in self._entries.values())
        self.is_office = "[Content_Types].xml" in self

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members in the order of their bytes."""
        return tuple(entry.name for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """The bytes of a member, which `check` has counted. KeyError when absent."""
        kept = self._kept.get(_key(name))
        return kept if kept is not None else b"".join(_inflated(self._raw, self._entries[_key(name)]))

    def check(self, *, markup: bool = True) -> None:
        """Inflate every member once, counting, and look at all markup; without `markup` nobody will parse any.

        Raises OddZipError over a limit or for a document type, DamagedMemberError where bytes do not match.
        """
        total = 0
        for entry in self._entries.values():
            parsed: bool | None = False if not markup else True if entry.name.lower().endswith(_XML_NAMES) else None
            pieces: list[bytes] = []
            size = crc = 0
            for piece in _inflated(self._raw, entry):
                parsed = _looks_like_markup(piece) if parsed is None else parsed
                size += len(piece)
                total += len(piece)
                self._check_size(entry, size, total, markup=parsed)
                crc = zlib.crc32(piece, crc)
                if parsed:
                    pieces.append(piece)
            if size != entry.size or crc != entry.crc:
                raise DamagedMemberError(entry.name)
            self._keep(entry.name, pieces, total)

    def _keep(self, name: str, pieces: list[bytes], total: int) -> None:
        """Check a part that is markup, and keep it for `read` while all of them are small."""
        if not pieces:
            return
        whole = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        _check_markup(name, whole)
        if total <= _KEPT:
            self._kept[_key(name)] = whole

    def _check_size(self, entry: Entry, size: int, total: int, *, markup: bool | None) -> None:
        """Stop while inflating, by the bytes counted so far."""
        limits = self._limits
        if markup and size > limits.xml_part:
            raise OddZipError("part-size", entry.name)
        if total > limits.total:
            raise OddZipError("total-size")
        if size > limits.ratio_from and size > limits.ratio * max(entry.packed, 1):
            raise OddZipError("ratio", entry.name)
        if size > entry.size:
            raise OddZipError("size-differs", entry.name)


def _key(name: str) -> str:
    """What two spellings of one part's name have in common (ECMA-376 Part 2, 6.2.2.3 and 7.2.3.4)."""
    return unicodedata.normalize("NFC", unquote(name)).casefold()


def _distinct(found: list[Entry], limits: ContainerLimits) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in found:
        if _key(entry.name) in seen:
            raise OddZipError("duplicate-names", entry.name)
        seen.add(_key(entry.name))
        if not _is_safe(entry.name, limits) or entry.link:
            raise OddZipError("unsafe-names", entry.name)
        if entry.method not in {_STORED, _DEFLATED} and not entry.encrypted:
            raise OddZipError("method", entry.name)
        yield entry


def _is_safe(name: str, limits: ContainerLimits) -> bool:
    if not name or len(name) > limits.name or name.startswith("/") or _DRIVE.match(name):
        return False
    if "\\" in name or any(unicodedata.category(one) == "Cc" for one in name):
        return False
    return not {"..", "."} & set(name.split("/"))


def _inflated(raw: bytes, entry: Entry) -> Iterator[bytes]:
    packed = memoryview(raw)[entry.start : entry.start + entry.packed]
    if entry.method == _STORED:
        yield from (bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _CHUNK):
            if stream.eof:
                raise OddZipError("bytes-between", entry.name)
            yield from _output(stream, packed[at : at + _CHUNK])
    except zlib.error:
        raise DamagedMemberError(entry.name) from None
    if stream.unused_data:
        raise OddZipError("bytes-between", entry.name)
    if not stream.eof:
        raise DamagedMemberError(entry.name)


def _output(stream: "zlib._Decompress", waiting: bytes | memoryview) -> Iterator[bytes]:
    """What comes out for this input, at most a chunk at a time."""
    piece = stream.decompress(waiting, _CHUNK)
    while piece:
        yield piece
        piece = stream.decompress(stream.unconsumed_tail, _CHUNK)


def _check_markup(name: str, part: bytes) -> None:
    """No document type, which alone can declare entities, and no rare encoding that hides one (XML 1.0, 2.8, 4.3.3)."""
    if part.startswith(_UTF16_STARTS):
        if _DOCTYPE in part.replace(b"\0", b""):
            raise OddZipError("doctype", name)
        return
    declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    if part.startswith(_HIDING_STARTS) or (declared and not _PLAIN.fullmatch(declared[1])):
        raise OddZipError("encoding", name)
    if _DOCTYPE in part:
        raise OddZipError("doctype", name)


def _looks_like_markup(piece: bytes) -> bool:
    return piece.startswith(_UTF16_STARTS) or piece[:20].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
