"""A number that is kept for a document that will come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ReservationEnd = Literal["", "taken", "released"]

AGENDA = "agenda"
"""The purpose of the number that is kept for a meeting's agenda."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A number of a series that no mail is given; `purpose` is a kind of document or a person's words.

    `actor` reserved it `at` an instant (UTC) for this `reason`. `settled` says how it ended: a document took
    the number, or a person released it, with a `note`.
    """

    group: str
    series: str
    number: int
    label: str
    meeting: str
    purpose: str
    actor: str
    reason: str
    at: datetime
    settled: ReservationEnd = ""
    settled_at: datetime | None = None
    note: str = ""
    id: int = 0

    @property
    def stands(self) -> bool:
        """Whether the number is still kept."""
        return self.settled == ""


def explains(reservations: Iterable[Reservation]) -> dict[tuple[str, int], Reservation]:
    """The last word on each number that was reserved and that no document took, by series and number."""
    told = sorted((one for one in reservations if one.settled != "taken"), key=lambda one: one.id)
    return {(one.series, one.number): one for one in told}
