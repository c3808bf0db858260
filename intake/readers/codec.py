"""The answer of a reader process: a `Reading` as canonical text, which is also kept as the mail's reading."""

import dataclasses
import hashlib

from intake.codec import READING
from intake.domain.document import FileReading, Reading
from intake.domain.limits import FileLimits
from intake.domain.text.canonical import canonical

VERSION = "17"
"""The version of the readers' results; a reading of another version is made again.

Any change to the reading of a file or mail raises it, and with it the pins of tests/readers/test_codec.py.
"""


def version(limits: FileLimits) -> str:
    """Version of what the readers return under these limits; others than the usual ones are part of it."""
    if limits == FileLimits():
        return VERSION
    digest = hashlib.sha256(canonical(dataclasses.asdict(limits)).encode()).hexdigest()
    return f"{VERSION}-{digest[:8]}"


def encode(reading: Reading | FileReading) -> bytes:
    """The canonical text in UTF-8."""
    return canonical(reading).encode()


def decode(content: bytes) -> Reading:
    """The Reading of a canonical text. Raises ValueError for anything that does not come out of it byte by byte."""
    return READING.load_exactly(content)
