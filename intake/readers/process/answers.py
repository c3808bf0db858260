"""The parent's side of what a reader process says: it is taken only whole, consistent, and within bounds.

`until` is an instant of the monotonic clock, in seconds. All raise ReaderFailedError where the process breaks off, or
says anything else ("protocol").
"""

import hashlib
import json
from collections.abc import Callable
from typing import TypeVar

from intake.codec import LETTERS
from intake.domain.circular.letter import CircularLetters
from intake.domain.document import FileReading, Reading
from intake.domain.text.language import one_line
from intake.ports import NotWritableError, ReaderFailedError, ReaderResult
from intake.readers.codec import decode
from intake.readers.frames import FILE_LENGTH, JSON_LENGTH, MOST_JSON
from intake.readers.process.process import ReaderProcess

T = TypeVar("T")


def greeted(process: ReaderProcess, version: str, until: float) -> tuple[str, ...]:
    """Return the protections that a new process reached, if its readers are of this version."""
    greeting, _ = _spoken(process, until, json.loads)
    try:
        said, sandbox = greeting["version"], greeting["sandbox"]
    except (TypeError, KeyError):
        raise ReaderFailedError("protocol", "no greeting") from None
    if said != version:
        raise ReaderFailedError("protocol", f"a reader of version {said}")
    return tuple(str(step) for step in sandbox)


def reading_of(
    process: ReaderProcess, content: bytes, digest: str, *, version: str, room: int, until: float
) -> ReaderResult:
    """Return the reading of this content with its digest, and its files; those inside others hold `room` bytes."""
    reading, said = _spoken(process, until, decode)
    _check(reading, (digest, len(content)), version, room)
    files = (content if _is_whole(file, reading) else _file(process, file, until) for file in reading.files)
    return ReaderResult(reading, tuple(files), said)


def letters_of(process: ReaderProcess, digest: str, until: float) -> CircularLetters:
    """Return the letters of the file with this digest."""
    found, _ = _spoken(process, until, LETTERS.load_exactly)
    if found.raw != digest:
        raise ReaderFailedError("protocol", "a letter of something else")
    return found


def written_file(process: ReaderProcess, *, most: int, until: float) -> bytes:
    """Return the bytes of a new file, at most so many; NotWritableError with the reason why there is none."""
    answer, _ = _spoken(process, until, json.loads)
    why = answer.get("why") if isinstance(answer, dict) else None
    if not isinstance(why, str):
        raise ReaderFailedError("protocol", "no answer to writing")
    if why:
        raise NotWritableError(one_line(why))
    (size,) = FILE_LENGTH.unpack(process.receive(FILE_LENGTH.size, until))
    if size > most:
        raise ReaderFailedError("protocol", f"a written file of {size} bytes")
    return process.receive(size, until)


def _spoken(process: ReaderProcess, until: float, load: Callable[[bytes], T]) -> tuple[T, bytes]:
    """Return the next value that the process says, and the text in which it says it."""
    (size,) = JSON_LENGTH.unpack(process.receive(JSON_LENGTH.size, until))
    if size > MOST_JSON:
        raise ReaderFailedError("protocol", f"an answer of {size} bytes")
    said = process.receive(size, until)
    try:
        return load(said), said
    except (ValueError, RecursionError) as error:
        raise ReaderFailedError("protocol", type(error).__name__) from None


def _check(reading: Reading, asked: tuple[str, int], version: str, room: int) -> None:
    """The reading speaks of the digest and size that were asked about, and of no more files than that can hold.

    At most `room` bytes were taken out of files. One that is attached to the mail itself and to another mail in it
    counts as of the mail itself.
    """
    digests = [file.sha256 for file in reading.files]
    own = {one.sha256 for one in reading.mail.attachments if not one.inside and not one.depth}
    if (reading.raw, reading.size) != asked or reading.version != version or len(set(digests)) != len(digests):
        raise ReaderFailedError("protocol", "a reading of something else")
    carried = sum(file.size for file in reading.files if file.sha256 in own)
    inner = sum(file.size for file in reading.files if file.sha256 not in own)
    if min((file.size for file in reading.files), default=0) < 0 or carried > reading.size or inner > room:
        raise ReaderFailedError("protocol", "more bytes of files than the mail has")
    if {one.sha256 for one in reading.mail.attachments} != set(digests):
        raise ReaderFailedError("protocol", "files and attachments differ")


def _is_whole(file: FileReading, reading: Reading) -> bool:
    """Whether this file is the very content that was asked about."""
    return (file.sha256, file.size) == (reading.raw, reading.size)


def _file(process: ReaderProcess, file: FileReading, until: float) -> bytes:
    (size,) = FILE_LENGTH.unpack(process.receive(FILE_LENGTH.size, until))
    if size != file.size:
        raise ReaderFailedError("protocol", "a file of another size")
    content = process.receive(size, until)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ReaderFailedError("protocol", "a file of another digest")
    return content
