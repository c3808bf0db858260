"""The chairs of a group on a day, and the office that a person of the desk holds."""

from datetime import datetime

from intake.domain.deadlines import zone_of
from intake.domain.meeting import Officer
from intake.domain.persons.people import Person
from intake.domain.rulebook import Rulebook


def chairs_at(rulebook: Rulebook, now: datetime) -> tuple[Officer, ...]:
    """The chairs and co-chairs of the group on the day of this instant (UTC)."""
    today = now.astimezone(zone_of(rulebook.group.zone)).date()
    return tuple(one for one in rulebook.group.officers_at(today) if one.chairs)


def office_of(person: Person, rulebook: Rulebook, now: datetime) -> Officer | None:
    """The office that this person holds in the group at this instant (UTC); None for whoever is no chair of it.

    It is the one that an administrator chose by its address: a login that is such an address proves nothing.
    """
    if person.role != "chair" or not person.officer:
        return None
    wanted = person.officer.lower()
    found = [one for one in chairs_at(rulebook, now) if wanted in {each.lower() for each in one.known_by}]
    return found[0] if len(found) == 1 else None
