"""Whether a file is in: where its bytes are known from, and when they came first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Whereabouts = Literal["registered", "withdrawn", "held", "returned"]

_STRONGEST_FIRST: tuple[Whereabouts, ...] = ("registered", "withdrawn", "held", "returned")


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that a mail brought: when that was received (UTC), and what became of it.

    `name` is the number, with its revision, of what is registered, else the mail's reference.
    """

    received_at: datetime
    meeting: str | None
    where: Whereabouts
    name: str


@dataclass(frozen=True, slots=True)
class IsIn:
    """A file that is in: when it came first (UTC), by whatever mail, on the clock of `zone`, and what counts of it now.

    A stranger who has the file may hear when it came, and nothing else: not even that it has a number.
    """

    received_at: datetime
    zone: str
    where: Whereabouts
    name: str


def strongest(found: Sequence[KnownFile]) -> KnownFile | None:
    """What counts of a file that came several times: it is registered, else it waits, else it was returned."""
    return min(found, key=lambda one: (_STRONGEST_FIRST.index(one.where), one.received_at), default=None)
