"""A request as a `Reading` and the bytes of its files; the failure of one file concerns only that file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.domain.document import FileReading, Reading
from intake.domain.limits import FileLimits
from intake.domain.mail import Attachment, Mail, Problem
from intake.domain.text.language import one_line
from intake.readers.codec import encode, version
from intake.readers.files import look
from intake.readers.frames import MOST_JSON, FrameKind
from intake.readers.limits import FILE, MAIL, room_inside
from intake.readers.mail.eml import OpenedMail, read_headers, read_mail
from intake.readers.seen import SeenFile
from intake.readers.unfold import LookInside, Unfolding


@dataclass(frozen=True, slots=True)
class ProcessAnswer:
    """A reading as canonical JSON, the bytes of its files in their order, and whether this process is spent.

    A process that stumbled or ran short of memory is spent: the next mail deserves a fresh one.
    """

    reading: bytes
    files: tuple[bytes, ...] = ()
    spent: bool = False


def answer(
    kind: FrameKind,
    content: bytes,
    name: str = "",
    digest: str = "",
    *,
    largest: int = MAIL.file,
    limits: FileLimits = FILE,
) -> ProcessAnswer:
    """Read what was asked for; files over `largest` bytes are named but not looked into, others within `limits`.

    `digest` is the SHA-256 of the content where the asker knows it. Raises MemoryError where not even the mail itself
    fits.
    """
    digest = digest or hashlib.sha256(content).hexdigest()
    try:
        return _answer(kind, content, name, digest, largest, limits)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a mail provokes is a finding about this mail
        return ProcessAnswer(encode(_crashed(content, digest, fault, limits)), spent=True)


def _answer(kind: FrameKind, content: bytes, name: str, digest: str, largest: int, limits: FileLimits) -> ProcessAnswer:
    if kind == "headers":
        return ProcessAnswer(encode(Reading(digest, len(content), version(limits), read_headers(content))))
    opened = _alone(content, digest, name) if kind == "file" else read_mail(content)
    if kind == "parts":
        read = tuple(FileReading(known, len(one), "other") for known, one in opened.files.items())
    else:
        room = room_inside(limits, largest)
        opened, read = Unfolding(opened, _looking(largest, limits), room, MAIL.parts).unfold()
    spent = any(problem.kind in {"crashed", "out-of-memory"} for file in read for problem in file.problems)
    whole = Reading(digest, len(content), version(limits), opened.mail, read)
    return ProcessAnswer(_small_enough(whole), tuple(opened.files.values()), spent)


def _looking(largest: int, limits: FileLimits) -> LookInside:
    """Reads one file after the other; one file's fault must not lose the mail around it."""

    def looked(content: bytes, names: Sequence[str]) -> SeenFile:
        try:
            return look(content, names, largest, limits)
        except MemoryError:
            return SeenFile("other", problems=(Problem("out-of-memory"),))
        except Exception as fault:  # noqa: BLE001 - whatever a file provokes is a finding about this file
            return SeenFile("other", problems=(_crash(fault),))

    return looked


def _alone(content: bytes, digest: str, name: str) -> OpenedMail:
    """A file that came without a mail, as the one attachment of an empty mail."""
    attachment = Attachment("1", one_line(name), "application/octet-stream", "attachment", digest, len(content))
    return OpenedMail(Mail(digest, "", (), attachments=(attachment,)), {digest: content})


def _crashed(content: bytes, digest: str, fault: Exception, limits: FileLimits) -> Reading:
    """The reading of a mail that crashed our code: its header block, if that can be read."""
    try:
        mail = read_headers(content)
    except Exception:  # noqa: BLE001 - then nothing of it is known
        mail = Mail(digest, "", ())
    told = replace(mail, problems=(*mail.problems, _crash(fault)))
    return Reading(digest, len(content), version(limits), told)


def _crash(fault: Exception) -> Problem:
    return Problem("crashed", facts={"why": type(fault).__name__})


def _small_enough(reading: Reading) -> bytes:
    """The reading as JSON within MOST_JSON; the largest documents' text is given up first, and they say so."""
    encoded = encode(reading)
    over = len(encoded) - MOST_JSON
    if over <= 0:
        return encoded
    sizes = {file.sha256: len(encode(file)) for file in reading.files}
    files = {file.sha256: file for file in reading.files}
    for file in sorted(reading.files, key=lambda one: sizes[one.sha256], reverse=True):
        if over > 0:
            files[file.sha256] = _without_text(file)
            over -= sizes[file.sha256] - len(encode(files[file.sha256]))
    return encode(replace(reading, files=tuple(files.values())))


def _without_text(file: FileReading) -> FileReading:
    problem = Problem("too-large", facts={"what": "text"})
    return (
        replace(file, word=None, glance=None, problems=(*file.problems, problem)) if file.word or file.glance else file
    )
