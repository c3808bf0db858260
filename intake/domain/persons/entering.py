"""How persons come to the desk: what the desk keeps of them, their sessions, links that work once, and patience.

Times are aware and in UTC. A secret (of a session, of a link) is kept only as its SHA-256: whoever reads the
database cannot enter with it.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from intake.domain.errors import IntakeError, UsageError
from intake.domain.persons.people import Person, Role

IDLE = timedelta(hours=12)
"""A session that nobody used for so long has ended."""
LONGEST = timedelta(days=7)
"""A session ends after so long, however much it is used."""
USED_EVERY = timedelta(minutes=1)
"""How exactly the last use of a session is kept."""
FIRST_LINK = timedelta(minutes=10)
"""How long the link lasts by which the first administrator enters."""
PASSWORD_LINK = timedelta(hours=24)
"""How long a link lasts by which a person chooses a password."""

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
"""Characters; no rule asks for kinds of them (NIST SP 800-63B, section 3.1.1.2)."""

FEWEST_DIFFERENT = 4
"""Different characters of a password."""

FREE_FAILURES = 5
"""Wrong passwords for one login that cost no time."""
FREE_FAILURES_OF_ADDRESS = 10
"""The same from one address, behind which may be a whole office."""
LONGEST_WAIT = timedelta(minutes=5)
FORGOTTEN = timedelta(hours=24)
"""Failures that lie so far back count no more."""

LinkPurpose = Literal["first", "password", "provider"]
Entered = Literal["password", "link", "provider"]
"""By what a session was opened: a password, a link that works once, or a provider of identities (OpenID Connect)."""

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@+-]{0,62}[a-z0-9])?")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as the desk keeps them.

    `disabled_at`: since when they may not enter; `password_at`: when the password was set, None while there is none;
    `entered_at`: their last login. `language` ("" as the browser says) and `theme` ("" as the system says) are theirs.
    `subject` is who they are at the provider of identities, "" while nobody entered by it; until `joins_until` an
    account there that has their login may become theirs.
    """

    id: int
    person: Person
    added_at: datetime
    disabled_at: datetime | None = None
    password_at: datetime | None = None
    entered_at: datetime | None = None
    language: str = ""
    theme: str = ""
    subject: str = ""
    joins_until: datetime | None = None

    def may_join(self, now: datetime) -> bool:
        """Whether an account of the provider may become theirs now: an administrator said so, not long ago."""
        return self.joins_until is not None and now < self.joins_until

    @property
    def administers(self) -> bool:
        """Whether they can look after the others now."""
        return self.person.role == "administrator" and self.disabled_at is None


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which a person entered, from an `address`, by an `agent`; `key` is the digest of its secret."""

    id: int
    key: str
    login: str
    entered: Entered
    opened_at: datetime
    used_at: datetime
    ends_at: datetime
    address: str = ""
    agent: str = ""

    def alive(self, now: datetime) -> bool:
        """Whether it still opens pages."""
        return now < self.ends_at and now - self.used_at < IDLE


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """A link that works once, `until` an instant; for "first" it is nobody's yet, and `login` is "".

    `held` is what the desk keeps for who comes back with it: for "provider" what only that browser can know.
    """

    key: str
    purpose: LinkPurpose
    until: datetime
    login: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passwords in a row for one login or from one address: how many, the last one, until when to wait."""

    count: int
    last_at: datetime
    free_at: datetime


PersonFault = Literal[
    "login", "taken", "group", "chair", "only", "short", "long", "guess", "same", "again", "nobody", "disabled",
    "scope", "days", "many", "token-group", "token-name",
]  # fmt: skip


class PersonFaultError(UsageError):
    """Something about a person cannot be so; `kind` tells a page beside which field to say it."""

    def __init__(self, english: str, /, *, kind: PersonFault, **values: object) -> None:
        super().__init__(english, **values)
        self.kind: PersonFault = kind


class EntryRefusedError(IntakeError):
    """Login and password do not open the desk; nobody is told which of them is wrong, or whether the login exists."""


class TooManyFailuresError(IntakeError):
    """Wrong passwords came so fast that even the right one has to wait, `until` an instant."""

    def __init__(self, until: datetime) -> None:
        super().__init__("Too many wrong passwords.")
        self.until = until


class LinkGoneError(IntakeError):
    """A link that was used, that has run out, or that never was."""


def digest_of(secret: str) -> str:
    """What is kept of a secret with 256 random bits; nobody can guess it, so no salt and no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_token(secret: str) -> str:
    """The token in the forms of the browser that holds this secret: it proves that a page of ours sent them."""
    return digest_of(f"form:{secret}")


def login_of(text: str) -> str:
    """A login as it is kept, in lower case; raises PersonFaultError for what cannot be one."""
    login = typed_login(text)
    if not _LOGIN.fullmatch(login):
        raise PersonFaultError(
            "{typed} is no login: it has up to 64 letters from a to z and digits, and between them dot, dash, "
            "underscore, plus or @.",
            kind="login",
            typed=text.strip()[:64] or "Nothing",
        )
    return login


def typed_login(text: str) -> str:
    """A login as somebody typed it, to look for."""
    return text.strip().lower()


def name_of(text: str, login: str) -> str:
    """A person's name in one line, at most 200 characters; the login where there is none."""
    return " ".join(_printed(text).split())[:_SHOWN] or login


def password_of(text: str) -> str:
    """A password as it is hashed: composed, so that two keyboards write the same (RFC 8265, section 4.2.1)."""
    return unicodedata.normalize("NFC", text)


def password_fault(password: str, login: str) -> Literal["", "short", "long", "guess", "same"]:
    """Why this cannot be the password of this login; "" where it can."""
    password = password_of(password)
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    if len(password) > LONGEST_PASSWORD:
        return "long"
    if login and password.lower().strip("0123456789!.?-_ ") in (login, login.partition("@")[0]):
        return "guess"
    return "same" if len(set(password)) < FEWEST_DIFFERENT else ""


def typed_twice(password: str, again: str) -> None:
    """Raise PersonFaultError for a new password that was not typed twice alike."""
    if password != again:
        raise PersonFaultError("The two passwords differ: type both again.", kind="again")


def groups_of(role: Role, groups: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The groups of a person in lower case, each once. PersonFaultError for an unknown one, and for a chair of none."""
    chosen = tuple(dict.fromkeys(one.strip().lower() for one in groups if one.strip()))
    if unknown := [one for one in chosen if one not in known]:
        raise PersonFaultError(
            "{typed}: there is no such group; the rulebooks in force are {groups}.",
            kind="group",
            typed=unknown[0],
            groups=", ".join(known) or "none",
        )
    if role == "chair" and not chosen:
        raise PersonFaultError("A chair decides in own groups only: name at least one with --group.", kind="chair")
    return chosen


def failed_again(known: Failures, now: datetime, free: int) -> Failures:
    """One more failure: after `free` of them each wait is twice the last, up to five minutes."""
    count = known.count + 1 if now - known.last_at < FORGOTTEN else 1
    doubled = min(max(count - free, 0), 10)
    wait = min(timedelta(seconds=2**doubled), LONGEST_WAIT) if count > free else timedelta()
    return Failures(count, now, now + wait)


def browser_words(text: str) -> str:
    """What a browser says of itself, in one line that can be shown."""
    return " ".join(_printed(text).split())[:_SHOWN]


def _printed(text: str) -> str:
    """The text without what a screen does not show: controls, and marks that turn the direction of words."""
    return "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)
