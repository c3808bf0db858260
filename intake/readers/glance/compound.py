"""Compound files ([MS-CFB]): older Word documents and presentations, others of that age, Outlook messages."""

import io
import struct
from collections.abc import Callable

import olefile

from intake.domain.document import FileType, Glance
from intake.domain.mail import Problem
from intake.readers.glance.worddoc import LockedError, main_text
from intake.readers.limits import OutOfPatienceError, at_most
from intake.readers.mail.encodings import decode
from intake.readers.seen import SeenFile, glance
from intake.readers.word import storages

_ENTRY_NAME = 64
_STREAMS: tuple[tuple[str, FileType], ...] = (
    ("worddocument", "doc"),
    ("powerpoint document", "ppt"),
    ("workbook", "sheet"),
    ("book", "sheet"),
    ("__properties_version1.0", "mail"),
    ("starwriterdocument", "sdw"),
    ("starcalcdocument", "sheet"),
    ("perfectoffice_main", "wpd"),
    ("mn0", "wps"),
)
_INSTALLERS = {f"000C108{digit}-0000-0000-C000-000000000046" for digit in "246"}
"""The classes of Windows Installer: a transform, a package, a patch."""

_CONTENTS, _OF_WORKS = "contents", b"CHNKWKS"
"""The stream of a document of Works 4 and later, and how it begins."""

_PACKAGE, _LABELLED = "encryptedpackage", "\x09drmcontent"

_SECONDS = 5.0
_TEXT = 400_000
_UTF8 = 65001


def read_compound(content: bytes) -> SeenFile:
    """Look at a compound file.

    Problems: "password", "label", "unreadable" (the file is cut or damaged), "active" (`what` = "package": a
    file of any kind was dropped into it, or "unknown-object": a spreadsheet is encrypted), "macros" (of a spreadsheet),
    "program" (it installs one).
    Macros in a .doc are left alone: it is converted by a person's hand, where none runs.
    """
    kind, state = ole_type(content)
    if state:
        return SeenFile(kind, problems=(Problem(state),))
    look = _LOOKS.get(kind, _nothing)
    try:
        with at_most(_SECONDS), olefile.OleFileIO(io.BytesIO(content)) as opened:
            return SeenFile(kind, glance=look(opened), problems=_active(opened, kind))
    except MemoryError:
        raise
    except LockedError:
        return SeenFile(kind, problems=(Problem("password"),))
    except OutOfPatienceError:
        return SeenFile(kind)
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        return SeenFile(kind, problems=(Problem("unreadable", facts={"why": "damaged"}),))


def _nothing(opened: olefile.OleFileIO) -> None:
    """A kind of file that is no document: it is enough that it can be opened, and that something is in it."""
    if not opened.listdir():
        raise ValueError("nothing is in it")


def _document(opened: olefile.OleFileIO) -> Glance:
    title, author, pages = _summary(opened)
    try:
        text = main_text(_stream(opened, "WordDocument"), lambda name: _stream(opened, name), _TEXT)
    except (ValueError, struct.error):
        text = ""
    return glance(text.split("\n"), titles=[title], author=author, pages=pages)


def _properties(opened: olefile.OleFileIO) -> Glance:
    title, author, _ = _summary(opened)
    return glance([], titles=[title], author=author)


_LOOKS: dict[FileType, Callable[[olefile.OleFileIO], Glance]] = {
    "doc": _document,
    **dict.fromkeys(("ppt", "sdw", "wpd", "wps"), _properties),
}


def _stream(opened: olefile.OleFileIO, name: str) -> bytes:
    return bytes(opened.openstream(name).read())


def _summary(opened: olefile.OleFileIO) -> tuple[str, str, int]:
    """Title, author and number of pages by the summary information ([MS-OLEPS] 2.25.1); a file is not opened for it."""
    try:
        stated = opened.getproperties("\x05SummaryInformation")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return "", "", 0
    page = stated.get(1, 0)
    charset = "utf-8" if page == _UTF8 - 0x10000 or page == _UTF8 else f"cp{page}"
    title, author, pages = (stated.get(number) for number in (2, 4, 14))
    return _words(title, charset), _words(author, charset), pages if isinstance(pages, int) and pages > 0 else 0


def _words(value: object, charset: str) -> str:
    if isinstance(value, bytes):
        return decode(value.rstrip(b"\0"), charset)
    return value if isinstance(value, str) else ""


def _active(opened: olefile.OleFileIO, kind: FileType) -> tuple[Problem, ...]:
    """Whether any file at all was dropped into it, whether it installs a program, and whether a spreadsheet has macros.

    Nobody converts spreadsheets, so those would go to every reader.
    """
    found = [Problem("active", facts={"what": "package"})] if storages.has_package(opened) else []
    found += [Problem("program")] if opened.root.clsid.upper() in _INSTALLERS else []
    danger = storages.sheets_danger(opened) if kind == "sheet" else ""
    if danger == "unknown-object":
        found.append(Problem("active", facts={"what": danger}))
    if kind == "sheet" and (danger == "script" or storages.has_macros(opened)):
        found.append(Problem("macros"))
    return tuple(found)


def ole_type(content: bytes) -> tuple[FileType, str]:
    """Kind of a compound file ([MS-CFB]) by the streams at its root, and "password", "label" or "".

    A protection label encrypts the file under rights management, a password without it ([MS-OFFCRYPTO] 2.2, 2.3).
    """
    names = _root_names(content)
    if _PACKAGE in names:
        return "docx", "label" if _utf16("DRMEncrypted") in content else "password"
    kind: FileType = next((kind for name, kind in _STREAMS if name in names), "other")
    if kind == "other" and _CONTENTS in names and _OF_WORKS in content:
        kind = "wps"
    if _LABELLED in names:
        return kind, "label"
    return kind, "password" if kind == "doc" and _is_locked_doc(content) else ""


def _root_names(content: bytes) -> set[str]:
    """Names at the root of a compound file, in small letters: their case means nothing ([MS-CFB] 2.6.4).

    Of a damaged one those of our list that its bytes hold as entries.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            return {path[0].lower() for path in opened.listdir() if len(path) == 1}
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        known, lowered = (_PACKAGE, _LABELLED, *(name for name, _ in _STREAMS)), content.lower()
        return {name for name in known if _utf16(name).ljust(_ENTRY_NAME, b"\0") in lowered}


def _is_locked_doc(content: bytes) -> bool:
    """The fEncrypted bit of the FIB ([MS-DOC], 2.5.2), where the main stream starts behind the header as usual."""
    fib = content[512:524]
    return fib[:2] == b"\xec\xa5" and bool(fib[11:12] and fib[11] & 0x01)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
