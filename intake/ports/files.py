"""Files of mails: the virus scanner beside us, and the collections of what was scanned and what was made of files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from intake.domain.card import Card
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


class Cards(Protocol):
    """What people know each mail by, beside the Submissions."""

    def put(self, card: Card) -> None:
        """Write the card of a Submission, in place of the one that it had."""
        ...

    def of(self, submissions: Sequence[int]) -> dict[int, Card]:
        """The cards of these Submissions, by id; what was erased or not yet written is absent."""
        ...

    def missing(self, limit: int) -> list[int] | None:
        """Decided Submissions, in order, that an older version left without a card; None when that is done."""
        ...

    def fill(self, cards: Sequence[Card], up_to: int | None) -> None:
        """Add these cards, where there is none by now. All up to this Submission is done; None: all there is."""
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
