"""Files that a form brings: their bytes and their names, for whoever reads them in the reader's process."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from fastapi import UploadFile

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.persons.people import Person
from intake.pipeline.candidates import candidate_of, keep_candidate

_LONGEST_NAME = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that waits for the act of who chose it: its SHA-256, its name and its bytes."""

    digest: str
    name: str
    content: bytes


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
    return name_or((file.filename if file is not None else None) or otherwise, otherwise)


def keep_file(desk: OpenDesk, person: Person, name: str, content: bytes) -> KeptFile:
    """Keep what a person chose for an act, so that they need not choose it again: theirs alone, and for a while."""
    return KeptFile(keep_candidate(desk.line, person.login, "act", content), name[:_LONGEST_NAME], content)


def kept_file(desk: OpenDesk, person: Person, digest: str, name: str) -> KeptFile | None:
    """What this person chose before; None for anything else, and for what is kept no longer."""
    if not _DIGEST.fullmatch(digest):
        return None
    try:
        return KeptFile(digest, name_or(name), candidate_of(desk.line, person.login, "act", digest))
    except KeyError:
        return None


def name_or(name: str, otherwise: str = "document.docx") -> str:
    """A file's name as a form says it, without folders; `otherwise` where it says none."""
    return PurePath(name).name[:_LONGEST_NAME] or otherwise
