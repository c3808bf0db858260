"""A document that the house wrote itself, before it has its number."""

from dataclasses import dataclass
from typing import get_args

from intake.domain.document import FileReading, FileType
from intake.domain.verdict import Kind

_NO_DOCUMENT: tuple[FileType, ...] = ("other", "image", "html", "text", "mail", "tnef", "7z", "rar")
_NOT_OPENED = ("empty", "lock-file", "unreadable", "password")


def recorded_as(kind: str) -> Kind:
    """The kind of document as which a list of this kind is registered; one that is none of them is for information."""
    return next((one for one in get_args(Kind) if one == kind), "information")


def is_document(file: FileReading) -> bool:
    """Whether a person could register it: no program, picture, web page or mail, and nothing that nobody can open."""
    return file.filetype not in _NO_DOCUMENT and not any(one.kind in _NOT_OPENED for one in file.problems)


@dataclass(frozen=True, slots=True)
class HousePaper:
    """A document of the house: `kind` is its kind of list ("agenda", "allocation"), `content` the bytes of a .docx."""

    kind: str
    title: str
    file_name: str
    content: bytes

    @property
    def recorded_as(self) -> Kind:
        """The kind of document as which it is registered."""
        return recorded_as(self.kind)
