"""The virus scanner, which runs beside us."""

from dataclasses import dataclass
from typing import Protocol

from intake.domain.scan import ScanOutcome


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
