"""A zip of files in their order: the same files make the same bytes."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

_AT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it."""


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The zip with these files (name, bytes)."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _AT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def zipped_again(content: bytes) -> bytes:
    """The same zip without the times at which its files were written."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return zipped((one.filename, archive.read(one)) for one in archive.infolist())
