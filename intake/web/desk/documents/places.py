"""Which meeting a page is about, and whether a person may see it and act there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Form
from pydantic import StringConstraints

from intake.app.desk import OpenDesk
from intake.domain.deadlines import has_ended
from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT, Meeting
from intake.domain.persons.people import Person, may_do, visible_groups
from intake.domain.rulebook import Rulebook
from intake.pipeline.agenda.papers import meeting_wanted
from intake.pipeline.desk.mails.acts import with_number
from intake.pipeline.showing.documents import DocumentRow, MeetingDocuments, meeting_documents
from intake.ports import UnitOfWork
from intake.web.desk.rights import Forbidden, Missing

FormWord = Annotated[str, StringConstraints(max_length=200)]
FormText = Annotated[FormWord, Form()]
FormWords = Annotated[list[FormWord], Form(max_length=1000)]
FormReason = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A meeting to choose: "jca-mv/2026-05-13", and how people call it; `title` is "" for what waits for the next."""

    place: str
    acronym: str
    title: str


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting that was asked for."""

    rulebook: Rulebook
    meeting: Meeting | None

    @property
    def group(self) -> str:
        """The id of its group."""
        return self.rulebook.group.id


def choices(desk: OpenDesk, work: UnitOfWork, person: Person) -> Iterator[Choice]:
    """All meetings that the person may see, the last one of each group first, and what waits for the next."""
    for group in visible_groups(person, work.rulebooks.groups()):
        rulebook = desk.line.rulebook(work, group)
        acronym = rulebook.group.acronym
        for one in sorted(rulebook.meetings, key=lambda each: each.first_day, reverse=True):
            yield Choice(f"{group}/{one.id}", acronym, one.title)
        yield Choice(f"{group}/{NEXT}", acronym, "")


def found(desk: OpenDesk, work: UnitOfWork, person: Person, place: str) -> FoundMeeting:
    """The meeting "group/id"; "" for the one at hand that comes first in the person's groups. Raises Missing."""
    seen = visible_groups(person, work.rulebooks.groups())
    group, _, named = place.partition("/")
    now = desk.clock.now()
    if not place and seen:
        at_hand = [
            FoundMeeting(book, meeting_wanted(book, "", now))
            for book in (desk.line.rulebook(work, one) for one in seen)
        ]
        return min(at_hand, key=lambda one: _distance(one.meeting, now))
    if group not in seen:
        raise Missing
    rulebook = desk.line.rulebook(work, group)
    try:
        return FoundMeeting(rulebook, meeting_wanted(rulebook, named, now))
    except UsageError as error:
        raise Missing from error


def _distance(meeting: Meeting | None, now: datetime) -> tuple[int, int]:
    """How far a meeting is from now: what comes before what is over, and before a group that has none."""
    if meeting is None:
        return 2, 0
    days = (meeting.first_day - now.date()).days
    return (1, -days) if has_ended(meeting, now) else (0, days)


def documents_of(desk: OpenDesk, work: UnitOfWork, at: FoundMeeting) -> MeetingDocuments:
    """The numbers of that meeting as they stand now."""
    return meeting_documents(work, at.rulebook, at.meeting, desk.clock.now())


@contextmanager
def row_of(desk: OpenDesk, person: Person, number: str) -> Iterator[tuple[UnitOfWork, MeetingDocuments, DocumentRow]]:
    """One number with its meeting. Raises Missing where there is none that the person may see."""
    one = with_number(desk.line, number)
    if one is None:
        raise Missing
    with desk.store.read() as work:
        if one.group not in visible_groups(person, work.rulebooks.groups()):
            raise Missing
        rulebook = desk.line.rulebook(work, one.group)
        at = FoundMeeting(rulebook, rulebook.meeting(one.meeting))
        shown = documents_of(desk, work, at)
        row = shown.find(one.label)
        if row is None:
            raise Missing
        yield work, shown, row


def act_in(desk: OpenDesk, person: Person, group: str) -> None:
    """Raise Missing unless the person may see this group, Forbidden unless they run it: chairs post nothing."""
    with desk.store.read() as work:
        if group not in visible_groups(person, work.rulebooks.groups()):
            raise Missing
    if not may_do(person, "correct", group):
        raise Forbidden


def act_on(desk: OpenDesk, person: Person, numbers: list[str]) -> str:
    """The group of these numbers, where the person may act; raises as `act_in` does, UsageError for several groups."""
    known = [with_number(desk.line, each) for each in numbers]
    groups = {one.group for one in known if one is not None}
    if None in known or not groups:
        raise Missing
    for group in groups:
        act_in(desk, person, group)
    if len(groups) > 1:
        raise UsageError("Name documents of one group at a time.")
    return groups.pop()
