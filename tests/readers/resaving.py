"""What editors make of a Word file when they save it again: each function takes a file and gives the changed one."""

import io
import zipfile


def members_of(docx: bytes) -> dict[str, bytes]:
    """The members of a package by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}
