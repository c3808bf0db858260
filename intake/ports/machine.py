"""The machine: time, chance, durable bytes, and the named steps of the fault tests."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.domain.space import Space


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Let this many seconds pass; a simulated clock jumps."""
        ...


class Tokens(Protocol):
    """The only source of chance."""

    def claim(self) -> str:
        """A new claim token, 128 random bits in hexadecimal."""
        ...

    def message_id(self) -> str:
        """A new local part for a Message-ID, 128 random bits in hexadecimal."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Stored bytes to hand on: how many, and the bytes in pieces, read once."""

    size: int
    pieces: Iterator[bytes]


class Blobs(Protocol):
    """Content-addressed bytes: every file is whole (temporary, fsync, rename, fsync of the directory) or absent."""

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Store these byte strings durably, one directory sync for all; return their SHA-256 in hexadecimal."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes with this digest. KeyError when absent; DamagedBlobError when they no longer match it."""
        ...

    def stream(self, sha256: str) -> Kept:
        """The same bytes in pieces, checked before the first one is given. Raises as `get` does."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether a file with this digest is there (its bytes are not checked)."""
        ...


class Disks(Protocol):
    """The disks that we write to."""

    def spaces(self) -> Sequence[Space]:
        """How much is free on each."""
        ...


class DamagedBlobError(Exception):
    """A stored file no longer has the bytes of its digest; it was set aside, never deleted."""


AtStep = Callable[[str], None]
"""Called at each named step; the fault tests exit, raise or wait there. Production hands in one that does nothing."""
