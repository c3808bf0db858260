"""A chair who works at the desk decides in the office that the rulebook gives, as by a link or by mail."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.answering.chairs import without_office
from intake.domain.errors import UsageError
from intake.domain.meeting import Officer
from intake.domain.persons.offices import chairs_at, office_of
from intake.domain.persons.people import Person
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Deed
from intake.pipeline.line import Line
from intake.pipeline.persons.door import Browser, Change, Door
from intake.pipeline.persons.keeping import changing
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Office:
    """A chair or co-chair of a group (its id), as the rulebook in force names them."""

    group: str
    officer: Officer

    @property
    def address(self) -> str:
        """The address by which the officer is known."""
        return self.officer.known_by[0]


def offices(line: Line, work: UnitOfWork, groups: Iterable[str]) -> list[Office]:
    """The chairs of today in these groups who have an address; those of none are the ones of every group."""
    books = [line.readable_rulebook(work, group) for group in tuple(groups) or work.rulebooks.groups()]
    now = line.clock.now()
    return [Office(one.group.id, chair) for one in books if one for chair in chairs_at(one, now) if chair.known_by]


def in_office(person: Person, rulebook: Rulebook, now: datetime, deed: Deed) -> Deed:
    """The deed of this person; that of a chair has the name and role of the office, and the login stays known.

    Raises UsageError for a chair who holds no office in the group today: they decide nothing, as by a link.
    """
    if person.role != "chair":
        return deed
    chair = office_of(person, rulebook, now)
    if chair is None:
        raise without_office(rulebook.group.acronym)
    return replace(deed, actor=chair.name, role=chair.role, recorded_by=person.login)


def give_office(
    door: Door, actor: str, login: str, address: str, known: Iterable[Office], browser: Browser | None = None
) -> None:
    """Let a chair act as the officer of this address, one of the `known`; "" for none in particular.

    Raises UsageError for an address that is no chair's, and for a person with another role.
    """
    wanted = address.strip().lower()
    there = {one.address.lower(): one for one in known if wanted in {each.lower() for each in one.officer.known_by}}
    with changing(door, login) as (work, person):
        if wanted and person.person.role != "chair":
            raise UsageError(
                "{login} does not have the role of a chair, and only chairs act in an office.", login=login
            )
        if wanted and not there:
            raise UsageError("{address}: no chair of these groups has this address today.", address=address)
        chosen = next(iter(there), "")
        if chosen != person.person.officer:
            work.persons.change(replace(person.person, officer=chosen))
            told = f"Acts as {there[chosen].officer.role} now." if chosen else "Acts in no office any more."
            Change(actor, login, door.clock.now(), browser or Browser()).note(work, told)
