"""Files of mails: the virus scanner beside us, and the collections of what was scanned and what was made of files."""

from dataclasses import dataclass
from typing import Protocol

from intake.domain.judging.additions import Addition
from intake.domain.scan import Scan, ScanOutcome


class Scans(Protocol):
    """What the virus scanner said of files; the last answer about a file counts, and Submissions.snapshot tells it."""

    def add(self, scan: Scan) -> None:
        """Record what the scanner said of one file."""
        ...

    def last(self) -> Scan | None:
        """The latest scan of any file, or None."""
        ...


class Additions(Protocol):
    """The files that were made for Decisions; append-only."""

    def add(self, addition: Addition) -> None:
        """Record a file that was made for a Decision."""
        ...

    def of(self, submission: int) -> list[Addition]:
        """What was made of files of this Submission, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """What the scanner said of some bytes; the fields are those of `intake.domain.scan.Scan`."""

    outcome: ScanOutcome
    signature: str = ""
    why: str = ""


class Scanner(Protocol):
    """Asks a scanner. It never looks into the bytes itself."""

    def version(self) -> str:
        """The scanner's version with that of its signatures. UnavailableError when it does not answer."""
        ...

    def scan(self, content: bytes) -> ScanAnswer:
        """Scan these bytes. UnavailableError when the scanner is gone or answers nothing that can be understood."""
        ...
