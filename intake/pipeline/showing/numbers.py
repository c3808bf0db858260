"""Each number of a series, so that every gap is explained."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake.domain.house.reservation import Reservation, explains
from intake.pipeline.showing.plain import Object

if TYPE_CHECKING:
    from intake.domain.meeting import Series
    from intake.domain.submission import Contribution
    from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class SeriesRun:
    """How far a series has come: its last number, how many have a document or are withdrawn, and those without one.

    `gaps` tells of each number without a document why it has none; "" where nobody knows.
    """

    series: str
    last: str
    documents: int
    withdrawn: int
    gaps: tuple[tuple[str, str], ...]

    @property
    def explained(self) -> bool:
        """Whether every number has a document, or a reason for having none."""
        return all(why for _, why in self.gaps)

    def object(self) -> Object:
        """As a plain object."""
        return {
            "series": self.series,
            "last": self.last,
            "documents": self.documents,
            "withdrawn": self.withdrawn,
            "gaps": [{"number": number, "why": why or None} for number, why in self.gaps],
        }


def runs(work: "UnitOfWork", group: str, series: "tuple[Series, ...]") -> list[SeriesRun]:
    """Each series of the group from its first number to the last that a document has; kept ones behind that, too."""
    listed = work.contributions.listed(group)
    told = explains(work.reservations.listed(group))
    found = []
    for one in series:
        mine = {each.number: each for each in listed if each.series == one.id}
        kept = {number: each for (name, number), each in told.items() if name == one.id}
        last = max(mine, default=one.first_number - 1)
        passed = set(range(min([one.first_number, *mine]), last))
        ahead = {number for number, each in kept.items() if each.stands and number > last}
        gaps = [(one.label(number), _why(kept.get(number))) for number in sorted((passed | ahead) - mine.keys())]
        found.append(SeriesRun(one.id, one.label(last) if mine else "", *_counted(mine), tuple(gaps)))
    return found


def _counted(mine: "dict[int, Contribution]") -> tuple[int, int]:
    withdrawn = sum(one.withdrawn_at is not None for one in mine.values())
    return len(mine), withdrawn


def _why(kept: Reservation | None) -> str:
    if kept is None:
        return ""
    ending = f"; released: {kept.note}" if not kept.stands else ""
    return f"kept for {kept.purpose} ({kept.actor}: {kept.reason}){ending}"
