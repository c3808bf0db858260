"""What kind of file some bytes are, by the bytes alone."""

from typing import Literal

Magic = Literal["", "zip", "ole", "rtf", "pdf", "image"]

_STARTS: tuple[tuple[bytes, Magic], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\xd7\xcd\xc6\x9a", "image"),
    (b"\x00\x00\x01\x00", "image"),
)
_PDF_WITHIN = 1024


def magic(content: bytes) -> Magic:
    """The family that the first bytes name, or ""; a PDF may start within the first 1,024 bytes."""
    for start, family in _STARTS:
        if content.startswith(start):
            return family
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image"
    if content[:2] == b"BM" and content[6:10] == bytes(4):
        return "image"
    if content[:4] == b"\x01\x00\x00\x00" and content[40:44] == b" EMF":
        return "image"
    return "pdf" if b"%PDF-" in content[:_PDF_WITHIN] else ""
