"""The frames between the keeper and the reader process, as lengths and bytes (no pickle, no text lines).

Request: one byte for its kind, the length of a name (4 bytes), the length of the content (8 bytes), its SHA-256 (32
bytes), name, content. The reading comes back under that digest, which ties the answer to the request; it says nothing
of what the process made of the bytes, so the process does not hash them again.
Answer: the length of the JSON (4 bytes), the JSON, and for a reading then each of its files in the order of
`Reading.files`, but not of the content itself: its length (8 bytes), its bytes. A child says one answer of its own
first, the greeting: {"version": ..., "sandbox": [...]}. All lengths are unsigned, most significant byte first.

To "write" the content is the length of a JSON list of [text, place or null, body, marked up] (4 bytes), that list, and
the file; the answer is {"why": ""} and the length of the new file (8 bytes) with its bytes, or {"why": "a few words"}
alone.
To "pack" the content, the parts of a .docx in one XML file, is answered alike. A "letter" is answered by the JSON of
`CircularLetters` alone.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import astuple
from typing import Literal

from intake.domain.writing import Writing

FrameKind = Literal["mail", "parts", "headers", "file", "write", "pack", "letter"]
"""A mail with its files read; a mail with its files only named; its header block; a file without a mail; a .docx to
write into; the parts of one; a letter."""

KINDS: dict[bytes, FrameKind] = {
    b"M": "mail",
    b"P": "parts",
    b"H": "headers",
    b"F": "file",
    b"W": "write",
    b"K": "pack",
    b"L": "letter",
}
REQUEST = struct.Struct("!cLQ32s")
JSON_LENGTH = struct.Struct("!L")
FILE_LENGTH = struct.Struct("!Q")

MOST_JSON = 4 * 1024 * 1024
MOST_NAME = 4096

OUT_OF_MEMORY = 77
"""Exit status of a reader process that ran out of memory."""


def request(kind: FrameKind, content: bytes, name: str = "", digest: str = "") -> list[bytes]:
    """The pieces of one request; `digest` is the SHA-256 of the content, which only writing and packing do without."""
    mark = next(mark for mark, known in KINDS.items() if known == kind)
    named = name.encode("utf-8", "replace")[:MOST_NAME]
    return [REQUEST.pack(mark, len(named), len(content), bytes.fromhex(digest)) + named, content]


def to_write(content: bytes, writings: Sequence[Writing]) -> bytes:
    """The content of a request to write these texts into a .docx."""
    told = json.dumps(
        [(one.text, astuple(one.place) if one.place else None, one.body, one.marked_up) for one in writings]
    ).encode()
    return JSON_LENGTH.pack(len(told)) + told + content
