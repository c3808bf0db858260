"""Objects of other programs inside an Office file (ECMA-376 Part 1, 15.2.10, 15.2.11): which kind, and can they act.

The bytes decide, and of a compound file the class that a double click would start; a ProgID is only believed where
the bytes say nothing against it.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from intake.readers.magic import is_program, is_script, magic
from intake.readers.pdf.opening import danger_inside
from intake.readers.word import storages
from intake.readers.word.fieldcodes import codes, reach
from intake.readers.word.links import leading_out
from intake.readers.word.progids import ACTING, PACKAGES, is_known, known_class
from intake.readers.word.sheets_and_slides import followed, services, starting
from intake.readers.written import written
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.ooxml import DamagedPartError, content_types, every_relationship, has_macros, part
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError

_LINK, _DESCRIPTION, _CONTENTS = "\x01Ole", "\x01CompObj", "CONTENTS"
_INSTRUCTION = b"instr"
"""The marks of a part with fields: w:instrText, or w:instr of a simple one."""

_LINKED = 0x01
_NAMES_AT = 28
_LONGEST_NAME = 200
_ANY = "Word.Document"
"""Stands for the ProgID of an object of an object, which is not looked up."""

_DEEPEST = 3
"""How many objects may lie in one another."""

_NOT_SOUND = (OddZipError, DamagedZipError, DamagedMemberError, DamagedPartError)
OBJECTS = {"oleObject", "package"}
"""The relationships that lead to objects."""

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
    """One object: its ProgID ("" if unknown), and the harm that it could do ("" = none by itself)."""

    progid: str = ""
    danger: str = ""


def look_into(content: bytes, told: str, depth: int = 1) -> Embedded:
    """Tell what a document embeds with these bytes, by the ProgID `told`; `depth` = 2 is an object of an object.

    `danger` is "package" (any file, as it was dropped in), "script" (a program, a script, an Office file with
    macros), "remote-object" (a link to elsewhere), "unknown-object", or what an Office file links to (see `links`).
    """
    if told.lower().startswith(PACKAGES):
        return Embedded(told, "package")
    if not content:
        return Embedded(told, "" if is_known(told) else "unknown-object")
    family = magic(content)
    if family == "ole":
        return _compound(content, told, depth)
    if family == "zip":
        return _zipped(content, told, depth)
    if is_program(content):
        return Embedded(told, "script")
    if family in {"pdf", "image"}:
        progid = told or ("AcroExch.Document" if family == "pdf" else "Picture")
        return Embedded(progid, danger_inside(content) if family == "pdf" else "")
    if is_script(content) or written(content) == "html":
        return Embedded(told, "script")
    return Embedded(told, "unknown-object")


def _compound(content: bytes, told: str, depth: int) -> Embedded:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            return _opened(opened, told, depth)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        return Embedded(told, "unknown-object")


def _opened(opened: olefile.OleFileIO, told: str, depth: int) -> Embedded:
    started = opened.root.clsid.upper()
    if storages.has_macros(opened):
        return Embedded(told, "script")
    if started in ACTING or _is_linked(opened):
        return Embedded(told, ACTING.get(started, "remote-object"))
    if storages.has_package(opened):
        return Embedded(told, "package")
    if danger := storages.class_danger(opened):
        return Embedded(told, danger)
    if opened.exists("Package"):
        return _zipped(opened.openstream("Package").read(), told, depth)
    if danger := storages.sheets_danger(opened) or _within_pdf(opened):
        return Embedded(told, danger)
    streams = (kind for stream, kind in _STREAMS if opened.exists(stream))
    names = [told, known_class(started), _described(opened), *streams]
    name = next((one for one in names if is_known(one)), "")
    return Embedded(name) if name else Embedded(told, "unknown-object")


def _within_pdf(opened: olefile.OleFileIO) -> str:
    """The harm of the PDF that a reader of PDFs put there, as its embedded objects do; "" for none."""
    kept = bytes(opened.openstream(_CONTENTS).read()) if opened.exists(_CONTENTS) else b""
    return danger_inside(kept) if magic(kept) == "pdf" else ""


def _is_linked(opened: olefile.OleFileIO) -> bool:
    """Whether this object stands for one that lies elsewhere ([MS-OLEDS] 2.3.3: the flag OLEStream.Flags)."""
    flags = opened.openstream(_LINK).read(8)[4:] if opened.exists(_LINK) else b""
    return bool(int.from_bytes(flags, "little") & _LINKED)


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


def _zipped(content: bytes, told: str, depth: int) -> Embedded:
    """An Office or OpenDocument file inside another; what it embeds and links to itself counts, too."""
    try:
        container = Container(content)
        if "[Content_Types].xml" in container:
            return _office(container, told, depth)
    except _NOT_SOUND:
        return Embedded(told, "unknown-object")
    if any(one.lower().startswith(("basic/", "scripts/")) for one in container.names):
        return Embedded(told, "script")
    known = container.names[:1] == ("mimetype",)
    return Embedded(told or "opendocument") if known else Embedded(told, "unknown-object")


def _office(container: Container, told: str, depth: int) -> Embedded:
    names = container.names
    if has_macros(container, content_types(container)) or any("/activex/" in name.lower() for name in names):
        return Embedded(told, "script")
    kind = next((kind for folder, kind in _PARTS if any(name.startswith(folder) for name in names)), "")
    return Embedded(told if is_known(told) else kind, _within(container, depth) if kind else "unknown-object")


def _reaching(container: Container) -> Iterator[str]:
    """The harm of the fields in an embedded document."""
    for name in container.names:
        if name.lower().startswith("word/") and name.lower().endswith(".xml"):
            if _INSTRUCTION not in container.read(name).replace(b"\0", b""):
                continue
            yield from filter(None, map(reach, codes(part(container, name))))


def _within(container: Container, depth: int) -> str:
    """Tell what the parts of an embedded Office file could do, "" for nothing. Its objects may be of known programs."""
    links = list(every_relationship(container))
    acting = (*leading_out(followed(container, links)), *services(container, links), *starting(container, links))
    for one in acting:
        if one.kind in {"active", "macros"}:
            return str(one.facts.get("what", "script"))
    if what := next(_reaching(container), ""):
        return what
    inner = {link.target for link in links if link.kind in OBJECTS and link.internal and link.target in container}
    if inner and depth >= _DEEPEST:
        return "unknown-object"
    found = (look_into(container.read(target), _ANY, depth + 1).danger for target in sorted(inner))
    return next(filter(None, found), "")
