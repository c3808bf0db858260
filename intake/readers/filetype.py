"""What kind of file some bytes are, by the bytes alone."""

import io
from collections.abc import Mapping
from typing import Literal

import olefile

from intake.domain.document import FileType
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import DamagedPartError, main_part, relationships

Magic = Literal["", "zip", "ole", "rtf", "pdf", "image", "tnef", "7z", "rar"]

_STARTS: tuple[tuple[bytes, Magic], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\xd7\xcd\xc6\x9a", "image"),
    (b"\x00\x00\x01\x00", "image"),
)
_PDF_WITHIN = 1024
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_OPEN_DOCUMENTS: tuple[tuple[bytes, FileType], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "sheet"),
)
_MEMBERS: tuple[tuple[bytes, FileType], ...] = ((b"word/", "docx"), (b"ppt/", "pptx"), (b"xl/", "sheet"))
_ENTRY_NAME = 64
_STREAMS: tuple[tuple[str, FileType], ...] = (
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "sheet"),
    ("Book", "sheet"),
    ("__properties_version1.0", "mail"),
)


def magic(content: bytes) -> Magic:
    """The family that the first bytes name, or ""; a PDF may start within the first 1,024 bytes."""
    for start, family in _STARTS:
        if content.startswith(start):
            return family
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image"
    if content[4:8] == b"ftyp" and content[8:12] in _PICTURE_BRANDS:
        return "image"
    if content[:2] == b"BM" and content[6:10] == bytes(4):
        return "image"
    if content[:4] == b"\x01\x00\x00\x00" and content[40:44] == b" EMF":
        return "image"
    return "pdf" if b"%PDF-" in content[:_PDF_WITHIN] else ""


def hinted(content: bytes) -> FileType:
    """What a zip file was meant to be, by the names of members in its bytes; for one whose directory is of no use."""
    for mark, kind in _OPEN_DOCUMENTS:
        if mark in content[:200]:
            return kind
    return next((kind for mark, kind in _MEMBERS if mark in content), "zip")


def trails_zip(content: bytes) -> bool:
    """Whether a zip archive ends exactly where these bytes end, whatever they start with."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 22 - 0xFFFF))
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    return at >= 0 and at + 22 + comment == len(content)


def ole_type(content: bytes) -> tuple[FileType, str]:
    """Kind of a compound file ([MS-CFB]) by the streams at its root, and "password", "label" or "".

    A protection label encrypts the file under rights management, a password without it ([MS-OFFCRYPTO] 2.2, 2.3).
    """
    names = _root_names(content)
    if "EncryptedPackage" in names:
        return "docx", "label" if _utf16("DRMEncrypted") in content else "password"
    kind: FileType = next((kind for name, kind in _STREAMS if name in names), "other")
    if "\x09DRMContent" in names:
        return kind, "label"
    return kind, "password" if kind == "doc" and _is_locked_doc(content) else ""


def _root_names(content: bytes) -> set[str]:
    """Names at the root of a compound file; of a damaged one those of our list that its bytes hold as entries."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            return {path[0] for path in opened.listdir() if len(path) == 1}
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        known = ("EncryptedPackage", "\x09DRMContent", *(name for name, _ in _STREAMS))
        return {name for name in known if _utf16(name).ljust(_ENTRY_NAME, b"\0") in content}


def _is_locked_doc(content: bytes) -> bool:
    """The fEncrypted bit of the FIB ([MS-DOC], 2.5.2), where the main stream starts behind the header as usual."""
    fib = content[512:524]
    return fib[:2] == b"\xec\xa5" and bool(fib[11:12] and fib[11] & 0x01)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


_BINARY_WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroenabled.main"


def ooxml_type(container: Container, types: Mapping[str, str]) -> FileType:
    """Kind of an Office file by the content type of its main part (ECMA-376 Part 2).

    Raises DamagedPartError where nothing tells what the main part is, OddZipError where several are named.
    """
    main = main_part(relationships(container, ""))
    told = types.get(main.lower(), types.get(f"*.{main.lower().rpartition('.')[2]}", ""))
    if "presentationml" in told or "ms-powerpoint" in told:
        return "pptx"
    if not is_word(told):
        if "spreadsheetml" in told or "ms-excel" in told:
            return "sheet"
        if any(name.startswith("word/") for name in container.names):
            raise DamagedPartError(main)
        return "other"
    if has_macros(container, types):
        return "docm"
    return "dotx" if "template" in told else "docx"


def is_word(content_type: str) -> bool:
    """Whether a content type in lower case is one of Word's, with or without macros."""
    return "wordprocessingml" in content_type or "ms-word" in content_type


def has_macros(container: Container, types: Mapping[str, str]) -> bool:
    """Whether the file is of a macro type or holds a VBA project, whatever it is called.

    A binary workbook has one type, with macros and without.
    """
    told = (one for one in types.values() if one != _BINARY_WORKBOOK)
    if any(mark in one for one in told for mark in ("macroenabled", "vba", "macrosheet")):
        return True
    return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in container.names)
