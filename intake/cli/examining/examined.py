"""One thing that was looked at: how it is, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from intake.domain.errors import IntakeError
from intake.ports import ReaderFailedError


@dataclass(frozen=True, slots=True)
class Examined:
    """One line of `doctor`. "good" and "note" leave the exit code 0, "bad" makes it 4."""

    what: str
    state: Literal["good", "note", "bad"]
    sentence: str


def tried(what: str, look: Callable[[], str]) -> Examined:
    """Good with the sentence that this gives, or bad with the one of its error."""
    try:
        return Examined(what, "good", look())
    except (IntakeError, ReaderFailedError) as error:
        return Examined(what, "bad", str(error))
