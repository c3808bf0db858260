"""A rulebook's instants as rows of the agenda."""

from datetime import datetime

from intake.domain.calls.agenda import DERIVED, dues
from intake.domain.rulebook import Rulebook
from intake.ports import UnitOfWork

_CAUGHT_UP = ("deadline", "close")
"""What a new rulebook makes due at once when its instant has passed; a letter about the past reminds nobody."""


def plan(work: UnitOfWork, rulebook: Rulebook, before: Rulebook | None, now: datetime) -> None:
    """Put the rulebook's instants on the agenda, and take off those that it no longer names.

    `before` is the rulebook that was in force until `now` (UTC), None for the first. What had passed before the group
    was here at all is left out; a past deadline that only this rulebook names falls due at once.
    """
    wanted = dues(rulebook)
    known = set(dues(before)) if before else set()
    for item in work.agenda.open(rulebook.group.id, DERIVED):
        if item.due not in wanted:
            work.agenda.drop(item.id)
    for due in wanted:
        if due.at >= now or (before is not None and due not in known and due.kind in _CAUGHT_UP):
            work.agenda.plan(due)
