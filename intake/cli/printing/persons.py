"""Persons of the desk, their sessions and tokens, as `intake user` prints them."""

from collections.abc import Sequence
from typing import Any

from intake.cli.printing.terminal import in_one_line
from intake.domain.persons.entering import KnownPerson, Session
from intake.domain.persons.tokens import Token


def a_role(role: str) -> str:
    """The role with its article."""
    return f"{'an' if role.startswith('a') else 'a'} {role}"


def of_groups(groups: Sequence[str]) -> str:
    """For which groups, as the end of a sentence; "" for all."""
    return f" for {in_one_line(', '.join(groups))}" if groups else ""


def row_of(one: KnownPerson, alive: int) -> str:
    """One person in one line."""
    state = "disabled" if one.disabled_at else f"{alive} open" if alive else "no session"
    last = f"last login {one.entered_at:%Y-%m-%d %H:%M}Z" if one.entered_at else "never entered"
    return f"{one.person.login}: {one.person.name}, {one.person.role}{of_groups(one.person.groups)}, {state}, {last}"


def object_of(one: KnownPerson, alive: int) -> dict[str, Any]:
    """One person as a JSON object."""
    return {
        "login": one.person.login,
        "name": one.person.name,
        "role": one.person.role,
        "groups": list(one.person.groups),
        "officer": one.person.officer,
        "added_at": one.added_at.isoformat(),
        "disabled_at": one.disabled_at.isoformat() if one.disabled_at else None,
        "password_at": one.password_at.isoformat() if one.password_at else None,
        "entered_at": one.entered_at.isoformat() if one.entered_at else None,
        "sessions": alive,
    }


def session_object(one: Session) -> dict[str, Any]:
    """One session as a JSON object."""
    return {
        "session": one.id,
        "entered": one.entered,
        "opened_at": one.opened_at.isoformat(),
        "used_at": one.used_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "address": one.address,
        "agent": one.agent,
    }


def token_row(one: Token) -> str:
    """One token in one line."""
    used = f"last used {one.used_at:%Y-%m-%d %H:%M}Z" if one.used_at else "never used"
    return (
        f"{one.id}: {one.login}, {one.name}: opens {', '.join(one.scopes)}{of_groups(one.groups)}, "
        f"until {one.ends_at:%Y-%m-%d %H:%M}Z, {used}"
    )


def token_object(one: Token) -> dict[str, Any]:
    """One token as a JSON object; its secret is nowhere."""
    return {
        "token": one.id,
        "login": one.login,
        "name": one.name,
        "scopes": list(one.scopes),
        "groups": list(one.groups),
        "made_by": one.made_by,
        "made_at": one.made_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "used_at": one.used_at.isoformat() if one.used_at else None,
    }
