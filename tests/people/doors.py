"""A door of the desk whose clock stands, whose secrets count, and whose passwords are hashed at once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher

from intake.adapters.passwords import Argon2Passwords
from intake.domain.log_entry import LogEntry
from intake.domain.persons.entering import KnownPerson
from intake.domain.persons.people import Person, Role
from intake.pipeline.persons.door import Browser, Door
from intake.pipeline.persons.keeping import add, set_password
from intake.store import SqlStore

NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)
HERS = "correct horse battery"
OFFICE = Browser("192.0.2.7", "Firefox 140")
HOME = Browser("198.51.100.9", "Safari 26")
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Hands:
    """A clock that moves when a test says so."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Counted:
    """Secrets that a test can tell apart."""

    given: int = field(default=0)

    def secret(self) -> str:
        self.given += 1
        return f"secret-{self.given}"


@dataclass
class House:
    """The door, and what a test asks about it."""

    door: Door
    clock: Hands

    def person(self, login: str, role: Role = "secretary", *groups: str, password: str = HERS) -> KnownPerson:
        known = add(self.door, "root", Person(login, login.title(), role, groups))
        set_password(self.door, "root", login, password)
        return known

    def log(self, *what: str) -> list[LogEntry]:
        with self.door.store.read() as work:
            return [one for one in work.log.listed(limit=10_000) if not what or one.what in what]

    def told(self, *what: str) -> list[tuple[str, str, str]]:
        return [(one.what, one.who, one.why) for one in self.log(*what)]


def house_of(store: SqlStore) -> House:
    clock = Hands()
    return House(Door(store, clock, Argon2Passwords(QUICK), Counted()), clock)
