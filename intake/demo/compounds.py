"""Builds compound files ([MS-CFB]): storages and streams with the classes that they name."""

import struct
import uuid
from collections.abc import Mapping

_SECTOR, _SMALLEST = 512, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _STORAGE, _STREAM = 5, 1, 2


def compound_file(streams: Mapping[str, bytes], *, clsid: str = "", classes: Mapping[str, str] | None = None) -> bytes:
    """A compound file with these streams ("storage/stream"), its root and storages of these classes.

    Streams are filled up with zeros to 4,096 bytes, below which they would need a stream of their own.
    """
    paths = {"": _ROOT}
    for name in streams:
        folders = name.split("/")[:-1]
        paths.update({"/".join(folders[: depth + 1]): _STORAGE for depth in range(len(folders))})
        paths[name] = _STREAM
    order = list(paths)
    sectors, starts = b"", {}
    for name, content in streams.items():
        starts[name] = len(sectors) // _SECTOR
        sectors += _filled(content.ljust(_SMALLEST, b"\0"))
    named = {"": clsid, **(classes or {})}
    entries = b"".join(_entry(order, name, paths[name], named.get(name, ""), starts, streams) for name in order)
    directory = _filled(entries)
    return _assembled(sectors, directory, [_sectors(streams[name]) for name in streams])


def _entry(
    order: list[str], name: str, kind: int, clsid: str, starts: Mapping[str, int], streams: Mapping[str, bytes]
) -> bytes:
    """One directory entry; the children of a storage hang in one line, each right of the one before."""
    written = ("Root Entry" if not name else name.rpartition("/")[2]).encode("utf-16-le") + b"\0\0"
    folder = name.rpartition("/")[0]
    later = [one for one in order[order.index(name) + 1 :] if one.rpartition("/")[0] == folder] if name else []
    inside = [one for one in order if one and one.rpartition("/")[0] == name] if kind != _STREAM else []
    right = order.index(later[0]) if later else _FREE
    child = order.index(inside[0]) if inside else _FREE
    marked = uuid.UUID(clsid).bytes_le if clsid else bytes(16)
    size = max(len(streams[name]), _SMALLEST) if kind == _STREAM else 0
    return struct.pack(
        "<64sHBB3L16sL2QLQ", written, len(written), kind, 1, _FREE, right, child, marked, 0, 0, 0,
        starts.get(name, _END), size,
    )  # fmt: skip


def _assembled(sectors: bytes, directory: bytes, lengths: list[int]) -> bytes:
    """Header, streams, directory, and the table of sectors, which lies last."""
    chain: list[int] = []
    for length in [*lengths, len(directory) // _SECTOR]:
        chain += [*range(len(chain) + 1, len(chain) + length), _END]
    tables = -(-(len(chain) + 1) * 4 // (_SECTOR - 4))
    first = len(chain)
    chain += [_FAT] * tables
    table = b"".join(struct.pack("<L", one) for one in chain)
    listed = [first + one for one in range(tables)] + [_FREE] * (109 - tables)
    head = struct.pack(
        "<8s16s6H4x5L4L109L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, tables,
        len(sectors) // _SECTOR, 0, _SMALLEST, _END, 0, _END, 0, *listed,
    )  # fmt: skip
    return head + sectors + directory + table.ljust(tables * _SECTOR, b"\xff")


def _sectors(content: bytes) -> int:
    return len(_filled(content.ljust(_SMALLEST, b"\0"))) // _SECTOR


def _filled(content: bytes) -> bytes:
    return content + bytes(-len(content) % _SECTOR)
