"""Active content in a compound file ([MS-CFB]): macros, macro sheets, dropped files."""

import olefile

from intake.readers.word.progids import ACTING, known_class
from intake.readers.word.sheets_and_slides import macro_sheets

_NATIVE = "\x01ole10native"
_NATIVE_HEAD = 4
_MACROS = {"vba", "_vba_project_cur"}
_WORKBOOKS = ("Workbook", "Book")


def has_macros(opened: olefile.OleFileIO) -> bool:
    """Whether there is a VBA project ([MS-OVBA] 2.2.1)."""
    return any(one.lower() in _MACROS for path in opened.listdir(streams=False, storages=True) for one in path)


def class_danger(opened: olefile.OleFileIO) -> str:
    """Tell what an object inside it could do by its class, see ACTING; "" for nothing."""
    inner = opened.listdir(streams=False, storages=True)
    return next((ACTING[one] for path in inner if (one := opened.getclsid(path).upper()) in ACTING), "")


def sheets_danger(opened: olefile.OleFileIO) -> str:
    """Tell what the sheets of an older workbook could do: "script", "" for nothing, or "unknown-object".

    One that is encrypted opens without a question where its password is Excel's own, so it may run as any other.
    """
    found = [macro_sheets(bytes(opened.openstream(one).read())) for one in _WORKBOOKS if opened.exists(one)]
    return "script" if True in found else "unknown-object" if None in found else ""


def has_package(opened: olefile.OleFileIO) -> bool:
    """Whether any file at all may have been dropped into it: native bytes that no program of a known class wrote."""
    return any(path[-1].lower() == _NATIVE and _is_package(opened, path) for path in opened.listdir())


def _is_package(opened: olefile.OleFileIO, path: list[str]) -> bool:
    """Whether native bytes are neither of a known class nor a bitmap, behind their length ([MS-OLEDS] 2.3.6)."""
    owner = opened.root.clsid if len(path) == 1 else opened.getclsid(path[:-1])
    if known_class(owner.upper()):
        return False
    return bool(opened.openstream(path).read(_NATIVE_HEAD + 2)[_NATIVE_HEAD:] != b"BM")
