"""Who somebody is at a provider of identities (OpenID Connect Core 1.0), and what that gives them here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from intake.domain.errors import UnavailableError
from intake.domain.persons.people import ROLES, Role

PATIENCE = timedelta(minutes=10)
"""How long somebody may take to log in at the provider."""

JOINING = timedelta(days=14)
"""How long an administrator's word holds by which an account of the provider may become a person's here."""

_STRONGEST: tuple[Role, ...] = ("administrator", "secretary", "chair", "viewer")


class ProviderAwayError(UnavailableError):
    """The provider does not answer now, or not as a provider does."""


@dataclass(frozen=True, slots=True)
class LoginBegun:
    """What one login at the provider was begun with: `state` finds it again, `nonce` and `verifier` bind its answer.

    RFC 6749, section 10.12; OpenID Connect Core, section 3.1.2.1; RFC 7636.
    """

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who came back: `subject` never changes; login and name are what the provider calls them, `values` their roles."""

    subject: str
    login: str
    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """Whoever has this value at the provider has this role here, in these groups (() for all)."""

    value: str
    role: Role
    groups: tuple[str, ...] = ()


def grant_of(text: str) -> Grant:
    """The grant that a person wrote: "VALUE=ROLE" or "VALUE=ROLE/GROUP/GROUP". ValueError says what is missing."""
    value, equals, given = text.rpartition("=")
    named, *groups = (one.strip().lower() for one in given.split("/"))
    role = next((one for one in ROLES if one == named), None)
    if not equals or not value.strip() or role is None:
        raise ValueError(
            f'write a value of the provider and a role, like "intake-staff=secretary" or "mv-chairs=chair/jca-mv"; '
            f"the roles are {', '.join(ROLES)}; found {text[:80]!r}"
        )
    if role == "chair" and not any(groups):
        raise ValueError(f'a chair decides in own groups only, like "mv-chairs=chair/jca-mv"; found {text[:80]!r}')
    return Grant(value.strip(), role, tuple(dict.fromkeys(one for one in groups if one)))


def granted(values: Iterable[str], grants: Iterable[Grant]) -> Grant | None:
    """What these values give: the strongest role, in the groups of all that give it; None for nothing."""
    held = frozenset(values)
    found = [one for one in grants if one.value in held]
    for role in _STRONGEST:
        of_role = [one for one in found if one.role == role]
        if of_role:
            everywhere = any(not one.groups for one in of_role)
            groups = () if everywhere else tuple(dict.fromkeys(group for one in of_role for group in one.groups))
            return Grant(of_role[0].value, role, groups)
    return None
