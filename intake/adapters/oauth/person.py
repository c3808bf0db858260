"""A login that a person makes once: what is shown to the person, and the token that it gives from then on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from intake.adapters.oauth.access import Granted
from intake.adapters.oauth.answers import answer_of, refusal
from intake.adapters.oauth.kept import KeptLogin
from intake.ports import Clock


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a person opens in a browser, and the code to type there; "": the browser's address is to be pasted then."""

    url: str
    code: str = ""


class PersonLogin(Protocol):
    """A provider's way to let a person log in once."""

    def begin(self) -> Invitation:
        """Ask for a login. Raises LoginError and UnavailableError."""

    def finish(self, pasted: str = "") -> str:
        """Wait until the person has logged in, or read the pasted address; the refresh token."""


def person_grant(
    account: str, kept: KeptLogin, renew: Callable[[str], Mapping[str, Any]], clock: Clock
) -> Callable[[], Granted]:
    """Ask for a token by the login that is kept, and keep the one that the provider gives in its place.

    The function raises LoginError for what a person has to set right, UnavailableError for what passes.
    """

    def grant() -> Granted:
        now, refresh = clock.now(), kept.read()
        told = renew(refresh)
        granted = _granted(account, told, now)
        if (rotated := told.get("refresh_token")) and rotated != refresh:
            kept.write(str(rotated))
        return granted

    return grant


def _granted(account: str, told: Mapping[str, Any], now: datetime) -> Granted:
    if "access_token" not in told:
        raise refusal(account, answer_of(told))
    return Granted(str(told["access_token"]), now + timedelta(seconds=int(told.get("expires_in", 0))))


def lasting(account: str, told: Mapping[str, Any]) -> str:
    """The refresh token of an answer to a login. LoginError where it has none."""
    if not told.get("refresh_token"):
        raise refusal(account, answer_of(told))
    return str(told["refresh_token"])
