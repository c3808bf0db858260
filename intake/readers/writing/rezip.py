"""A zip file with a few members exchanged or added; every other member is copied as it lies there, byte by byte."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _DEFLATED, _DESCRIPTOR, _UTF8, _LEVEL = 20, 8, 0x08, 0x800, 6
_FULL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of the directory: its fields, name, extra field without Zip64, comment, and where its member lies."""

    fields: tuple[int, ...]
    name: bytes
    extra: bytes
    comment: bytes
    sizes: tuple[int, int]
    offset: int

    @property
    def text(self) -> str:
        """The name as text."""
        return self.name.decode("utf-8" if self.fields[2] & _UTF8 else "cp437", "replace")


def exchanged(raw: bytes, contents: Mapping[str, bytes]) -> bytes:
    """The zip file with these contents by name: in the place of a member of that name, else behind the last one.

    `raw` has passed the gate (`container`). Exchanged members keep name, attributes and time, and are deflated; order
    and comments stay. The same arguments give the same bytes.
    """
    records, start, comment = _directory(raw)
    written, listed = bytearray(), dict[str, bytes]()
    for one, end in _spans(records, start):
        at = len(written)
        new, member = _deflated(one, contents[one.text]) if one.text in contents else (one, raw[one.offset : end])
        written += member
        listed[one.text] = _central(new, at)
    directory = bytearray().join(listed[one.text] for one in records)
    added = [name for name in contents if name not in listed]
    for name in added:
        new, member = _deflated(_like(records[0], name), contents[name])
        directory += _central(new, len(written))
        written += member
    count = len(records) + len(added)
    last = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(written), len(comment))
    return bytes(written + directory) + last + comment


def _directory(raw: bytes) -> tuple[list[_Record], int, bytes]:
    """The records in their order, where the directory begins, and the comment of the file."""
    at = raw.rfind(b"PK\x05\x06")
    _, _, _, _, count, _, start, _ = _END.unpack_from(raw, at)
    comment = raw[at + _END.size :]
    if raw[at - 20 : at - 16] == b"PK\x06\x07":
        end64 = struct.unpack_from("<Q", raw, at - 12)[0]
        count, _, start = struct.unpack_from("<3Q", raw, end64 + 32)
    records, place = [], start
    for _ in range(count):
        _, *fields, packed, size, named, extra, said, _, inside, outside, offset = _CENTRAL.unpack_from(raw, place)
        place += _CENTRAL.size
        name, more = raw[place : place + named], raw[place + named : place + named + extra]
        about = raw[place + named + extra : place + named + extra + said]
        packed, size, offset, kept = _plain(packed, size, offset, more)
        records.append(_Record((*fields, inside, outside), name, kept, about, (packed, size), offset))
        place += named + extra + said
    return records, start, comment


def _plain(packed: int, size: int, offset: int, extra: bytes) -> tuple[int, int, int, bytes]:
    """Sizes and offset with those of a Zip64 extra field in place of full ones, and the other extra fields."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            size = next(wide) if size == _FULL else size
            packed = next(wide) if packed == _FULL else packed
            offset = next(wide) if offset == _FULL else offset
        else:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return packed, size, offset, kept


def _spans(records: list[_Record], start: int) -> list[tuple[_Record, int]]:
    """Each record with the end of its member's bytes, a data descriptor behind them included."""
    ordered = sorted(records, key=lambda one: one.offset)
    return list(zip(ordered, [*(one.offset for one in ordered[1:]), start], strict=True))


def _like(record: _Record, name: str) -> _Record:
    """A record for a new member, of the same time as another one."""
    _, _, _, _, time, day, *_ = record.fields
    fields = (_VERSION, _VERSION, _UTF8, _DEFLATED, time, day, 0, 0, 0)
    return _Record(fields, name.encode(), b"", b"", (0, 0), 0)


def _deflated(record: _Record, content: bytes) -> tuple[_Record, bytes]:
    """The record and the member, local header included, with this content."""
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = stream.compress(content) + stream.flush()
    made, _, flags, _, time, day, _, inside, outside = record.fields
    crc, flags = zlib.crc32(content), flags & ~_DESCRIPTOR
    new = _Record(
        (made, _VERSION, flags, _DEFLATED, time, day, crc, inside, outside),
        record.name,
        b"",
        record.comment,
        (len(packed), len(content)),
        0,
    )
    sizes = (crc, len(packed), len(content), len(record.name), 0)
    head = _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, _DEFLATED, time, day, *sizes)
    return new, head + record.name + packed


def _central(record: _Record, offset: int) -> bytes:
    made, needed, flags, method, time, day, crc, inside, outside = record.fields
    lengths = (len(record.name), len(record.extra), len(record.comment))
    head = (made, needed, flags, method, time, day, crc, *record.sizes, *lengths, 0, inside, outside, offset)
    return _CENTRAL.pack(b"PK\x01\x02", *head) + record.name + record.extra + record.comment
