"""What the keeper and the reader process say to each other, as lengths and bytes (design: no pickle, no text lines).

Request: one byte for its kind, the length of a name (4 bytes), the length of the content (8 bytes), name, content.
Answer: the length of the JSON (4 bytes), the JSON, and for a reading then each of its files in the order of
`Reading.files`: its length (8 bytes), its bytes. A child says one answer of its own first, the greeting:
{"version": ..., "sandbox": [...]}. All lengths are unsigned, most significant byte first.
"""

import struct
from typing import Literal

Kind = Literal["mail", "parts", "headers", "file"]
"""A mail with its files read; a mail with its files only named; its header block; a file without a mail."""

KINDS: dict[bytes, Kind] = {b"M": "mail", b"P": "parts", b"H": "headers", b"F": "file"}
REQUEST = struct.Struct("!cLQ")
JSON_LENGTH = struct.Struct("!L")
FILE_LENGTH = struct.Struct("!Q")

MOST_JSON = 4 * 1024 * 1024
MOST_NAME = 4096

OUT_OF_MEMORY = 77
"""Exit status of a reader process that ran out of memory."""


def request(kind: Kind, content: bytes, name: str = "") -> list[bytes]:
    """The pieces of one request."""
    mark = next(mark for mark, known in KINDS.items() if known == kind)
    named = name.encode("utf-8", "replace")[:MOST_NAME]
    return [REQUEST.pack(mark, len(named), len(content)), named, content]
