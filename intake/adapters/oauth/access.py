"""One access token per account, in memory only, shared by all connections and renewed ahead of its end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from intake.domain.errors import LoginError, UnavailableError
from intake.ports import Clock

AHEAD = timedelta(minutes=5)
"""How long before its end a token is renewed: longer than any login takes."""
SELDOM = timedelta(minutes=5)
"""How long nobody asks the provider again after a refusal that passes by nobody's waiting (AADSTS50196)."""

A_LITTLE = timedelta(seconds=30)
"""How long the token at hand does, before a provider that did not answer is asked for the next one again."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A token and the instant of its end."""

    token: str = field(repr=False)
    ends: datetime


class AccessTokens:
    """The token of one account. `grant` asks the provider, and raises LoginError or UnavailableError."""

    def __init__(self, grant: Callable[[], Granted], clock: Clock) -> None:
        self._grant = grant
        self._clock = clock
        self._lock = Lock()
        self._held: Granted | None = None
        self._refused: tuple[datetime, LoginError] | None = None
        self._asks_again: datetime | None = None

    def token(self) -> str:
        """A token that lasts; of threads that ask at once one renews it. LoginError, UnavailableError."""
        with self._lock:
            now = self._clock.now()
            if self._held is not None and now < self._held.ends - AHEAD:
                return self._held.token
            return self._renewed(now).token

    def forget(self, token: str) -> None:
        """A server did not take this token: the next question gets a new one, unless another thread has it already."""
        with self._lock:
            if self._held is not None and self._held.token == token:
                self._held = None

    def _renewed(self, now: datetime) -> Granted:
        if self._refused is not None and now < self._refused[0]:
            raise LoginError(str(self._refused[1]))
        lasts = self._held is not None and now < self._held.ends
        if self._held is not None and lasts and self._asks_again is not None and now < self._asks_again:
            return self._held
        try:
            self._held = self._grant()
        except LoginError as error:
            self._held, self._refused = None, (now + SELDOM, error)
            raise
        except UnavailableError:
            if self._held is not None and lasts:
                self._asks_again = now + A_LITTLE
                return self._held
            raise
        self._refused = self._asks_again = None
        return self._held
