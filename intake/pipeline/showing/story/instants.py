"""The instants that are known of a mail on one line, against its date for contributions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

from intake.domain.deadlines import disputed, straddles
from intake.domain.meeting import Deadline
from intake.domain.submission import Evidence, Timestamps
from intake.pipeline.showing.story.gathered import GatheredMail

WhoseClock = Literal[
    "date",
    "trusted_received",
    "last_hop",
    "internaldate",
    "savedate",
    "first_seen",
    "given",
    "unzoned",
    "uploaded",
    "deadline",
]

_COUNTING: Mapping[Evidence, WhoseClock] = {
    "trusted-received": "trusted_received",
    "internaldate": "internaldate",
    "given": "given",
    "first-seen": "first_seen",
    "upload": "uploaded",
}
_NARROWEST = 0.045
"""The least share of the line between two marks that stand on it side by side; nearer ones stand in rows."""


@dataclass(frozen=True, slots=True)
class InstantMark:
    """One instant (UTC): whose clock, its `place` on the line (0 to 1), the `row` in which it stands free of others.

    `counts`: the time of receipt was taken from it. `after` is how long after the date for contributions it lies,
    in seconds, negative before it; None where no date applies.
    """

    clock: WhoseClock
    at: datetime
    place: float
    row: int
    counts: bool = False
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Instants:
    """The marks in the order of time. `disputed`: the trusted ones lie apart, and `straddles`: on two sides."""

    marks: tuple[InstantMark, ...]
    deadline: datetime | None = None
    counts_from: datetime | None = None
    disputed: bool = False
    straddles: bool = False

    @property
    def rows(self) -> int:
        """How many rows the line needs."""
        return 1 + max((one.row for one in self.marks), default=0)


def instants(known: GatheredMail) -> Instants:
    """All instants that are known of the mail, and the date for contributions that its verdict went by."""
    submission, last = known.submission, known.last
    until = last.verdict.deadline if last else None
    found: dict[WhoseClock, datetime] = {
        name: at.astimezone(UTC) for name, at in _known(submission.stamps) if isinstance(at, datetime)
    }
    if until is not None:
        found["deadline"] = until
    counted = _COUNTING[submission.received_evidence]
    ordered = sorted(found.items(), key=lambda one: (one[1], one[0]))
    places = spread([at for _, at in ordered])
    marks = [
        InstantMark(name, at, place, row, name == counted, _after(at, until, name))
        for (name, at), place, row in zip(ordered, places, _rows(places), strict=True)
    ]
    moved = submission.counts_from if submission.counts_from != submission.received_at else None
    return Instants(
        tuple(marks),
        until,
        moved,
        disputed(submission.stamps),
        straddles(submission.stamps, submission.received_evidence, _deadline(until, known.zone)),
    )


def _known(stamps: Timestamps) -> list[tuple[WhoseClock, datetime | None]]:
    return list(asdict(stamps).items())  # type: ignore[arg-type]  # the names of the fields are clocks


def _after(at: datetime, until: datetime | None, name: WhoseClock) -> int | None:
    return None if until is None or name == "deadline" else math.floor((at - until).total_seconds())


def _deadline(until: datetime | None, zone: str) -> Deadline | None:
    return Deadline("contribution", until, zone, until) if until else None


def spread(instants: Sequence[datetime]) -> list[float]:
    """Places from 0 to 1 for instants in order; a gap counts by its logarithm: seconds stay apart beside weeks.

    The same instant has the same place.
    """
    gaps = [0.0, *(_share(after - before) for before, after in pairwise(instants))]
    whole = sum(gaps)
    if not whole:
        return [0.5] * len(instants)
    return [sum(gaps[: index + 1]) / whole for index in range(len(instants))]


def _share(gap: timedelta) -> float:
    return math.log1p(max(gap.total_seconds(), 0.0))


def _rows(places: Sequence[float]) -> list[int]:
    """For each place the first row in which it stands far enough behind the one before."""
    ends: list[float] = []
    rows = []
    for place in places:
        row = next((index for index, end in enumerate(ends) if place - end >= _NARROWEST), len(ends))
        ends[row : row + 1] = [place]
        rows.append(row)
    return rows
