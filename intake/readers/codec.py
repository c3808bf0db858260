"""A `Reading` as canonical JSON and back: the bytes that are kept, and that cross from the reader process."""

import dataclasses
import hashlib
import json
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from intake.domain.document import FileReading, Reading
from intake.domain.limits import FileLimits
from intake.domain.text.canonical import canonical

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = "6"
"""Version of what the readers return; a reading of another version is made anew.

Whoever changes what any file or mail is read as raises it, and with it the pins of tests/readers/test_codec.py.
"""


def version(limits: FileLimits) -> str:
    """Version of what the readers return under these limits; others than the usual ones are part of it."""
    if limits == FileLimits():
        return VERSION
    digest = hashlib.sha256(canonical(dataclasses.asdict(limits)).encode()).hexdigest()
    return f"{VERSION}-{digest[:8]}"


def encode(reading: Reading | FileReading) -> bytes:
    """Canonical JSON: fields in the order of their declaration, no spaces, UTF-8."""
    return json.dumps(reading, default=_plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return {name: getattr(value, name) for name in _names(type(value))}  # type: ignore[arg-type]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind))


def decode(content: bytes) -> Reading:
    """The Reading of canonical JSON. Raises ValueError for anything that does not come out of it again byte by byte.

    Pydantic writes what `encode` does, five times as fast, but for the exponent of a number; then `encode` is asked.
    """
    adapter = _adapter()
    reading = adapter.validate_json(content, strict=True)
    if adapter.dump_json(reading) != content and encode(reading) != content:
        raise ValueError("not the canonical form of a reading")
    return reading


@cache
def _adapter() -> "TypeAdapter[Reading]":
    """Loaded only where a reading is taken in: the reader process, which only writes, does without pydantic."""
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)
