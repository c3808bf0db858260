"""What it takes to let persons in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.mail import Fact
from intake.pipeline.notes import note
from intake.ports import Clock, Passwords, Secrets, Store, UnitOfWork

DESK = "desk"
"""Who writes a line of the log about somebody who has not entered yet."""


@dataclass(frozen=True, slots=True)
class Door:
    """The door of the desk: its database, its clock, how passwords are hashed, and chance."""

    store: Store
    clock: Clock
    passwords: Passwords
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody stands: the network address, and what the browser says of itself."""

    address: str = ""
    agent: str = ""

    @property
    def words(self) -> Mapping[str, str]:
        """What of it is personal, for the log."""
        return {key: text for key, text in (("address", self.address), ("agent", self.agent)) if text}


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes something about a person, when, and from where; `login` is whom it is about."""

    actor: str
    login: str
    at: datetime
    browser: Browser = field(default_factory=Browser)

    def note(self, work: UnitOfWork, why: str, **facts: Fact) -> None:
        """Write it into the log: a line names whom it is about, too."""
        told = f"{self.login}: {why[0].lower()}{why[1:]}"
        note(
            work, "", at=self.at, what="person", who=self.actor, why=told, personal=self.browser.words,
            login=self.login, **facts,
        )  # fmt: skip
