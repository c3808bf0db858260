"""Numbers that are kept for documents that will come, in the caller's transaction, with the series locked."""

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from intake.domain.errors import UsageError
from intake.domain.house.reservation import AGENDA, Reservation
from intake.domain.meeting import Meeting, Series
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Kind
from intake.pipeline.notes import note
from intake.ports import UnitOfWork

LARGEST = 9_999
"""The largest number that is read in a mail (`domain/numbers/numbering.py`)."""


@dataclass(frozen=True, slots=True)
class WantedNumber:
    """A number to keep: for a meeting (its id, or "next") and a purpose; `number` is None for the next one."""

    meeting: str
    purpose: str
    number: int | None = None


def reserve(
    work: UnitOfWork, rulebook: Rulebook, wanted: WantedNumber, word: tuple[str, str], now: datetime
) -> tuple[Reservation, bool]:
    """Keep a number; the same wish again gives the reservation that stands, and False. Never commits.

    `word` is who wishes it, and why. Raises UsageError for a number that a document has, or that is kept for another
    purpose.
    """
    group, series = rulebook.group.id, series_of(rulebook, wanted.purpose)
    known = [one for one in work.reservations.listed(group) if one.stands]
    for one in known:
        if _is_same(one, wanted, rulebook) and wanted.number in (None, one.number):
            return one, False
    number = wanted.number
    if number is None:
        number = work.contributions.next_number(group, series.id)
    else:
        _require_free(work, series, group, number, known)
    actor, reason = word
    new = Reservation(
        group, series.id, number, series.label(number), wanted.meeting, wanted.purpose, actor, reason, now
    )
    kept = work.reservations.add(new)
    _log(work, kept, "reserved", f"{kept.label} is kept: {reason}", actor, now)
    return kept, True


def release(work: UnitOfWork, rulebook: Rulebook, label: str, word: tuple[str, str], now: datetime) -> Reservation:
    """Give a reservation up; a number that its series has passed stays unused. UsageError if none stands."""
    (actor, reason), found = word, kept_number(work, rulebook, label)
    work.reservations.settle(found.id, "released", now, reason)
    _log(work, found, "released", f"{found.label} is no longer kept: {reason}", actor, now)
    return found


def kept_number(work: UnitOfWork, rulebook: Rulebook, label: str) -> Reservation:
    """The reservation that stands of this number, as printed or the figure alone; UsageError if there is none."""
    known = [one for one in work.reservations.listed(rulebook.group.id) if one.stands]
    found = next((one for one in known if label.casefold() in (one.label.casefold(), str(one.number))), None)
    if found is None:
        there = ", ".join(one.label for one in known) or "none"
        raise UsageError("{label} is not kept for anything; kept are {there}.", label=label, there=there)
    return found


def reserve_for_agenda(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, now: datetime) -> bool:
    """Keep the next number of the series for this meeting's agenda, once; False where the meeting has one already."""
    if not rulebook.under(meeting).policy.reserve_for_agenda:
        return False
    ids, group = (meeting.id, *meeting.was), rulebook.group.id
    mine = (one for one in work.reservations.listed(group) if one.meeting in ids and one.purpose == AGENDA)
    if any(mine) or any(one.kind == AGENDA and one.meeting in ids for one in work.contributions.listed(group)):
        return False
    why = f"The call for {meeting.title} opened."
    return reserve(work, rulebook, WantedNumber(meeting.id, AGENDA), ("tick", why), now)[1]


def kept_for(work: UnitOfWork, rulebook: Rulebook, meeting: str, purpose: str) -> Reservation | None:
    """The number that is kept for this purpose of this meeting, or None."""
    wanted = WantedNumber(meeting, purpose)
    listed = work.reservations.listed(rulebook.group.id)
    return next((one for one in listed if one.stands and _is_same(one, wanted, rulebook)), None)


def series_of(rulebook: Rulebook, purpose: str) -> Series:
    """The series of a purpose: that of a kind of document, else of contributions."""
    return rulebook.series_for(purpose if purpose in get_args(Kind) else "contribution")


def _is_same(one: Reservation, wanted: WantedNumber, rulebook: Rulebook) -> bool:
    same = one.purpose.casefold() == wanted.purpose.casefold()
    return same and rulebook.present_id(one.meeting) == rulebook.present_id(wanted.meeting)


def _require_free(work: UnitOfWork, series: Series, group: str, number: int, known: list[Reservation]) -> None:
    label = series.label(number)
    if not series.first_number <= number <= LARGEST:
        raise UsageError(
            "{label}: the numbers of this series are {first} to {largest}.",
            label=label,
            first=series.first_number,
            largest=LARGEST,
        )
    if any(one.series == series.id and one.number == number for one in work.contributions.listed(group)):
        raise UsageError("{label} has a document already.", label=label)
    for one in known:
        if (one.series, one.number) == (series.id, number):
            raise UsageError(
                "{label} is kept already, for {purpose} ({who}: {reason}).",
                label=label,
                purpose=one.purpose,
                who=one.actor,
                reason=one.reason,
            )


def _log(work: UnitOfWork, one: Reservation, what: str, why: str, actor: str, now: datetime) -> None:
    note(work, one.group, at=now, what=what, who=actor, why=why, number=one.label, meeting=one.meeting)
