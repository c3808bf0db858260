"""The directory of a zip file, read once and strictly (PKWARE APPNOTE 6.3.10): central and local records must agree.

Readers of zip files differ about the odd ones, and an attacker lives in the difference; so what is odd is refused.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from intake.readers.magic import LONGEST_PADDING, is_padding

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_LONGEST_COMMENT = 0xFFFF
_DESCRIPTOR = 0x08
ENCRYPTED, UTF8 = 0x01, 0x800
_SYMLINK, _FORMAT = 0o120000, 0o170000


class OddZipError(Exception):
    """A zip file that readers may see differently; `why` is one word of hazard kinds, `at` the entry."""

    def __init__(self, why: str, at: str = "") -> None:
        super().__init__(f"{why}: {at}" if at else why)
        self.why = why
        self.at = at


class DamagedZipError(Exception):
    """A zip file whose end or directory is missing or cut."""


class ZipEntry(NamedTuple):
    """One member: name as stored, method, flags, CRC, sizes as declared, where its data starts, whether a link."""

    name: str
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    start: int
    link: bool = False

    @property
    def encrypted(self) -> bool:
        """Whether the member is locked with a password."""
        return bool(self.flags & ENCRYPTED)


@dataclass(frozen=True, slots=True)
class _Directory:
    offset: int
    size: int
    count: int
    end: int


def entries(raw: bytes, most: int) -> list[ZipEntry]:
    """The members in the order of their bytes, at most `most`.

    Raises DamagedZipError without a whole directory, OddZipError where records contradict one another, bytes stand
    before or after the archive but for padding, or members overlap.
    """
    directory = _directory(raw)
    if directory.count > most:
        raise OddZipError("entries")
    listed = sorted(_central(raw, directory), key=lambda pair: pair[1])
    found: list[ZipEntry] = []
    at = 0
    for entry, offset in listed:
        if offset < at:
            raise OddZipError("overlap", entry.name)
        if not found and offset > 0:
            raise OddZipError("bytes-before")
        if b"PK\x03\x04" in raw[at:offset]:
            raise OddZipError("bytes-between", entry.name)
        found.append(_opened(raw, entry, offset))
        at = found[-1].start + entry.packed
    if at > directory.offset:
        raise OddZipError("overlap")
    if b"PK\x03\x04" in raw[at : directory.offset]:
        raise OddZipError("bytes-between")
    return found


def _directory(raw: bytes) -> _Directory:
    at = raw.rfind(b"PK\x05\x06", max(0, len(raw) - _END.size - _LONGEST_COMMENT - LONGEST_PADDING))
    if at < 0 or at + _END.size > len(raw):
        raise DamagedZipError("no end of the directory")
    _, disk, first, here, count, size, offset, comment = _END.unpack_from(raw, at)
    end = at + _END.size + comment
    if end > len(raw) or not is_padding(raw[end:]):
        raise OddZipError("bytes-after")
    if disk or first or here != count:
        raise OddZipError("disks")
    full = count == _FULL16 or _FULL32 in {size, offset}
    locator = at - _LOCATOR.size
    if locator >= 0 and raw[locator : locator + 4] == b"PK\x06\x07":
        return _directory64(raw, locator, _Directory(offset, size, count, locator))
    if full:
        raise OddZipError("zip64")
    if offset + size != at:
        raise OddZipError("bytes-before" if offset + size < at else "directory")
    return _Directory(offset, size, count, at)


def _directory64(raw: bytes, locator: int, plain: _Directory) -> _Directory:
    _, disk, at, disks = _LOCATOR.unpack_from(raw, locator)
    if disk or disks > 1 or at + _END64.size != locator or raw[at : at + 4] != b"PK\x06\x06":
        raise OddZipError("zip64")
    _, _, _, _, this, first, here, count, size, offset = _END64.unpack_from(raw, at)
    agrees = plain.count in {count, _FULL16} and plain.size in {size, _FULL32} and plain.offset in {offset, _FULL32}
    if this or first or here != count or offset + size != at or not agrees:
        raise OddZipError("zip64")
    return _Directory(offset, size, count, at)


def _central(raw: bytes, directory: _Directory) -> Iterator[tuple[ZipEntry, int]]:
    at = directory.offset
    for _ in range(directory.count):
        if at + _CENTRAL.size > directory.end or raw[at : at + 4] != b"PK\x01\x02":
            raise DamagedZipError("the directory is cut")
        (_, made, _, flags, method, _, _, crc, packed, size, named, extra, comment, _, _, outside, offset) = (
            _CENTRAL.unpack_from(raw, at)
        )
        name = _name(raw[at + _CENTRAL.size : at + _CENTRAL.size + named], flags)
        more = raw[at + _CENTRAL.size + named : at + _CENTRAL.size + named + extra]
        size, packed, offset = _wide(more, size, packed, offset)
        link = made >> 8 == 3 and (outside >> 16) & _FORMAT == _SYMLINK
        yield ZipEntry(name, method, flags, crc, packed, size, 0, link), offset
        at += _CENTRAL.size + named + extra + comment
    if at != directory.end and directory.offset + directory.size != at:
        raise OddZipError("directory")


def _wide(extra: bytes, *values: int) -> tuple[int, ...]:
    """The values with those of the Zip64 extra field (4.5.3) in place of the full ones, in its order."""
    if _FULL32 not in values:
        return values
    at, wide = 0, b""
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = extra[at + 4 : at + 4 + length]
        at += 4 + length
    full = sum(value == _FULL32 for value in values)
    if len(wide) < 8 * full:
        raise OddZipError("zip64")
    instead = iter(struct.unpack_from(f"<{full}Q", wide))
    return tuple(next(instead) if value == _FULL32 else value for value in values)


def _opened(raw: bytes, entry: ZipEntry, offset: int) -> ZipEntry:
    """The entry with its data's start, after its local record was found to say the same."""
    if offset + _LOCAL.size > len(raw) or raw[offset : offset + 4] != b"PK\x03\x04":
        raise DamagedZipError(f"{entry.name} is cut")
    _, _, flags, method, _, _, crc, packed, size, named, extra = _LOCAL.unpack_from(raw, offset)
    name = _name(raw[offset + _LOCAL.size : offset + _LOCAL.size + named], flags)
    start = offset + _LOCAL.size + named + extra
    if (name, method, flags & ENCRYPTED) != (entry.name, entry.method, entry.flags & ENCRYPTED):
        raise OddZipError("records-differ", entry.name)
    told, later = (entry.crc, entry.packed, entry.size), bool(flags & _DESCRIPTOR)
    agrees = all(one == other or (later and one == 0) for one, other in zip((crc, packed, size), told, strict=True))
    if _FULL32 not in {packed, size} and not agrees:
        raise OddZipError("records-differ", entry.name)
    if start + entry.packed > len(raw):
        raise DamagedZipError(f"{entry.name} is cut")
    return entry._replace(start=start)


def _name(raw: bytes, flags: int) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    return raw.decode("utf-8" if flags & UTF8 else "cp437", "replace")
