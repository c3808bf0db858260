"""Files that a form brings: their bytes and their names, for whoever reads them in the reader's process."""

from pathlib import PurePath

from fastapi import UploadFile

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError

_LONGEST_NAME = 200


def content_of(desk: OpenDesk, file: UploadFile | None) -> bytes:
    """The bytes of an upload; the limits in force count for whoever reads them. UsageError for none and too many."""
    content = file.file.read(desk.largest + 1) if file is not None else b""
    if not content:
        raise UsageError("Choose a file first.")
    if len(content) > desk.largest:
        raise UsageError("The file is larger than {mb} MB.", mb=desk.settings.limits.max_document_mb)
    desk.use_limits()
    return content


def name_of(file: UploadFile | None, otherwise: str) -> str:
    """The name of an upload without its folders; `otherwise` where it has none."""
    return PurePath((file.filename if file is not None else None) or otherwise).name[:_LONGEST_NAME]
