"""Outlook's winmail.dat ([MS-OXTNEF]): its files and its text, read if the extra [tnef] is installed."""

import logging
import struct
from collections.abc import Iterator
from typing import Any

from intake.domain.mail import Problem
from intake.domain.text.language import one_line
from intake.readers.limits import OutOfPatienceError, at_most
from intake.readers.mail.encodings import decode
from intake.readers.seen import Member, SeenFile, glance

try:
    from tnefparse import TNEF
except ImportError:
    TNEF = None

_SECONDS = 5.0
_MOST = 2_000
_ATTRIBUTE = struct.Struct("<BLL")
_HEAD, _CHECKSUM = 6, 2
_LINES = 500

_LOG = logging.getLogger("tnefparse")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


def read_tnef(content: bytes) -> SeenFile:
    """The files in it are its members, its text is the glance.

    Problem: "unreadable" (`why` = "tnef" where the extra is missing, "damaged", or "limits").
    """
    if TNEF is None:
        return _unreadable("tnef")
    if _attributes(content) > _MOST:
        return _unreadable("limits")
    try:
        with at_most(_SECONDS):
            opened = TNEF(content, do_checksum=False)
            members = tuple(_members(opened))
            text = _text(opened)
    except MemoryError:
        raise
    except OutOfPatienceError:
        return _unreadable("limits")
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        return _unreadable("damaged")
    return SeenFile("tnef", members=members, glance=glance(text.splitlines()[:_LINES]) if text else None)


def _unreadable(why: str) -> SeenFile:
    return SeenFile("tnef", problems=(Problem("unreadable", facts={"why": why}),))


def _attributes(content: bytes) -> int:
    """Count the attributes that follow one another: the package copies all that is left for each of them."""
    found, at = 0, _HEAD
    while at + _ATTRIBUTE.size < len(content) and found <= _MOST:
        *_, size = _ATTRIBUTE.unpack_from(content, at)
        at += _ATTRIBUTE.size + size + _CHECKSUM
        found += 1
    return found


def _members(opened: Any) -> Iterator[Member]:  # noqa: ANN401 - the package tells no types
    for place, one in enumerate(opened.attachments, start=1):
        if isinstance(one.data, bytes):
            yield Member(str(place), one_line(_words(_name(one))), one.data)


def _name(attachment: Any) -> object:  # noqa: ANN401 - as above
    try:
        return attachment.long_filename()
    except UnicodeDecodeError:
        return attachment._name  # noqa: SLF001 - the bytes that its property cannot decode


def _text(opened: Any) -> str:  # noqa: ANN401 - as above
    return _words(opened.body)


def _words(value: object) -> str:
    if isinstance(value, bytes):
        return decode(value.rstrip(b"\0"))
    return value.rstrip("\0") if isinstance(value, str) else ""
