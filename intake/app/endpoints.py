"""Which servers the settings name, where each is, and how to log in there."""

from pathlib import Path

from intake.adapters.endpoint import Endpoint
from intake.adapters.oauth.access import AccessTokens
from intake.app.grants import grant_of
from intake.ports import Clock
from intake.settings import MailboxSettings, Settings, SmtpSettings, secret


class Endpoints:
    """The servers of the home at `top`; those with one [oauth.NAME] table, at Google for one user, share a token."""

    def __init__(self, settings: Settings, top: Path, clock: Clock) -> None:
        self._ways = settings.oauth
        self._top = top
        self._clock = clock
        self._tokens: dict[tuple[str, str], AccessTokens] = {}

    def of(self, one: MailboxSettings | SmtpSettings) -> Endpoint:
        """This server, with paths relative to the home. ConfigurationError for a missing secret or extra."""
        return Endpoint(
            host=one.host,
            port=one.port,
            security=one.security,
            user=one.user,
            password=secret(self._top / one.password_file) if one.password_file else "",
            ca_file=self._top / one.ca_file if one.ca_file else None,
            tokens=self._tokens_of(one.oauth, one.user) if one.oauth else None,
        )

    def _tokens_of(self, name: str, user: str) -> AccessTokens:
        way = self._ways[name]
        whose = name, user if way.provider == "google" else ""  # an app of Microsoft has one token for all mailboxes
        if whose not in self._tokens:
            self._tokens[whose] = AccessTokens(grant_of(name, way, user, self._top, self._clock), self._clock)
        return self._tokens[whose]
