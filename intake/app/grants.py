"""How a token is asked for by an [oauth.NAME] table: by which provider, and with which secret of the home."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from intake.adapters.oauth.access import Granted
from intake.domain.errors import ConfigurationError
from intake.ports import Clock
from intake.settings import OauthSettings, secret

_PARTS = {
    "microsoft": ("Microsoft", ("msal", "requests")),
    "google": ("Google", ("google.auth", "requests")),
}
"""The libraries of an extra, which has the provider's name."""


def grant_of(name: str, way: OauthSettings, user: str, top: Path, clock: Clock) -> Callable[[], Granted]:
    """Ask the provider for a token of this user by the table `name`; its library is loaded when it is needed.

    Raises ConfigurationError for a missing library or secret; the function LoginError and UnavailableError.
    """
    _require(name, way.provider)
    return _google(name, way, user, top, clock) if way.provider == "google" else _microsoft(name, way, top, clock)


def _require(name: str, provider: str) -> None:
    called, libraries = _PARTS[provider]
    if any(not _is_there(one) for one in libraries):
        raise ConfigurationError(
            f"oauth.{name}: a login at {called} needs a part that is not installed: run "
            f"pip install 'contribution-intake[{provider}]'"
        )


def _is_there(library: str) -> bool:
    try:
        return find_spec(library) is not None
    except ModuleNotFoundError:  # of the package above it
        return False


def _microsoft(name: str, way: OauthSettings, top: Path, clock: Clock) -> Callable[[], Granted]:
    credential = _credential(way, top)

    def grant() -> Granted:
        from intake.adapters.oauth import microsoft

        place = {"authority": way.authority} if way.authority else {}
        ca_file = top / way.ca_file if way.ca_file else None
        app = microsoft.MicrosoftApp(name, way.tenant or "", way.client_id or "", credential, ca_file=ca_file, **place)
        return microsoft.app_grant(app, clock)()

    return grant


def _google(name: str, way: OauthSettings, user: str, top: Path, clock: Clock) -> Callable[[], Granted]:
    from intake.adapters.oauth import google

    file = top / (way.service_account_file or Path())
    key = google.key_of(secret(file), file)
    place = {"place": way.authority} if way.authority else {}
    ca_file = top / way.ca_file if way.ca_file else None
    return google.service_grant(google.ServiceAccount(name, user, key, ca_file=ca_file, **place), clock)


def _credential(way: OauthSettings, top: Path) -> str | Mapping[str, str] | None:
    """What the app shows: its secret, or its private key with the certificate, as msal takes them."""
    if way.client_secret_file is not None:
        return secret(top / way.client_secret_file)
    if way.certificate_file is not None:
        both = secret(top / way.certificate_file)
        return {"private_key": both, "public_certificate": both}
    return None
