"""Which servers the settings name, where each is, and how to log in there."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from intake.adapters.endpoint import Endpoint
from intake.adapters.oauth.access import AccessTokens, Granted
from intake.domain.errors import ConfigurationError
from intake.ports import Clock
from intake.settings import MailboxSettings, OauthSettings, Settings, SmtpSettings, secret


class Endpoints:
    """The servers of the home at `top`; those that name one [oauth.NAME] table for one account share its token."""

    def __init__(self, settings: Settings, top: Path, clock: Clock) -> None:
        self._ways = settings.oauth
        self._top = top
        self._clock = clock
        self._tokens: dict[str, AccessTokens] = {}

    def of(self, one: MailboxSettings | SmtpSettings) -> Endpoint:
        """This server, with paths relative to the home. ConfigurationError for a missing secret or extra."""
        return Endpoint(
            host=one.host,
            port=one.port,
            security=one.security,
            user=one.user,
            password=secret(self._top / one.password_file) if one.password_file else "",
            ca_file=self._top / one.ca_file if one.ca_file else None,
            tokens=self._tokens_of(one.oauth) if one.oauth else None,
        )

    def _tokens_of(self, name: str) -> AccessTokens:
        if name not in self._tokens:
            self._tokens[name] = AccessTokens(_granting(name, self._ways[name], self._top, self._clock), self._clock)
        return self._tokens[name]


def _granting(name: str, way: OauthSettings, top: Path, clock: Clock) -> Callable[[], Granted]:
    """Ask the provider for a token by this table; its library is loaded with the first question."""
    if find_spec("msal") is None or find_spec("requests") is None:
        raise ConfigurationError(
            f"oauth.{name}: a login at Microsoft needs a part that is not installed: run "
            "pip install 'contribution-intake[microsoft]'"
        )
    credential = _credential(way, top)

    def grant() -> Granted:
        from intake.adapters.oauth import microsoft

        authority = {"authority": way.authority} if way.authority else {}
        ca_file = top / way.ca_file if way.ca_file else None
        app = microsoft.MicrosoftApp(name, way.tenant, way.client_id, credential, ca_file=ca_file, **authority)
        return microsoft.app_grant(app, clock)()

    return grant


def _credential(way: OauthSettings, top: Path) -> str | Mapping[str, str] | None:
    """What the app shows: its secret, or its private key with the certificate, as msal takes them."""
    if way.client_secret_file is not None:
        return secret(top / way.client_secret_file)
    if way.certificate_file is not None:
        both = secret(top / way.certificate_file)
        return {"private_key": both, "public_certificate": both}
    return None
