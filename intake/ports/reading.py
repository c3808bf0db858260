"""Reading strangers' bytes in a process of its own, and finding mails in files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from intake.domain.document import FileType, Reading
from intake.domain.submission import Snapshot
from intake.domain.text.canonical import canonical
from intake.domain.writing import Writing


@dataclass(frozen=True, slots=True)
class FoundMail:
    """One mail found in a file; `raw` is None when the file cannot be read, and `why` says why."""

    source: str
    raw: bytes | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """The result of a reader process: the reading, and the bytes of each attached file in its order.

    `said` is the canonical text in which the reader said it, checked; b"" where this side put it together.
    """

    reading: Reading
    files: tuple[bytes, ...]
    said: bytes = b""

    @property
    def text(self) -> bytes:
        """The reading as it is kept: canonical text in UTF-8."""
        return self.said or canonical(self.reading).encode()

    def with_reading(self, reading: Reading) -> "ReaderResult":
        """Another reading of the same files."""
        return self if reading == self.reading else ReaderResult(reading, self.files)


class ReaderFailedError(Exception):
    """The reader process gave no reading: `why` is "crashed", "killed", "timed-out", "out-of-memory" or "protocol"."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


class NotWritableError(Exception):
    """Nothing can be written into this file; the text says why."""


class ConversionFailedError(Exception):
    """A file could not be converted; the text says why."""


class Converter(Protocol):
    """Makes a .docx of an older text format."""

    def convert(self, content: bytes, filetype: FileType) -> bytes:
        """The text document (of `CONVERTED`, but for "flatdocx") as .docx.

        It is made in a process of its own that can do nothing else. Raises ConversionFailedError; ConfigurationError
        where the converter is not installed.
        """
        ...

    def probe(self) -> tuple[str, str]:
        """Name and version of the converter, and how its process is shut in: "network-namespace, landlock".

        Raises as `convert` does.
        """
        ...


class Values(Protocol):
    """Values that the line kept as canonical text (`intake.domain.text.canonical`), read back."""

    def reading(self, text: bytes) -> Reading:
        """The reading that a blob holds. Raises ValueError when it is none."""
        ...

    def snapshot(self, text: str) -> Snapshot:
        """The snapshot that a Decision rests on; raises ValueError if the text is none."""
        ...


class Reader(Protocol):
    """Reads a stranger's bytes in a process of its own."""

    version: str

    def read(self, raw: bytes, *, patient: bool = True) -> ReaderResult:
        """Read one mail. Raises ReaderFailedError; never anything that the mail could choose.

        If reading fails, its files are tried one by one for a `patient` caller; any other, behind whom others wait,
        gets the error.
        """
        ...

    def read_headers(self, raw: bytes) -> Reading:
        """Read the header block only, for a mail whose body cannot be read. Raises ReaderFailedError."""
        ...

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        """Read one file that came without a mail: a Reading with one attachment. Raises ReaderFailedError."""
        ...

    def write(self, content: bytes, writings: Sequence[Writing]) -> bytes:
        """A copy of a .docx with these texts in it; every part that none of them touches keeps its bytes.

        The same arguments give the same bytes. Raises NotWritableError for a file that is no sound .docx, or that has
        no such place; ReaderFailedError.
        """
        ...

    def pack(self, content: bytes) -> bytes:
        """The .docx of which this XML file ("flatdocx") holds the parts. Raises NotWritableError, ReaderFailedError."""
        ...

    def close(self) -> None:
        """End the reader processes."""
        ...
