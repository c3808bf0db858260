"""Supporting files of a document: which there are, what each is called on a site, and which are never there."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.document import FileReading, FileType
from intake.domain.numbers.numbering import canonical_name
from intake.domain.numbers.revisions import revision_label
from intake.domain.publishing.site import own_file
from intake.domain.submission import AcceptedFile, Contribution, Version

_ENDINGS: dict[FileType, str] = {
    "docx": ".docx", "doc": ".doc", "rtf": ".rtf", "pdf": ".pdf", "pptx": ".pptx", "ppt": ".ppt", "text": ".txt",
}  # fmt: skip
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_STAR = "StarCalc".encode("utf-16-le")
_OPEN_SHEET, _OF_SHEET, _BINARY_SHEET = b"opendocument.spreadsheet", b"xl/workbook", b"xl/workbook.bin"
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"),
    (b"II*\0", ".tif"), (b"MM\0*", ".tif"), (b"BM", ".bmp"),
)  # fmt: skip

_HARMLESS = ("embedded", "linked-picture")
"""Problems of a file that speak against nothing: the same are told of a document, and it is posted."""

_WHY = {
    "macros": "it has macros",
    "program": "it is a program",
    "active": "something in it would act by itself on a reader's computer",
    "password": "it is locked, so nobody knows what is in it",
    "label": "it is locked, so nobody knows what is in it",
    "container": "two programs could read two different things in it",
    "too-large": "it is larger than what is looked into",
}
_KINDS: dict[FileType, str] = {
    "docm": "it has macros",
    "dotx": "it is a template",
    "html": "it is a web page, which a browser would run",
    "mail": "it is a mail, with the addresses in it",
    "tnef": "it is a mail, with the addresses in it",
    "zip": "it is an archive, whose files can be ticked one by one where they are in the list",
    "7z": "it is an archive",
    "rar": "it is an archive",
}


@dataclass(frozen=True, slots=True)
class SupportingFile:
    """A file that came with a version, beside its own: its place among these (from 1), and its name without ending."""

    place: int
    file: AcceptedFile
    stem: str


def label_of(one: Contribution, version: Version) -> str:
    """The number with the version's revision, as printed."""
    return revision_label(one.label, version.revision, version.mark)


def beside(one: Contribution, version: Version, files: Sequence[AcceptedFile]) -> list[SupportingFile]:
    """These files beside a version's own, each once.

    Their names follow the number and the order of the files, never the name that a file was sent under.
    """
    own, found, counts = own_file(version).sha256, dict[str, SupportingFile](), dict[str, int]()
    start = canonical_name(label_of(one, version)).removesuffix(".docx")
    for file in files:
        if file.sha256 == own or file.sha256 in found:
            continue
        word = _word(file)
        counts[word] = counts.get(word, 0) + 1
        found[file.sha256] = SupportingFile(len(found) + 1, file, f"{start}-{word}-{counts[word]}")
    return list(found.values())


def _word(file: AcceptedFile) -> str:
    """What a file is beside its document, in a file name."""
    if file.role == "companion":
        return "copy"
    return "annex" if file.role == "supporting" or file.part is None else file.part


def meant(found: Sequence[SupportingFile], typed: str) -> list[SupportingFile]:
    """The files that a person may mean: of this name, else of the same letters, else at this place."""
    exact = [one for one in found if one.file.name == typed]
    alike = exact or [one for one in found if alike_name(one.file.name, typed)]
    return alike or [one for one in found if str(one.place) == typed.strip()]


def alike_name(one: str, other: str) -> bool:
    """Whether two file names have the same letters."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def why_not(reading: FileReading, content: bytes) -> str:
    """Why a file is never published, in words, by what a reader found in it; "" where nothing speaks against it."""
    for problem in reading.problems:
        if problem.kind not in _HARMLESS:
            return _WHY.get(problem.kind, _KINDS.get(reading.filetype, "it cannot be read"))
    if reading.filetype in _KINDS:
        return _KINDS[reading.filetype]
    return "" if ending(reading.filetype, content) else "it is of a kind that is not published"


def ending(filetype: FileType, content: bytes) -> str:
    """How the name of a file of this kind ends, by its bytes; "" for one that is not published."""
    if filetype == "sheet":
        return _sheet(content)
    if filetype == "odt":
        return ".odt" if content.startswith(_ZIP) else ""
    if filetype == "image":
        return next((name for start, name in _PICTURES if content.startswith(start)), "")
    return _ENDINGS.get(filetype, "")


def _sheet(content: bytes) -> str:
    """A binary workbook is left out: it may have macros that no type and no name tells of."""
    if content.startswith(_OLE):
        return "" if _STAR in content else ".xls"
    if not content.startswith(_ZIP) or _BINARY_SHEET in content:
        return ""
    if _OPEN_SHEET in content[:200]:
        return ".ods"
    return ".xlsx" if _OF_SHEET in content else ""
