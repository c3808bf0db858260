"""Compound files ([MS-CFB]): older Word documents and presentations, Outlook messages."""

import io
import struct
from collections.abc import Callable

import olefile

from intake.domain.document import FileType, Glance
from intake.domain.mail import Problem
from intake.readers.filetype import ole_type
from intake.readers.glance.worddoc import LockedError, main_text
from intake.readers.mail.charsets import decode
from intake.readers.process.patience import OutOfPatienceError, at_most
from intake.readers.seen import Seen, glance
from intake.readers.word import storages

_SECONDS = 5.0
_TEXT = 400_000
_UTF8 = 65001


def read_compound(content: bytes) -> Seen:
    """Look at a compound file.

    Problems: "password", "label", "unreadable" (the file is cut or damaged), "active" (`what` = "package": a
    file of any kind was dropped into it, or "unknown-object": a spreadsheet is encrypted), "macros" (of a spreadsheet).
    Macros in a .doc are left alone: it is converted by a person's hand, where none runs.
    """
    kind, state = ole_type(content)
    if state:
        return Seen(kind, problems=(Problem(state),))
    look = _LOOKS.get(kind, _nothing)
    try:
        with at_most(_SECONDS), olefile.OleFileIO(io.BytesIO(content)) as opened:
            return Seen(kind, glance=look(opened), problems=_active(opened, kind) if kind in _ACTING else ())
    except MemoryError:
        raise
    except LockedError:
        return Seen(kind, problems=(Problem("password"),))
    except OutOfPatienceError:
        return Seen(kind)
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        return Seen(kind, problems=(Problem("unreadable", facts={"why": "damaged"}),))


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


def _presentation(opened: olefile.OleFileIO) -> Glance:
    title, author, _ = _summary(opened)
    return glance([], titles=[title], author=author)


_LOOKS: dict[FileType, Callable[[olefile.OleFileIO], Glance]] = {"doc": _document, "ppt": _presentation}


_ACTING = {*_LOOKS, "sheet"}


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
    """Whether any file at all was dropped into it, and whether a spreadsheet has macros, or may have.

    Nobody converts spreadsheets, so those would go to every reader.
    """
    found = [Problem("active", facts={"what": "package"})] if storages.has_package(opened) else []
    danger = storages.sheets_danger(opened) if kind == "sheet" else ""
    if danger == "unknown-object":
        found.append(Problem("active", facts={"what": danger}))
    if kind == "sheet" and (danger == "script" or storages.has_macros(opened)):
        found.append(Problem("macros"))
    return tuple(found)
