"""Objects of other programs inside an Office file (ECMA-376 Part 1, 15.2.10, 15.2.11): which kind, and can they act.

The bytes decide, and of a compound file the class that a double click would start; a ProgID is only believed where
the bytes say nothing against it.
"""

import io
from dataclasses import dataclass

import olefile

from intake.readers.filetype import magic
from intake.readers.word.progids import ACTING, PACKAGES, is_known, known_class
from intake.readers.word.programs import is_program, is_script
from intake.readers.written import written
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError

_NATIVE, _LINK, _DESCRIPTION = "\x01Ole10Native", "\x01Ole", "\x01CompObj"
_NATIVE_HEAD = 4
_LINKED = 0x01
_NAMES_AT = 28
_LONGEST_NAME = 200
_MACROS = {"vba", "_vba_project_cur"}
_PARTS = (
    ("word/", "Word.Document.12"),
    ("xl/", "Excel.Sheet.12"),
    ("ppt/", "PowerPoint.Show.12"),
    ("visio/", "Visio.Drawing.15"),
)
_STREAMS = (
    ("Equation Native", "Equation.3"),
    ("WordDocument", "Word.Document.8"),
    ("Workbook", "Excel.Sheet.8"),
    ("Book", "Excel.Sheet.5"),
    ("PowerPoint Document", "PowerPoint.Show.8"),
    ("VisioDocument", "Visio.Drawing.11"),
    ("EmbeddedOdf", "opendocument"),
    ("package_stream", "opendocument"),
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """One object: its ProgID ("" where it is unknown), and what it could do ("" = nothing by itself)."""

    progid: str = ""
    danger: str = ""


def look_into(content: bytes, told: str) -> Embedded:
    """What these bytes are that a document embeds under the ProgID `told`.

    `danger` is "package" (any file, as it was dropped in), "script" (a program, a script, an Office file with
    macros), "remote-object" (a link to elsewhere) or "unknown-object".
    """
    if told.lower().startswith(PACKAGES):
        return Embedded(told, "package")
    if not content:
        return Embedded(told, "" if is_known(told) else "unknown-object")
    family = magic(content)
    if family == "ole":
        return _compound(content, told)
    if family == "zip":
        return _zipped(content, told)
    if family in {"pdf", "image"}:
        return Embedded(told or ("AcroExch.Document" if family == "pdf" else "Picture"))
    if is_program(content) or is_script(content) or written(content) == "html":
        return Embedded(told, "script")
    return Embedded(told, "unknown-object")


def _compound(content: bytes, told: str) -> Embedded:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            return _opened(opened, told)
    except (OddZipError, DamagedZipError, DamagedMemberError):
        return Embedded(told, "unknown-object")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        return Embedded(told, "unknown-object")


def _opened(opened: olefile.OleFileIO, told: str) -> Embedded:
    paths = opened.listdir()
    started = opened.root.clsid.upper()
    if any(one.lower() in _MACROS for path in opened.listdir(streams=False, storages=True) for one in path):
        return Embedded(told, "script")
    if started in ACTING or _is_linked(opened):
        return Embedded(told, ACTING.get(started, "remote-object"))
    if any(path[-1] == _NATIVE and _is_package(opened, path) for path in paths):
        return Embedded(told, "package")
    if ["Package"] in paths:
        return _zipped(opened.openstream("Package").read(), told)
    names = [told, known_class(started), _described(opened), *(kind for stream, kind in _STREAMS if [stream] in paths)]
    name = next((one for one in names if is_known(one)), "")
    return Embedded(name) if name else Embedded(told, "unknown-object")


def _is_linked(opened: olefile.OleFileIO) -> bool:
    """Whether this object stands for one that lies elsewhere ([MS-OLEDS] 2.3.3: the flag OLEStream.Flags)."""
    flags = opened.openstream(_LINK).read(8)[4:] if opened.exists(_LINK) else b""
    return bool(int.from_bytes(flags, "little") & _LINKED)


def _is_package(opened: olefile.OleFileIO, path: list[str]) -> bool:
    """Whether a native stream may hold any file at all: neither a bitmap nor what a program of a known class wrote."""
    owner = opened.root.clsid if len(path) == 1 else opened.getclsid(path[:-1])
    if known_class(owner.upper()):
        return False
    return bool(opened.openstream(path).read(_NATIVE_HEAD + 2)[_NATIVE_HEAD:] != b"BM")


def _described(opened: olefile.OleFileIO) -> str:
    """The ProgID in the description of the object ([MS-OLEDS] 2.3.8), or ""."""
    if not opened.exists(_DESCRIPTION):
        return ""
    stream = opened.openstream(_DESCRIPTION).read(4096)
    at, text = _NAMES_AT, b""
    for _ in range(3):
        size = int.from_bytes(stream[at : at + 4], "little")
        text, at = stream[at + 4 : at + 4 + size], at + 4 + size
    return text.rstrip(b"\0").decode("ascii", "replace")[:_LONGEST_NAME]


def _zipped(content: bytes, told: str) -> Embedded:
    """An Office or OpenDocument file inside another; of its parts only the names and the types are looked at."""
    try:
        names = Container(content).names
        types = Container(content).read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (OddZipError, DamagedZipError, DamagedMemberError):
        return Embedded(told, "unknown-object")
    if any(_acts(name.lower()) for name in names) or b"macroenabled" in types.lower():
        return Embedded(told, "script")
    if types:
        kind = next((kind for folder, kind in _PARTS if any(name.startswith(folder) for name in names)), "")
        return Embedded(told if is_known(told) else kind, "" if kind else "unknown-object")
    return Embedded(told or "opendocument") if names[:1] == ("mimetype",) else Embedded(told, "unknown-object")


def _acts(name: str) -> bool:
    return name.endswith("vbaproject.bin") or "/activex/" in name or name.startswith(("basic/", "scripts/"))
