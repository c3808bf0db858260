"""Linux Landlock (Documentation/userspace-api/landlock.rst): a process gives up files and network, for good."""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST_FILE_RIGHTS, _NETWORK_RIGHTS, _SCOPES = 16, 2, 2
_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE, _CONTROL = 1, 2, 4, 8, 1 << 14, 1 << 15
_OF_A_FILE = _EXECUTE | _WRITE | _READ | _TRUNCATE | _CONTROL
_LOOK = _EXECUTE | _READ | _LIST


def restrict(libc: ctypes.CDLL, readable: Iterable[str] = (), writable: Iterable[str] = ()) -> bool:
    """Enter a domain that handles every right the kernel knows and grants only what stands at and below these paths.

    `readable` may be read and run, in `writable` everything is allowed but running; a path that does not exist is
    left out. Whether the kernel did it.
    """
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    if version < 1:
        return False
    attributes = _rights(version)
    (known,) = struct.unpack_from("=Q", attributes)
    ruleset = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    granted = [*((one, _LOOK) for one in readable), *((one, known & ~_EXECUTE) for one in writable)]
    if not all(_grant(libc, ruleset, path, known & rights) for path, rights in granted if Path(path).exists()):
        return False
    return bool(libc.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0)


def _grant(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> bool:
    place = os.open(path, os.O_PATH)
    try:
        allowed = rights if stat.S_ISDIR(os.fstat(place).st_mode) else rights & _OF_A_FILE
        beneath = struct.pack("=Qi", allowed, place)
        done = libc.syscall(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), beneath, ctypes.c_uint32(0))
    finally:
        os.close(place)
    return bool(done == 0)


def _rights(version: int) -> bytes:
    """The attribute of a ruleset for this ABI: file rights, from 4 on network rights, from 6 on scopes."""
    masks = [(1 << _FILE_RIGHTS.get(version, _NEWEST_FILE_RIGHTS)) - 1]
    if version >= 4:
        masks.append((1 << _NETWORK_RIGHTS) - 1)
    if version >= 6:
        masks.append((1 << _SCOPES) - 1)
    return struct.pack(f"={len(masks)}Q", *masks)
