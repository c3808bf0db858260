"""What the commands about persons work with: the door of the desk, and nothing of any mailbox."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from intake.adapters.passwords import Argon2Passwords
from intake.adapters.tokens import RandomTokens
from intake.app.looking import Looking, look_into
from intake.pipeline.persons.door import Door
from intake.ports import Clock, Passwords, Store


def door_of(store: Store, clock: Clock, passwords: Passwords | None = None) -> Door:
    """The door of the desk with this database."""
    return Door(store, clock, passwords or Argon2Passwords(), RandomTokens())


@contextmanager
def open_door(
    home: Path, *, clock: Clock | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[Looking, Door]]:
    """Open a home to change its persons. Raises ConfigurationError and UnavailableError, as `open_home` does."""
    with look_into(home, clock=clock, environment=environment) as looking:
        yield looking, door_of(looking.store, looking.clock)
