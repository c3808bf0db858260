"""One file's bytes as a `FileReading`: its kind, its content, and the problems with it."""

from collections.abc import Callable, Mapping, Sequence

from intake.domain.document import FileReading, FileType
from intake.domain.limits import FileLimits
from intake.domain.mail import Problem
from intake.readers.glance.attached import is_mail, read_attached
from intake.readers.glance.compound import read_compound
from intake.readers.glance.flat import read_flat
from intake.readers.glance.odt import read_odt
from intake.readers.glance.pdf import read_pdf
from intake.readers.glance.pptx import read_slides
from intake.readers.glance.rtf import read_rtf
from intake.readers.glance.tnef import read_tnef
from intake.readers.glance.worddoc import read_bare, read_wordperfect
from intake.readers.limits import FILE, MAIL, of_container
from intake.readers.magic import hinted, is_lock_file, is_program, magic, runs, trails_zip
from intake.readers.seen import SeenFile
from intake.readers.word.active import dangers_beside
from intake.readers.word.docx import read_word
from intake.readers.written import written
from intake.readers.zip.archive import package_type, read_archive, unopened
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.ooxml import DamagedPartError, content_types, has_macros, is_word, ooxml_type
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError

_LOCK_FILE = 512
_OTHERS: dict[str, Callable[[bytes], SeenFile]] = {
    "ole": read_compound,
    "word": read_bare,
    "wpd": read_wordperfect,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "tnef": read_tnef,
    "7z": unopened("7z"),
    "rar": unopened("rar"),
}


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
    seen = look(content, names, largest, limits)
    return FileReading(sha256, len(content), seen.filetype, seen.word, seen.problems, seen.glance)


def look(content: bytes, names: Sequence[str], largest: int, limits: FileLimits) -> SeenFile:
    """The result of `read_file`, and the files taken out of this one."""
    family = magic(content)
    if not content:
        return SeenFile("other", problems=(Problem("empty"),))
    if len(content) > largest:
        kind: FileType = hinted(content) if family == "zip" else "other"
        return SeenFile(kind, problems=(Problem("too-large", facts={"max_mb": largest // 1_000_000}),))
    if family == "zip":
        return _zip(content, limits)
    if trails_zip(content) and hinted(content) == "docx":
        return SeenFile("docx", problems=(_odd(OddZipError("bytes-before")),))
    if is_program(content):
        return SeenFile("other", problems=(Problem("program"),))
    if family in _OTHERS:
        return _OTHERS[family](content)
    return SeenFile("image") if family == "image" else _plain(content, names)


def _plain(content: bytes, names: Sequence[str]) -> SeenFile:
    """Bytes without a magic number: something written, Word's owner file ("~$name.docx"), or nothing but zeros."""
    if is_lock_file(content) or (len(content) <= _LOCK_FILE and any(name.startswith("~$") for name in names)):
        return SeenFile("other", problems=(Problem("lock-file"),))
    if not content.strip(b"\0"):
        return SeenFile("other", problems=(Problem("unreadable", facts={"why": "zeros"}),))
    kind = written(content)
    if kind in {"wordxml", "flatdocx", "odt"}:
        return read_flat(content, kind)
    if kind != "html" and is_mail(content):
        return read_attached(content)
    return SeenFile(kind, problems=(Problem("program"),) if runs(content) else ())


def _zip(content: bytes, limits: FileLimits) -> SeenFile:
    """A zip container. Only an Office file is inflated; any other archive is left as it is."""
    kind = hinted(content)
    try:
        container = Container(content, of_container(limits))
        if not container.is_office:
            return _package(container, limits)
        if container.locked:
            return SeenFile(kind, problems=(Problem("password"),))
        container.check_office()
        types = content_types(container)
        kind = ooxml_type(container, types)
        if kind in {"pptx", "sheet"}:
            shown = read_slides(container) if kind == "pptx" else None
            return SeenFile(kind, problems=_macros(container, types, dangers_beside(container)), glance=shown)
        if kind not in {"docx", "docm", "dotx"}:
            return SeenFile(kind)
        word, problems = read_word(container)
    except OddZipError as odd:
        return SeenFile(kind, problems=(_odd(odd),))
    except (DamagedZipError, DamagedMemberError, DamagedPartError) as damaged:
        at = "" if isinstance(damaged, DamagedZipError) else str(damaged)[:200]
        return SeenFile(kind, problems=(Problem("unreadable", at, {"why": "damaged"}),))
    problems = _macros(container, types, problems)
    if any("template" in told and is_word(told) for told in types.values()):
        problems = (*problems, Problem("template-type"))
    return SeenFile(kind, word, problems)


def _macros(container: Container, types: Mapping[str, str], problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """These problems, with "macros" where the types or the names of parts tell of some."""
    known = any(one.kind == "macros" for one in problems)
    return (*problems, Problem("macros")) if not known and has_macros(container, types) else problems


def _package(container: Container, limits: FileLimits) -> SeenFile:
    """A zip that is no Office file: an OpenDocument text, another program's package, or an archive of files."""
    kind = package_type(container)
    if kind in {"odt", "sxw"}:
        return read_odt(container, kind)
    if kind == "zip":
        return read_archive(container, limits.archive_members)
    scripted = kind == "sheet" and any(name.lower().startswith(("basic/", "scripts/")) for name in container.names)
    return SeenFile(kind, problems=(Problem("macros"),) if scripted else ())


def _odd(odd: OddZipError) -> Problem:
    return Problem("container", odd.at[:200], {"why": odd.why})
