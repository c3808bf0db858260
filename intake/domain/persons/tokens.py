"""Tokens by which programs read the API for a person: what each opens, and how long.

The token itself is shown once and kept only as its SHA-256, as the secret of a session is. Times are aware and in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from intake.domain.persons.entering import KnownPerson, PersonFaultError
from intake.domain.persons.people import Person, may, sees_all

TokenScope = Literal["log", "submissions", "documents", "files", "meetings", "people"]
"""What a token opens: the lines of the log, the mails, the numbers and what is recorded under them, the files
themselves, the meetings; "people" opens nothing by itself, but shows names and addresses in what the others open."""
SCOPES: tuple[TokenScope, ...] = get_args(TokenScope)

PREFIX = "intake_"
"""How every token begins, so that a person, and a program that looks for lost secrets, knows one."""
USUAL_DAYS = 90
LONGEST_DAYS = 730
"""How many days a token lasts where nobody says so, and at most."""
MOST_TOKENS = 50
"""Tokens of one person that are not over."""
AWAY_DAYS = 60
"""So long tokens outlast the last login of a person who logs in at a provider: who has left there cannot log in."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the person with this login; `key` is the digest of its secret, `name` what it is for.

    `groups` narrow it to some of the person's, () to none of them. `made_by` is the login of who made it. When it
    `ends_at` depends on the person, too: see `ending`.
    """

    id: int
    key: str
    login: str
    name: str
    scopes: tuple[TokenScope, ...]
    groups: tuple[str, ...]
    made_by: str
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None

    def alive(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return now < self.ends_at


@dataclass(frozen=True, slots=True)
class ApiReader:
    """Who reads by a token: the person as they are now, narrowed by the token. It is never more than either."""

    person: Person
    token: Token

    def has(self, scope: TokenScope) -> bool:
        """Whether the token opens this."""
        return scope in self.token.scopes

    def sees(self, group: str) -> bool:
        """Whether records of this group are there for the reader."""
        return may(self.person, "see", group) and (not self.token.groups or group in self.token.groups)

    @property
    def sees_all(self) -> bool:
        """Whether the reader sees what belongs to no group, too."""
        return sees_all(self.person) and not self.token.groups

    @property
    def sees_desk(self) -> bool:
        """Whether the reader sees lines of the log about the persons of the desk, as administrators do."""
        return self.sees_all and self.has("people") and may(self.person, "administer")


def scopes_of(typed: Iterable[str]) -> tuple[TokenScope, ...]:
    """The scopes that a person named, in our order. PersonFaultError for none, and for one that is none."""
    given = [one.strip().lower() for one in typed]
    if unknown := [one for one in given if one not in SCOPES]:
        raise PersonFaultError(
            "{typed}: there is no such scope; choose among {scopes}.",
            kind="scope",
            typed=unknown[0][:40] or "Nothing",
            scopes=", ".join(SCOPES),
        )
    if not given:
        raise PersonFaultError(
            "Say what the token opens: name some of {scopes}.", kind="scope", scopes=", ".join(SCOPES)
        )
    return tuple(one for one in SCOPES if one in given)


def narrowed_to(known: KnownPerson, typed: Iterable[str], groups: Iterable[str]) -> tuple[str, ...]:
    """The groups that a person named for a token, each once. PersonFaultError for one that its person does not see."""
    seen = tuple(one for one in groups if may(known.person, "see", one))
    chosen = tuple(dict.fromkeys(one.strip().lower() for one in typed if one.strip()))
    if unknown := [one for one in chosen if one not in seen]:
        raise PersonFaultError(
            "{typed}: {login} sees no such group; choose among {groups}.",
            kind="token-group",
            typed=unknown[0],
            login=known.person.login,
            groups=", ".join(seen) or "none",
        )
    return chosen


def ending(last_day: datetime, known: KnownPerson) -> datetime:
    """When a token that was made to last until `last_day` opens nothing any more, as long as its person stays away.

    Nobody tells us that an account of a provider was closed. Where the person is such an account, the token ends
    `AWAY_DAYS` after they logged in last, if that is earlier; a login moves it on.
    """
    if not known.subject:
        return last_day
    return min(last_day, (known.entered_at or known.added_at) + timedelta(days=AWAY_DAYS))


def lasting(days: int) -> timedelta:
    """How long a token lasts. PersonFaultError for less than a day and more than two years."""
    if not 1 <= days <= LONGEST_DAYS:
        raise PersonFaultError("A token lasts from 1 to {most} days.", kind="days", most=LONGEST_DAYS)
    return timedelta(days=days)
