"""The persons of the desk: who they are, and what each of them may do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from intake.domain.verdict import Act

Role = Literal["viewer", "secretary", "chair", "administrator"]
Right = Literal["see", "act", "configure", "administer"]

ROLES: tuple[Role, ...] = get_args(Role)

CHAIRS_ACTS: tuple[Act, ...] = ("admit", "keep", "return")
"""What chairs decide on late and held papers (Rec. ITU-T A.1, clause 3.2.5); every other act is the secretariat's."""

_RIGHTS: dict[Role, frozenset[Right]] = {
    "viewer": frozenset({"see"}),
    "secretary": frozenset({"see", "act", "configure"}),
    "chair": frozenset({"see", "act"}),
    "administrator": frozenset(get_args(Right)),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the desk; `login` is the actor of what they decide.

    `groups` are the ids of those that they work for, () for all of them. A chair without a group works for none, and
    an administrator always for all. `officer` is an address on the record of the chair as whom a chair acts; with ""
    a chair decides nothing.
    """

    login: str
    name: str
    role: Role
    groups: tuple[str, ...] = ()
    officer: str = ""


def in_role(person: Person, role: Role, groups: tuple[str, ...]) -> Person:
    """The person with this role in these groups; an office is over with the role, and with all groups of before."""
    keeps = role == "chair" and bool(set(person.groups) & set(groups))
    return replace(person, role=role, groups=groups, officer=person.officer if keeps else "")


def may(person: Person, right: Right, group: str | None = None) -> bool:
    """Whether the person has this right in the group; without a group, whether they have it anywhere.

    A page opens to who may anywhere; what belongs to a group is asked for with it. Of the acts a chair has only
    `CHAIRS_ACTS`: see `may_do`.
    """
    if right not in _RIGHTS[person.role]:
        return False
    return group is None or _works_for(person, group)


def may_do(person: Person, act: Act, group: str) -> bool:
    """Whether the person may do this act in the group."""
    return may(person, "act", group) and (person.role != "chair" or act in CHAIRS_ACTS)


def visible_groups(person: Person, known: Iterable[str]) -> tuple[str, ...]:
    """Of the known groups those that the person may see, in their order: what a query of theirs is narrowed to."""
    return tuple(group for group in known if may(person, "see", group))


def sees_all(person: Person) -> bool:
    """Whether the person sees what belongs to no group, and groups that have no rulebook in force any more."""
    return person.role == "administrator" or (not person.groups and person.role != "chair")


def _works_for(person: Person, group: str) -> bool:
    return sees_all(person) or group in person.groups
