"""A virus scanner's answer about one file: an input of the Decision, since a later answer may differ."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ScanOutcome = Literal["clean", "infected", "unscanned"]


@dataclass(frozen=True, slots=True)
class Scan:
    """One file, by its digest, as the scanner answered at an instant (UTC).

    `signature` names what was found, as the scanner calls it. `why` tells why there is no answer: "unreachable",
    "timed-out", "too-large", "limits", "encrypted", "failed" (it says so of this file), "missing" (the file is not
    in our store). `engine` is the scanner's version with that of its signatures.
    """

    sha256: str
    outcome: ScanOutcome
    at: datetime
    signature: str = ""
    why: str = ""
    engine: str = ""
