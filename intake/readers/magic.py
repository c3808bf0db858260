"""The kind of a file, judged by its bytes alone."""

import re
from typing import Literal

from intake.domain.document import FileType

Magic = Literal["", "zip", "ole", "word", "wpd", "rtf", "pdf", "image", "tnef", "7z", "rar"]

_STARTS: tuple[tuple[bytes, Magic], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x31\xbe\0\0", "word"),
    (b"\x32\xbe\0\0", "word"),
    (b"\xfe\x37\0\x1c", "word"),
    (b"\xfe\x37\0\x23", "word"),
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
_WINWORD = (b"\x9b\xa5", b"\xdb\xa5", b"\xdc\xa5", b"\xec\xa5")
"""Begins what Word for Windows 1, 2, 6 and later wrote without a compound file around it; then comes its version."""

_WINWORD_VERSIONS = range(0x18, 0x110)
_WORDPERFECT, _WORDPERFECT_TEXTS = b"\xffWPC", (b"\x0a", b"\x2c")
"""Begins every file of WordPerfect; those of these types are documents, of the other systems and of the Macintosh."""

_PDF_WITHIN = 1024
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_OPEN_DOCUMENTS: tuple[tuple[bytes, FileType], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "sheet"),
    (b"application/vnd.sun.xml.writer", "sxw"),
    (b"application/vnd.sun.xml.calc", "sheet"),
)
_MEMBERS: tuple[tuple[bytes, FileType], ...] = ((b"word/", "docx"), (b"ppt/", "pptx"), (b"xl/", "sheet"))

LONGEST_PADDING = 512
"""How much padding may stand behind a zip archive, in bytes: a block of a disk."""

_LOCK_FILES = {162: 54, 165: 55}
"""Sizes of the files that Word, Excel and PowerPoint keep beside an open document, and where their second part is."""

_LOOKED_AT = 4096
_PROGRAMS = (
    b"\x7fELF",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
    *(b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf"),
    b"L\x00\x00\x00\x01\x14\x02\x00",
    *(b"#!", b"\xef\xbb\xbf#!", b"#@~^", b"FasdUAS", b"dex\n03"),
    *(b"MSCF", b"ITSF", b"\xed\xab\xee\xdb", b"!<arch>\ndebian"),
)
_DOS, _DOS_HEADER = b"MZ", 64
_DOS_MARKS = (b"PE\0\0", b"This program", b"This file cannot", b"!Win32")
_DOS_FOLLOWED_BY = (b"PE\0\0", b"NE", b"LE", b"LX")
_SCRIPT = re.compile(
    rb"(?i)<script|<job\b|<package\b|<hta:|<scriptlet|wscript\.|activexobject|createobject|powershell|cmd(?:\.exe)? /|"
    rb"^\s*@?echo off|^\[internetshortcut\]|eval\(|function\s*\w*\s*\("
)
_RUNS = re.compile(
    rb"(?i)^\s*(?:@?echo\s+off\b|\[(?:internetshortcut|autorun|desktop entry)\]|\[shell\]\s+command\s*=|regedit4\b|"
    rb"windows registry editor version)|"
    rb"<hta:application\b|<scriptlet[\s>]|<(?:job|package)\b[^<>]{0,200}>\s*(?:<[^<>]{0,200}>\s*){0,4}<script\b|"
    rb"<jnlp\b|<pcsettings>|\bwscript\.(?:shell|createobject|echo|arguments|network|sleep|quit|script)|"
    rb"\b(?:activexobject|createobject)\s*\(\s*[\"'](?:wscript|scripting|shell|winhttp|adodb|schedule)\.|"
    rb"(?:^|[\r\n])[ \t]*(?:@|start\s|call\s)?[ \t]*"
    rb"(?:(?:powershell|mshta|wscript|cscript|rundll32|regsvr32|certutil)\.exe\b|(?:powershell|pwsh|certutil)[ \t]+-)"
)
"""Texts that run when they are opened, or make another program run: told by their first lines, or by their calls."""


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
    if content[:2] in _WINWORD and int.from_bytes(content[2:4], "little") in _WINWORD_VERSIONS:
        return "word"
    if content.startswith(_WORDPERFECT) and content[9:10] in _WORDPERFECT_TEXTS:
        return "wpd"
    return "pdf" if b"%PDF-" in content[:_PDF_WITHIN] else ""


def is_lock_file(content: bytes) -> bool:
    """Whether this is the file that Office keeps beside an open document: who has it open, twice, filled up to a size.

    The name stands in 54 or 55 bytes behind its length, then in UTF-16 behind its length again.
    """
    half = _LOCK_FILES.get(len(content))
    if half is None:
        return False
    first, second = content[0], int.from_bytes(content[half : half + 2], "little")
    written = content[half + 2 : half + 2 + 2 * second]
    return 0 < first < half and 0 < second < half and written.strip(b"\0") != b""


def hinted(content: bytes) -> FileType:
    """Tell what a zip file was meant to be, by the names of members in its bytes, when its directory is of no use."""
    for mark, kind in _OPEN_DOCUMENTS:
        if mark in content[:200]:
            return kind
    return next((kind for mark, kind in _MEMBERS if mark in content), "zip")


def trails_zip(content: bytes) -> bool:
    """Whether a zip archive ends where these bytes end but for padding, whatever they start with."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 22 - 0xFFFF - LONGEST_PADDING))
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    return at >= 0 and at + 22 + comment <= len(content) and is_padding(content[at + 22 + comment :])


def is_padding(rest: bytes) -> bool:
    """Whether what stands behind a file says nothing to a program: line ends, spaces, zeros; mail and disks add it."""
    return len(rest) <= LONGEST_PADDING and not rest.strip(b"\0\t\n\r\x1a ")


def is_program(content: bytes) -> bool:
    """Whether these bytes, or these first ones of a file, are a program, a shortcut, or what installs one.

    Windows (PE and older), Linux, macOS, Android, Java; scripts that name their program, encoded scripts, compiled
    ones; shortcuts ([MS-SHLLINK]), CHM, CAB, packages of Linux.
    """
    if not content.startswith(_DOS):
        return content.startswith(_PROGRAMS)
    at = int.from_bytes(content[60:_DOS_HEADER], "little")
    return (
        b"\0" in content[:_DOS_HEADER]
        or any(mark in content[:_LOOKED_AT] for mark in _DOS_MARKS)
        or content.startswith(_DOS_FOLLOWED_BY, at)
    )


def is_script(content: bytes) -> bool:
    """Whether these bytes, which are no document, read like a script; by their first 4 kB."""
    return bool(_SCRIPT.search(_written_start(content)))


def runs(content: bytes) -> bool:
    """Whether this text is a script that runs when it is opened; by its first 4 kB. A text about scripts is none."""
    return bool(_RUNS.search(_written_start(content)))


def _written_start(content: bytes) -> bytes:
    """The first 4 kB of a text of any encoding, as far as its letters are those of ASCII."""
    return content[:_LOOKED_AT].lstrip(b"\xff\xfe\xef\xbb\xbf").replace(b"\0", b"")
