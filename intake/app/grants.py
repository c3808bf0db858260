"""How a token is asked for by an [oauth.NAME] table: by which provider, and with which secret of the home."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from intake.adapters.oauth.access import Granted
from intake.adapters.oauth.kept import KeptLogin
from intake.adapters.oauth.person import PersonLogin, person_grant
from intake.domain.errors import ConfigurationError
from intake.ports import Clock
from intake.settings import OauthSettings, secret

if TYPE_CHECKING:
    from intake.adapters.oauth import google, microsoft

_Credential: TypeAlias = str | Mapping[str, str] | None

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


def person_login(name: str, way: OauthSettings, user: str, top: Path) -> tuple[PersonLogin, KeptLogin]:
    """How a person logs in by the table `name`, and where the login is kept. ConfigurationError as in `grant_of`."""
    _require(name, way.provider)
    kept = KeptLogin(top / (way.login_file or Path()), name)
    if way.provider == "google":
        from intake.adapters.oauth import google

        return google.BrowserLogin(_client_of(name, way, user, top)), kept
    from intake.adapters.oauth import microsoft

    return microsoft.DeviceLogin(_app_of(name, way, None, top)), kept


def _microsoft(name: str, way: OauthSettings, top: Path, clock: Clock) -> Callable[[], Granted]:
    credential, kept = _credential(way, top), KeptLogin(top / (way.login_file or Path()), name)

    def grant() -> Granted:
        from intake.adapters.oauth import microsoft

        app = _app_of(name, way, credential, top)
        if way.kind == "person":
            return person_grant(name, kept, lambda refresh: microsoft.renewed(app, refresh), clock)()
        return microsoft.app_grant(app, clock)()

    return grant


def _app_of(name: str, way: OauthSettings, credential: _Credential, top: Path) -> "microsoft.MicrosoftApp":
    from intake.adapters.oauth import microsoft

    place = {"authority": way.authority} if way.authority else {}
    ca_file = top / way.ca_file if way.ca_file else None
    return microsoft.MicrosoftApp(name, way.tenant or "", way.client_id or "", credential, ca_file=ca_file, **place)


def _google(name: str, way: OauthSettings, user: str, top: Path, clock: Clock) -> Callable[[], Granted]:
    from intake.adapters.oauth import google

    if way.kind == "person":
        one, kept = _client_of(name, way, user, top), KeptLogin(top / (way.login_file or Path()), name)
        return person_grant(name, kept, lambda refresh: google.renewed(one, refresh), clock)
    file = top / (way.service_account_file or Path())
    key = google.key_of(secret(file), file)
    place = {"place": way.authority} if way.authority else {}
    ca_file = top / way.ca_file if way.ca_file else None
    return google.service_grant(google.ServiceAccount(name, user, key, ca_file=ca_file, **place), clock)


def _client_of(name: str, way: OauthSettings, user: str, top: Path) -> "google.PersonClient":
    from intake.adapters.oauth import google

    place = {"place": way.authority} if way.authority else {}
    ca_file = top / way.ca_file if way.ca_file else None
    shown = secret(top / (way.client_secret_file or Path()))
    return google.PersonClient(name, user, way.client_id or "", shown, ca_file=ca_file, **place)


def _credential(way: OauthSettings, top: Path) -> _Credential:
    """What the app shows: its secret, or its private key with the certificate, as msal takes them."""
    if way.client_secret_file is not None:
        return secret(top / way.client_secret_file)
    if way.certificate_file is not None:
        both = secret(top / way.certificate_file)
        return {"private_key": both, "public_certificate": both}
    return None
