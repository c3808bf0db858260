"""Files of mails: the virus scanner, and the collections of scans, additions and cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from intake.domain.card import Behind, Card
from intake.domain.judging.additions import Addition
from intake.domain.scan import Scan, ScanOutcome


class FileNotTakenError(Exception):
    """A file that a list names cannot be taken: what is wrong, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class Folder(Protocol):
    """The folder in which the files of a list are."""

    def read(self, name: str) -> bytes:
        """The file that the list calls so. Raises FileNotTakenError."""
        ...


class Scans(Protocol):
    """The virus scanner's answers about files; the last one about a file counts, and is part of each snapshot."""

    def add(self, scan: Scan) -> None:
        """Record the scanner's answer about one file."""
        ...

    def last(self) -> Scan | None:
        """The latest scan of any file, or None."""
        ...


class Additions(Protocol):
    """The files that were made for Decisions."""

    def add(self, addition: Addition) -> None:
        """Record a file that was made for a Decision."""
        ...

    def drop(self, submission: int, decision: int) -> None:
        """Leave out the files that were made for this Decision, which is undone; their bytes stay."""
        ...

    def of(self, submission: int) -> list[Addition]:
        """The files made from those of this Submission, oldest first."""
        ...


class Cards(Protocol):
    """The cards of mails, beside the Submissions."""

    def put(self, card: Card) -> None:
        """Write the card of a Submission, in place of the one that it had, and the words under which it is found."""
        ...

    def of(self, submissions: Sequence[int]) -> dict[int, Card]:
        """The cards of these Submissions, by id; erased cards and those not yet written are absent."""
        ...

    def behind(self, limit: int) -> Behind | None:
        """The next Submissions, in order, whose cards an older version left behind; None when there are none."""
        ...

    def fill(self, cards: Sequence[Card], left: Behind, up_to: int | None) -> None:
        """Write these cards, where no Decision has by now. All up to this Submission is done; None: all there is."""
        ...


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """The scanner's answer about some bytes, with the fields of `intake.domain.scan.Scan`."""

    outcome: ScanOutcome
    signature: str = ""
    why: str = ""


class Scanner(Protocol):
    """Asks a scanner about bytes, and never interprets them itself."""

    def version(self) -> str:
        """The scanner's version and that of its signatures; raises UnavailableError if it does not answer."""
        ...

    def scan(self, content: bytes) -> ScanAnswer:
        """Scan these bytes; raises UnavailableError if the scanner is gone or its answer makes no sense."""
        ...
