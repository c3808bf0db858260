"""The parent's side of writing into a file: it takes the reader's answer only whole and within bounds."""

import json

from intake.domain.text.language import one_line
from intake.ports import NotWritableError, ReaderFailedError
from intake.readers.frames import FILE_LENGTH, JSON_LENGTH, MOST_JSON
from intake.readers.process.process import ReaderProcess


def written_file(process: ReaderProcess, *, most: int, until: float) -> bytes:
    """The bytes of a new file, at most so many; NotWritableError with the reason why there is none."""
    answer = _spoken(process, until)
    why = answer.get("why")
    if not isinstance(why, str):
        raise ReaderFailedError("protocol", "no answer to writing")
    if why:
        raise NotWritableError(one_line(why))
    (size,) = FILE_LENGTH.unpack(process.receive(FILE_LENGTH.size, until))
    if size > most:
        raise ReaderFailedError("protocol", f"a written file of {size} bytes")
    return process.receive(size, until)


def _spoken(process: ReaderProcess, until: float) -> dict[str, object]:
    """One JSON object that the process says."""
    (size,) = JSON_LENGTH.unpack(process.receive(JSON_LENGTH.size, until))
    if size > MOST_JSON:
        raise ReaderFailedError("protocol", f"an answer of {size} bytes")
    try:
        said = json.loads(process.receive(size, until))
    except ValueError as error:
        raise ReaderFailedError("protocol", type(error).__name__) from None
    if not isinstance(said, dict):
        raise ReaderFailedError("protocol", "an answer that is no object")
    return said
