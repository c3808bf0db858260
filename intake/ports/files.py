"""The collections of what the line did with files of mails: scanned them, and made others of them."""

from typing import Protocol

from intake.domain.additions import Addition
from intake.domain.scan import Scan


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
