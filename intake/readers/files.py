"""One file's bytes as a `FileReading`: what kind it is, what stands in it, why it cannot be taken."""

from collections.abc import Sequence

from intake.domain.document import FileReading, FileType
from intake.domain.limits import FileLimits
from intake.domain.mail import Problem
from intake.readers.container import Container, DamagedMemberError
from intake.readers.docx import read_word
from intake.readers.filetype import has_macros, hinted, is_word, magic, ole_type, ooxml_type, trails_zip
from intake.readers.limits import FILE, MAIL, of_container
from intake.readers.ooxml import DamagedPartError, content_types
from intake.readers.seen import Seen
from intake.readers.zipfiles import DamagedZipError, OddZipError

_LOCK_FILE = 512


def read_file(
    content: bytes,
    sha256: str,
    names: Sequence[str] = (),
    largest: int = MAIL.file,
    limits: FileLimits = FILE,
) -> FileReading:
    """Read one file with this digest, sent under these names. Bytes decide; a name only tells a lock file.

    Over `largest` bytes it is not looked into, and below that no further than `limits`. Raises MemoryError where
    memory ran out, nothing else that the file can choose.
    """
    seen = _read(content, names, largest, limits)
    return FileReading(sha256, len(content), seen.filetype, seen.word, seen.problems, seen.glance)


def _read(content: bytes, names: Sequence[str], largest: int, limits: FileLimits) -> Seen:
    family = magic(content)
    if not content:
        return Seen("other", problems=(Problem("empty"),))
    if len(content) > largest:
        kind: FileType = hinted(content) if family == "zip" else "other"
        return Seen(kind, problems=(Problem("too-large", facts={"max_mb": largest // 1_000_000}),))
    if family == "zip":
        return _zip(content, limits)
    if family == "ole":
        kind, *found = ole_type(content)
        return Seen(kind, problems=tuple(Problem(one) for one in found if one))
    if trails_zip(content) and hinted(content) == "docx":
        return Seen("docx", problems=(_odd(OddZipError("bytes-before")),))
    return Seen(family or "other", problems=tuple(_plain_problems(content, names) if not family else ()))


def _plain_problems(content: bytes, names: Sequence[str]) -> list[Problem]:
    """What is wrong with bytes of no known kind: Word's owner file ("~$name.docx"), or nothing but zeros."""
    if len(content) <= _LOCK_FILE and any(name.startswith("~$") for name in names):
        return [Problem("lock-file")]
    return [] if content.strip(b"\0") else [Problem("unreadable", facts={"why": "zeros"})]


def _zip(content: bytes, limits: FileLimits) -> Seen:
    """A zip container. Only an Office file is inflated; any other archive is left as it is."""
    kind = hinted(content)
    try:
        container = Container(content, of_container(limits))
        if not container.is_office:
            return Seen(kind)
        if container.locked:
            return Seen(kind, problems=(Problem("password"),))
        container.check()
        types = content_types(container)
        kind = ooxml_type(container, types)
        if kind not in {"docx", "docm", "dotx"}:
            return Seen(kind)
        word, problems = read_word(container)
    except OddZipError as odd:
        return Seen(kind, problems=(_odd(odd),))
    except (DamagedZipError, DamagedMemberError, DamagedPartError) as damaged:
        at = "" if isinstance(damaged, DamagedZipError) else str(damaged)[:200]
        return Seen(kind, problems=(Problem("unreadable", at, {"why": "damaged"}),))
    if has_macros(container, types):
        problems = (*problems, Problem("macros"))
    if any("template" in told and is_word(told) for told in types.values()):
        problems = (*problems, Problem("template-type"))
    return Seen(kind, word, problems)


def _odd(odd: OddZipError) -> Problem:
    return Problem("container", odd.at[:200], {"why": odd.why})
