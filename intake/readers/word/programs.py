"""Whether some bytes are a program, or a script that a double click would run."""

import re

_LOOKED_AT = 4096
_STARTS = (
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"#!",
    b"MSCF",
    b"ITSF",
)
_DOS = b"MZ"
_DOS_MARKS = (b"PE\0\0", b"This program", b"This file cannot", b"!Win32")
_SCRIPT = re.compile(
    rb"(?i)<script|<job\b|<package\b|<hta:|<scriptlet|wscript\.|activexobject|createobject|powershell|cmd(?:\.exe)? /|"
    rb"^\s*@?echo off|^\[internetshortcut\]|eval\(|function\s*\w*\s*\("
)


def is_program(start: bytes) -> bool:
    """Whether the first bytes are those of a program or a shortcut (PE, ELF, Mach-O, [MS-SHLLINK], CHM, CAB)."""
    if start.startswith(_DOS):
        return any(mark in start[:_LOOKED_AT] for mark in _DOS_MARKS)
    return start.startswith(_STARTS)


def is_script(content: bytes) -> bool:
    """Whether these bytes, which are no document, read like a script; by their first 4 kB."""
    return bool(_SCRIPT.search(content[:_LOOKED_AT].replace(b"\0", b"")))
