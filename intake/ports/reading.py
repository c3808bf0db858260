"""Reading strangers' bytes in a process of its own, and finding mails in files."""

from dataclasses import dataclass
from typing import Protocol

from intake.domain.document import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """One mail found in a file; `raw` is None when the file cannot be read, and `why` says why."""

    source: str
    raw: bytes | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What came back from a reader process: the reading, and the bytes of each attached file in its order."""

    reading: Reading
    files: tuple[bytes, ...]


class ReaderFailedError(Exception):
    """The reader process gave no reading: `why` is "crashed", "killed", "timed-out", "out-of-memory" or "protocol"."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


class Reader(Protocol):
    """Reads a stranger's bytes in a process of its own."""

    version: str

    def read(self, raw: bytes) -> ReaderResult:
        """Read one mail. Raises ReaderFailedError; never anything that the mail could choose."""
        ...

    def read_headers(self, raw: bytes) -> Reading:
        """Read the header block only, for a mail whose body cannot be read. Raises ReaderFailedError."""
        ...

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        """Read one file that came without a mail: a Reading with one attachment. Raises ReaderFailedError."""
        ...

    def close(self) -> None:
        """End the reader processes."""
        ...
