"""Who works at the desk, how they enter, and how long who guesses has to wait."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from intake.domain.persons.entering import Failures, KnownPerson, OneTimeLink, Session
from intake.domain.persons.identities import Identity, LoginBegun
from intake.domain.persons.people import Person
from intake.domain.persons.tokens import Token


class Persons(Protocol):
    """The persons of the desk. They are disabled, never deleted: the log names them by their login."""

    def any(self) -> bool:
        """Whether there is any person yet."""
        ...

    def all(self) -> list[KnownPerson]:
        """All persons, by login."""
        ...

    def named(self, login: str) -> KnownPerson | None:
        """The person with this login (lower case), or None."""
        ...

    def by_subject(self, subject: str) -> KnownPerson | None:
        """The person who is this subject at the provider of identities, or None."""
        ...

    def add(self, person: Person, now: datetime) -> KnownPerson:
        """Add one, without a password. PersonFaultError where the login is taken."""
        ...

    def change(self, person: Person) -> None:
        """Set name, role and groups of the person with this login."""
        ...

    def disable(self, login: str, now: datetime | None) -> None:
        """Stop a person from entering from this instant on, or with None let them enter again."""
        ...

    def prefer(self, login: str, language: str, theme: str) -> None:
        """Set how a person wants to see the desk."""
        ...

    def entered(self, login: str, now: datetime) -> None:
        """Note a login."""
        ...

    def let_join(self, login: str, until: datetime | None) -> None:
        """Let an account of the provider become this person's until then; None: no longer."""
        ...

    def join_subject(self, login: str, subject: str) -> None:
        """Note who a person is at the provider of identities; no other account may become theirs then."""
        ...

    def password(self, login: str) -> str | None:
        """The hash of a person's password, or None."""
        ...

    def set_password(self, login: str, hashed: str | None, now: datetime) -> None:
        """Set the hash of a person's password; None: no password opens any more."""
        ...

    def lock(self) -> None:
        """Let nobody else change persons until the transaction ends, so that one administrator stays."""
        ...


class Sessions(Protocol):
    """Sessions of browsers. Ended ones are deleted; the log keeps that they were."""

    def open(self, session: Session) -> Session:
        """Keep a new one (its id is given here)."""
        ...

    def find(self, key: str) -> tuple[Session, KnownPerson] | None:
        """The session with this key and its person, alive or not."""
        ...

    def of(self, login: str) -> list[Session]:
        """A person's sessions, the one used last first."""
        ...

    def alive(self, keys: Collection[str], now: datetime) -> set[str]:
        """Those of these keys that still open pages."""
        ...

    def use(self, session: int, now: datetime) -> None:
        """Note a use."""
        ...

    def end(self, login: str, session: int | None = None, *, but: int | None = None) -> int:
        """End one session of a person, or all but one; how many."""
        ...

    def clear(self, now: datetime) -> int:
        """Delete what has ended by itself; how many."""
        ...


class ApiTokens(Protocol):
    """Tokens of programs. Revoked ones are deleted; the log keeps that they were."""

    def add(self, token: Token) -> Token:
        """Keep a new one (its id is given here)."""
        ...

    def find(self, key: str) -> tuple[Token, KnownPerson] | None:
        """The token with this key and its person, alive or not."""
        ...

    def get(self, token: int) -> Token | None:
        """The token with this id, or None."""
        ...

    def of(self, login: str) -> list[Token]:
        """A person's tokens, the newest first."""
        ...

    def use(self, token: int, now: datetime) -> None:
        """Note a use."""
        ...

    def end(self, login: str, token: int | None = None) -> int:
        """End one token of a person, or all; how many."""
        ...

    def clear(self, now: datetime) -> int:
        """Delete what is over; how many."""
        ...


class OneTimeLinks(Protocol):
    """Links that work once."""

    def add(self, link: OneTimeLink) -> None:
        """Keep one; an older one of the same person for the same purpose no longer works."""
        ...

    def find(self, key: str) -> OneTimeLink | None:
        """The link with this key, or None."""
        ...

    def take(self, key: str, now: datetime) -> OneTimeLink | None:
        """Use a link up; None where it is gone or has run out. Of several at once one gets it."""
        ...

    def drop(self, login: str) -> None:
        """Let no link of this person work any more."""
        ...

    def clear(self, now: datetime) -> int:
        """Delete what has run out; how many."""
        ...


class LoginFailures(Protocol):
    """Wrong passwords by login and by address, each under the digest of its name."""

    def of(self, whose: str, now: datetime) -> Failures:
        """Those of this login or address; nobody else counts any for it until the transaction ends."""
        ...

    def put(self, whose: str, failures: Failures) -> None:
        """Keep them."""
        ...

    def forget(self, whose: str) -> None:
        """Forget them."""
        ...

    def clear(self, before: datetime) -> int:
        """Delete those whose last one lies before this; how many."""
        ...


class Candidates(Protocol):
    """Files that a person uploaded and has not decided on: nobody else's, for one purpose, until an instant."""

    def keep(self, login: str, purpose: str, content: bytes, until: datetime, most: int) -> str:
        """Keep a file of this person for this purpose; of more than `most` the oldest go. Its SHA-256."""
        ...

    def find(self, login: str, purpose: str, sha256: str, now: datetime) -> bytes | None:
        """The file that this person uploaded for this purpose; None where there is none, or no longer."""
        ...

    def abandoned(self, now: datetime) -> int:
        """How many have run out."""
        ...

    def clear(self, now: datetime) -> int:
        """Forget what has run out; how many."""
        ...


class Passwords(Protocol):
    """How passwords are hashed."""

    def hashed(self, password: str) -> str:
        """The password's hash, with a salt of its own."""
        ...

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether it is this password; None (nobody's) takes as long, and is False."""
        ...

    def is_old(self, hashed: str) -> bool:
        """Whether the hash was made with weaker parameters than ours."""
        ...


class Secrets(Protocol):
    """Chance that nobody can guess."""

    def secret(self) -> str:
        """256 random bits, in letters that a URL and a cookie can hold."""
        ...


class IdentityProvider(Protocol):
    """Where persons log in with an account of their organization (OpenID Connect)."""

    def address(self, back: str, asked: LoginBegun) -> str:
        """Where a browser is sent; it comes back to `back` with a code. ProviderAwayError."""
        ...

    def identity(self, back: str, code: str, asked: LoginBegun, issuer: str) -> Identity:
        """Who came back with this code from who calls itself `issuer` ("": it does not say).

        ProviderAwayError; EntryRefusedError says why it cannot be believed.
        """
        ...

    def leaving(self, after: str) -> str:
        """Where a browser logs out there, and comes to `after` then; "" where it cannot. ProviderAwayError."""
        ...
