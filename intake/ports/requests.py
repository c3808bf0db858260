"""What chairs ask for by a link."""

from datetime import datetime
from typing import Protocol

from intake.domain.letters.notice import Said
from intake.domain.letters.requests import NewRequest, Request, RequestOutcome


class Requests(Protocol):
    """Requests of chairs, one a link: the public pages add them, the line decides them."""

    def add(self, new: NewRequest, now: datetime) -> Request:
        """Keep what is asked for; the same link again is the request that is there, one that was refused asks anew.

        The reason is cut and cleaned (`reason_of`); UsageError where nothing is left of it.
        """
        ...

    def get(self, request: int) -> Request | None:
        """The request with this id, or None."""
        ...

    def by_token(self, token: str) -> Request | None:
        """The request that was made by this link, or None."""
        ...

    def of(self, reference: str) -> list[Request]:
        """All requests about the mail with this reference, oldest first."""
        ...

    def waiting(self, now: datetime) -> list[Request]:
        """Those that may be decided now (UTC), the one that waits longest first; at most fifty."""
        ...

    def next_due(self) -> datetime | None:
        """When the next one may be decided (UTC), or None."""
        ...

    def wait(self, request: int, until: datetime, *, failed: bool = False) -> bool:
        """Let one wait until then (UTC); `failed` counts an attempt. False when it is settled."""
        ...

    def settle(self, request: int, outcome: RequestOutcome, told: tuple[Said, ...], now: datetime) -> bool:
        """Record what became of one, and what its chair reads; False when another worker did."""
        ...
