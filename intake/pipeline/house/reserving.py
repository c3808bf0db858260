"""`reserve`: numbers that no mail gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from intake.domain.errors import UsageError
from intake.domain.house.reservation import Reservation
from intake.domain.meeting import NEXT
from intake.domain.names import meeting_name, meeting_or_next, unknown_group
from intake.domain.rulebook import Rulebook
from intake.domain.text.language import one_line
from intake.domain.verdict import Deed
from intake.pipeline.decision import reserved
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.line import Line
from intake.ports import UnitOfWork

_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """A reservation, and whether it was made now."""

    reservation: Reservation
    new: bool


def reserve(line: Line, place: str, purpose: str, number: int | None, deed: Deed) -> KeptNumber:
    """Keep a number for a document of the meeting "group/meeting" that will come.

    It is the next one, or `number`. The same purpose again gives the number that is kept. Raises UsageError.
    """
    shown = one_line(purpose, _PURPOSE)
    if not shown:
        raise UsageError("Say what the number is for: --for agenda, or in words.")
    with _locked(line, place) as (work, rulebook, meeting):
        wanted = reserved.WantedNumber(meeting, shown, number)
        return KeptNumber(*reserved.reserve(work, rulebook, wanted, (deed.actor, deed.reason), line.clock.now()))


def give_up(line: Line, place: str, label: str, deed: Deed) -> Reservation:
    """Keep the number no longer. Raises UsageError if it is not reserved."""
    with _locked(line, place) as (work, rulebook, _):
        return reserved.release(work, rulebook, label.strip(), (deed.actor, deed.reason), line.clock.now())


@contextmanager
def _locked(line: Line, place: str) -> Iterator[tuple[UnitOfWork, Rulebook, str]]:
    """One transaction with the series of "group/meeting" locked; the id of the meeting, or "next"."""
    name = meeting_name(place)
    with line.store.read() as work:
        if name.group not in work.rulebooks.groups():
            raise unknown_group(name.group, work.rulebooks.groups())
    with line.store.write() as work:
        rulebook = line.rulebook(work, name.group)
        lock_series(work, rulebook)
        rulebook = line.rulebook(work, name.group)
        meeting = meeting_or_next(rulebook, name.meeting)
        yield work, rulebook, meeting.id if meeting else NEXT
        line.step("reserve.before-commit")
    line.step("reserve.committed")
