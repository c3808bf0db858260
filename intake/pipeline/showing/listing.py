"""The documents of a group or a meeting, in the order of their numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake.domain.house.reservation import Reservation, explains
from intake.domain.meeting import NEXT, Zones
from intake.domain.names import same_id, unknown_meeting
from intake.domain.publishing.ticks import ticks_of
from intake.domain.publishing.versions import last_versions
from intake.pipeline.showing.plain import Object, instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake.domain.submission import Contribution
    from intake.ports import UnitOfWork

HEADINGS = ("number", "revision", "title", "source", "kind", "received", "state")


@dataclass(frozen=True, slots=True)
class Listed:
    """One contribution as its last revision stands, or one of its corrigenda and addenda.

    `mark` is "Rev", "Cor" or "Add". `at` is when this version was received, `reference` names the mail that brought it;
    `zone` is the meeting's, `supporting` the names of the files that are ticked to be posted with it.
    """

    one: "Contribution"
    mark: str
    which: int
    at: datetime
    reference: str
    zone: ZoneInfo
    supporting: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Tell what became of the document."""
        return self.one.state

    def cells(self) -> tuple[str, ...]:
        """Return what stands in a row of a table, under HEADINGS."""
        one = self.one
        revision = f"{self.mark}{self.which}" if self.which else ""
        kind, received = one.kind.replace("_", " "), f"{self.at.astimezone(self.zone):%Y-%m-%d %H:%M}"
        return (
            one.label,
            revision,
            one.title,
            "; ".join(one.source),
            kind,
            received,
            f"joined to {one.joined_to}" if one.joined_to else self.state,
        )

    def object(self) -> Object:
        """As a plain object."""
        one = self.one
        return {
            "number": one.label,
            "mark": self.mark,
            "revision": self.which,
            "title": one.title,
            "source": list(one.source),
            "kind": one.kind,
            "meeting": one.meeting or NEXT,
            "reference": self.reference,
            "received_at": instant(self.at),
            "received": self.at.astimezone(self.zone).isoformat(),
            "state": self.state,
            "joined_to": one.joined_to or None,
            "supporting": list(self.supporting),
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """A number without a document that somebody kept: for what, and whether it is still kept."""

    one: "Reservation"
    supporting: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Tell whether it is still kept."""
        return "reserved" if self.one.stands else "unused"

    def cells(self) -> tuple[str, ...]:
        """Return what stands in a row of a table, under HEADINGS."""
        why = self.one.purpose if self.one.stands else f"{self.one.purpose}: {self.one.note}"
        return (self.one.label, "", why, "", "", "", self.state)

    def object(self) -> Object:
        """As a plain object, with the keys of a document."""
        one = self.one
        empty: Object = dict.fromkeys(("kind", "reference", "received_at", "received"))
        told: Object = {"number": one.label, "mark": "Rev", "revision": 0, "title": self.cells()[2], "source": []}
        return {**told, **empty, "meeting": one.meeting, "state": self.state, "joined_to": None, "supporting": []}


def listed(work: "UnitOfWork", group: str, zones: Zones, meeting: str | None = None) -> list[Listed | Gap]:
    """The documents of a group or of one of its meetings, by its id or one that it had before (`was`).

    Between them stand the numbers that are kept, or were and stayed unused. Raises UsageError if the meeting is
    unknown.
    """
    every = [(zones.present_id(one.meeting) or NEXT, one) for one in work.contributions.listed(group)]
    known = list(dict.fromkeys([*zones.meetings, *(meant for meant, _ in every), NEXT]))
    named = same_id(meeting, [*known, *zones.now_called]) if meeting else None
    if meeting and named is None:
        raise unknown_meeting(group, meeting, known)
    wanted = zones.present_id(named)
    mine = sorted((one for meant, one in every if wanted in (None, meant)), key=_order)
    shown = [(one, version) for one in mine for version in last_versions(one)]
    came = work.contributions.came_with([version.submission for _, version in shown])
    ticks = work.ticks.of([one.id for one in mine])
    rows = [
        Listed(
            one,
            version.mark,
            version.revision,
            *came[version.submission],
            ZoneInfo(zones.of(one.meeting)),
            tuple(tick.name for tick in ticks_of(ticks, one, version) if tick.stands),
        )
        for one, version in shown
    ]
    gaps = [
        Gap(one)
        for one in _gaps(work, group, [each for _, each in every])
        if wanted in (None, zones.present_id(one.meeting))
    ]
    return sorted([*rows, *gaps], key=lambda row: _order(row.one))


def _gaps(work: "UnitOfWork", group: str, documents: "Sequence[Contribution]") -> list["Reservation"]:
    """The numbers without a document that are kept, or that were and that their series has passed."""
    taken = {(one.series, one.number) for one in documents}
    last = {series: max(number for each, number in taken if each == series) for series, _ in taken}
    told = explains(work.reservations.listed(group))
    return [
        one for key, one in told.items() if key not in taken and (one.stands or one.number <= last.get(one.series, 0))
    ]


def _order(one: "Contribution | Reservation") -> tuple[str, int]:
    return one.series, one.number
