"""The documents of a group or a meeting, in the order of their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.pipeline.showing.plain import Object, instant
from intake.ports import UnitOfWork

_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANKS = ("\t", "\r", "\n")
HEADINGS = ("number", "revision", "title", "source", "kind", "received", "state")


@dataclass(frozen=True, slots=True)
class Listed:
    """One contribution as its last revision stands; `received` is in the meeting's zone."""

    one: Contribution
    received: datetime
    state: str

    def cells(self) -> tuple[str, ...]:
        """What stands in a row of a table, under HEADINGS."""
        one = self.one
        revision = f"Rev{one.revision}" if one.revision else ""
        kind, received = one.kind.replace("_", " "), f"{self.received:%Y-%m-%d %H:%M}"
        return (one.label, revision, one.title, "; ".join(one.source), kind, received, self.state)

    def object(self) -> Object:
        """As a plain object."""
        one = self.one
        return {
            "number": one.label,
            "revision": one.revision,
            "title": one.title,
            "source": list(one.source),
            "kind": one.kind,
            "meeting": one.meeting or NEXT,
            "reference": one.reference,
            "received_at": instant(one.received_at),
            "received": self.received.isoformat(),
            "state": self.state,
        }


def listed(work: UnitOfWork, rulebook: Rulebook, meeting: str | None = None) -> list[Listed]:
    """The documents of a group or of one of its meetings, by its id or one that it had before (`was`).

    Raises UsageError if the meeting is unknown.
    """
    every = [(rulebook.present_id(one.meeting) or NEXT, one) for one in work.contributions.listed(rulebook.group.id)]
    known = list(dict.fromkeys([*(one.id for one in rulebook.meetings), *(meant for meant, _ in every), NEXT]))
    wanted = rulebook.present_id(meeting)
    if wanted is not None and wanted not in known:
        raise UsageError(f"{meeting}: there is no such meeting of {rulebook.group.id}; there are {', '.join(known)}.")
    mine = [one for meant, one in every if wanted in (None, meant)]
    return [Listed(one, _local(one, rulebook), _state(one)) for one in sorted(mine, key=_order)]


def _order(one: Contribution) -> tuple[str, int]:
    return one.series, one.number


def _local(one: Contribution, rulebook: Rulebook) -> datetime:
    meeting = rulebook.meeting(one.meeting)
    return one.received_at.astimezone(ZoneInfo(meeting.zone if meeting else rulebook.group.zone))


def _state(one: Contribution) -> str:
    if one.withdrawn_at is not None:
        return "withdrawn"
    return "posted" if one.posted_at is not None else "registered"


def safe_cells(cells: Sequence[str]) -> list[str]:
    """The cells, with an apostrophe before any that a spreadsheet would take for a formula (OWASP).

    Some take the wide signs of Chinese and Japanese keyboards for formulas too, or leave out blanks before a sign.
    """
    return [f"'{cell}" if cell.startswith(_BLANKS) or cell.lstrip().startswith(_FORMULAS) else cell for cell in cells]
