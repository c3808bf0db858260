"""The gate before anything of an Office file is interpreted: a zip container that is small, whole and unambiguous."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from intake.readers.limits import CONTAINER, ContainerLimits
from intake.readers.magic import is_program
from intake.readers.zip.zipfiles import OddZipError, ZipEntry, entries

_STORED, _DEFLATED = 0, 8
_CHUNK = 1 << 20
_START = 4096
_OVERHEAD = 64
_KEPT = 16 << 20
_UNSAFE = re.compile(r"^[A-Za-z]:|[\\\x00-\x1f\x7f-\x9f]")
_DOCTYPE = b"<!DOCTYPE"
_PUBLIC = rb'<!DOCTYPE\s+[\w:-]{1,40}\s+PUBLIC\s+"%b[^"<>]{1,60}"\s+"[^"<>]{0,100}"\s*>'
_OF_PICTURES = re.compile(_PUBLIC % rb"-//W3C//DTD SVG ")
_OF_OPENOFFICE = re.compile(_PUBLIC % rb"-//OpenOffice\.org//DTD ")
"""Document types that name a public one and declare nothing: in drawings, and in what OpenOffice writes."""

_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
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

    Raises DamagedZipError, or OddZipError where it is ambiguous or says to be over `limits`; what says less than it
    holds is found out while it is inflated. `locked`: members are encrypted; `is_office`: it is laid out as an Office
    file (ECMA-376 Part 2). `programs`, once `check_office` was called: the members that are programs by their start.
    """

    def __init__(self, raw: bytes, limits: ContainerLimits = CONTAINER) -> None:
        self._raw = raw
        self._limits = limits
        self._entries = _by_key(entries(raw, limits.entries), limits)
        self._kept: dict[str, bytes] = {}
        self._room = _KEPT
        self.locked = any(entry.encrypted for entry in self._entries.values())
        self.is_office = "[Content_Types].xml" in self
        self.programs: tuple[str, ...] = ()
        _check_sizes(self._entries.values(), limits)

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members in the order of their bytes."""
        return tuple(entry.name for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises KeyError when absent, OddZipError, DamagedMemberError."""
        kept = self._kept.get(part_key(name))
        return kept if kept is not None else b"".join(_counted(self._raw, self._entries[part_key(name)]))

    def markup(self, name: str) -> bytes:
        """The bytes of a member that is read as markup, whatever its name. Raises KeyError, and as `check_office`."""
        key = part_key(name)
        kept = self._kept.get(key)
        return kept if kept is not None else self._check_markup(key, self._entries[key])

    def start(self, name: str) -> bytes:
        """The first 4 kB of a member. Raises as `read` does."""
        kept = self._kept.get(part_key(name))
        return kept[:_START] if kept is not None else _started(self._raw, self._entries[part_key(name)])

    def check_office(self) -> None:
        """Look at every part of an Office file: at all markup, and at the start of all else.

        Markup is inflated whole, by counted bytes, and its checksum compared. Pictures, fonts and the like are not:
        nothing of them is ever read, and a large document must not cost more than a small one. Raises OddZipError for
        a document type, a rare encoding, or more bytes than said, DamagedMemberError where bytes do not match.
        """
        for key, entry in self._entries.items():
            is_markup = entry.name.lower().endswith(_XML_NAMES)
            start = b"" if is_markup else _started(self._raw, entry)
            if is_markup or _looks_like_markup(start):
                self._check_markup(key, entry)
            elif is_program(start):
                self.programs += (entry.name,)

    def check_archive(self) -> None:
        """Inflate every member of an archive once, by counted bytes, and compare its checksum. Raises as `read`."""
        for entry in self._entries.values():
            for _ in _counted(self._raw, entry):
                pass

    def _check_markup(self, key: str, entry: ZipEntry) -> bytes:
        """The bytes of a part that is markup, checked, and kept for `read` while all of them are small."""
        if entry.size > self._limits.xml_part:
            raise OddZipError("part-size", entry.name)
        whole = b"".join(_counted(self._raw, entry))
        _check_prolog(entry.name, whole, office=self.is_office)
        if len(whole) <= self._room:
            self._room -= len(whole)
            self._kept[key] = whole
        return whole


def part_key(name: str) -> str:
    """Return what two spellings of one part's name have in common (ECMA-376 Part 2, 6.2.2.3 and 7.2.3.4)."""
    if "%" in name:
        name = unquote(name)
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def _by_key(found: Iterable[ZipEntry], limits: ContainerLimits) -> dict[str, ZipEntry]:
    distinct: dict[str, ZipEntry] = {}
    for entry in found:
        key = part_key(entry.name)
        if key in distinct:
            raise OddZipError("duplicate-names", entry.name)
        if entry.link or not _is_safe(entry.name, limits):
            raise OddZipError("unsafe-names", entry.name)
        if entry.method not in {_STORED, _DEFLATED} and not entry.encrypted:
            raise OddZipError("method", entry.name)
        distinct[key] = entry
    return distinct


def _is_safe(name: str, limits: ContainerLimits) -> bool:
    if not name or len(name) > limits.name or name.startswith("/") or _UNSAFE.search(name):
        return False
    return not {"..", "."} & set(name.split("/"))


def _check_sizes(found: Iterable[ZipEntry], limits: ContainerLimits) -> None:
    """Refuse, before anything is inflated, what says to be too large."""
    total = 0
    for entry in found:
        total += entry.size
        if entry.size > limits.ratio_from and entry.size > limits.ratio * max(entry.packed, 1):
            raise OddZipError("ratio", entry.name)
        if entry.packed > entry.size + _OVERHEAD + entry.size // 1000 and not entry.encrypted:
            raise OddZipError("size-differs", entry.name)
    if total > limits.total:
        raise OddZipError("total-size")


def _started(raw: bytes, entry: ZipEntry) -> bytes:
    """The first 4 kB of a member, compared with its size and checksum where that is all of it."""
    if entry.size <= _START:
        return b"".join(_counted(raw, entry))
    if entry.method == _STORED:
        return raw[entry.start : entry.start + _START]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(_packed(raw, entry), _START)
    except zlib.error:
        raise DamagedMemberError(entry.name) from None


def _counted(raw: bytes, entry: ZipEntry) -> Iterator[bytes]:
    """The bytes of a member, piece by piece; never more than it says to have."""
    size = crc = 0
    for piece in _inflated(raw, entry):
        size += len(piece)
        if size > entry.size:
            raise OddZipError("size-differs", entry.name)
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != entry.size or crc != entry.crc:
        raise DamagedMemberError(entry.name)


def _packed(raw: bytes, entry: ZipEntry) -> memoryview:
    return memoryview(raw)[entry.start : entry.start + entry.packed]


def _inflated(raw: bytes, entry: ZipEntry) -> Iterator[bytes]:
    packed = _packed(raw, entry)
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
    """Yield what comes out for this input, at most a chunk at a time."""
    piece = stream.decompress(waiting, _CHUNK)
    while piece:
        yield piece
        piece = stream.decompress(stream.unconsumed_tail, _CHUNK)


def _check_prolog(name: str, part: bytes, *, office: bool) -> None:
    """No document type, which alone can declare entities, and no rare encoding that hides one (XML 1.0, 2.8, 4.3.3).

    A public one without declarations of its own passes where it is usual, in drawings and in what OpenOffice writes:
    nothing here, and no reader of such a file, ever fetches what it names.
    """
    if part.startswith(_UTF16_STARTS):
        if _DOCTYPE in part.replace(b"\0", b""):
            raise OddZipError("doctype", name)
        return
    declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    if part.startswith(_HIDING_STARTS) or (declared and not _PLAIN.fullmatch(declared[1])):
        raise OddZipError("encoding", name)
    if _DOCTYPE in part:
        is_picture = name.lower().endswith(".svg")
        usual = _OF_PICTURES if is_picture else _OF_OPENOFFICE
        if (office and not is_picture and not name.startswith("META-INF/")) or _DOCTYPE in usual.sub(
            b"", part, count=1
        ):
            raise OddZipError("doctype", name)


def _looks_like_markup(piece: bytes) -> bool:
    return piece.startswith(_UTF16_STARTS) or piece[:20].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
