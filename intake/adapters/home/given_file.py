"""One file that a person names: read whole, if it is a plain file that is not too large."""

from pathlib import Path

from intake.domain.errors import UsageError
from intake.domain.limits import MEGABYTE
from intake.domain.text.language import one_line


def given_file(path: Path, largest: int) -> bytes:
    """The bytes of this file, at most `largest`; raises UsageError for a folder, a pipe, and what is larger."""
    named = one_line(str(path).encode("utf-8", "replace").decode())
    try:
        if not path.is_file():
            raise UsageError(f"{named} is {'no file' if path.exists() else 'not there'}: name one document.")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{named} cannot be read ({getattr(error, 'strerror', None) or error}).") from error
    if len(content) > largest:
        raise UsageError(f"{named} is larger than {largest // MEGABYTE} MB (max_document_mb in intake.toml).")
    return content
