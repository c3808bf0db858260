"""Tokens of Microsoft 365 by msal: an app with its own rights, or a person's login that lasts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import msal
import requests

from intake.adapters.endpoint import one_line
from intake.adapters.oauth.access import Granted
from intake.adapters.oauth.answers import answer_of, refusal
from intake.domain.errors import LoginError, UnavailableError
from intake.ports import Clock

APP_SCOPES = ("https://outlook.office365.com/.default",)
"""What an app asks for: all that an administrator has granted it (IMAP.AccessAsApp, SMTP.SendAsApp)."""
SECONDS = 20.0
"""How long the provider has for each answer."""


@dataclass(frozen=True, slots=True)
class MicrosoftApp:
    """An app that is registered at Entra. `authority` is the provider's address without the tenant."""

    account: str
    tenant: str
    client_id: str
    credential: str | Mapping[str, str] | None = field(repr=False)
    authority: str = "https://login.microsoftonline.com"
    ca_file: Path | None = None


def app_grant(app: MicrosoftApp, clock: Clock) -> Callable[[], Granted]:
    """Ask for the app's token (client credentials: RFC 6749, section 4.4), each time by a new msal client.

    A client that is kept would give a token again that a server did not take, and keep a refusal for a minute; its
    constructor asks the network, so it stays out of the start. The function raises LoginError for what a person has to
    set right, UnavailableError for what passes.
    """

    def grant() -> Granted:
        asked = clock.now()
        told = _asked(app, lambda: _client(app).acquire_token_for_client(list(APP_SCOPES)))
        if "access_token" not in told:
            raise refusal(app.account, answer_of(told))
        return Granted(str(told["access_token"]), asked + timedelta(seconds=int(told.get("expires_in", 0))))

    return grant


def _client(app: MicrosoftApp) -> Any:  # noqa: ANN401 - msal has no types
    return msal.ConfidentialClientApplication(
        app.client_id,
        client_credential=app.credential,
        authority=f"{app.authority}/{app.tenant}",
        instance_discovery=False,
        http_client=_Patient(app.ca_file),
    )


class _Patient:
    """What msal asks by: a session with a time for each answer; a status that passes is an error of its own."""

    def __init__(self, ca_file: Path | None) -> None:
        self._session = requests.Session()
        self._how: dict[str, Any] = {"timeout": SECONDS}
        if ca_file is not None:
            # with each call: a session's own is overruled by REQUESTS_CA_BUNDLE
            self._how["verify"] = str(ca_file)

    def get(self, url: str, **options: Any) -> requests.Response:  # noqa: ANN401 - msal's own options
        response = _passed(self._session.get(url, **self._how, **options))
        if response.status_code >= 400:
            raise _UndescribedError(_json(response), response.status_code)  # msal would forget the reason
        return response

    def post(self, url: str, **options: Any) -> requests.Response:  # noqa: ANN401 - msal's own options
        return _passed(self._session.post(url, **self._how, **options))

    def close(self) -> None:
        self._session.close()


def _passed(response: requests.Response) -> requests.Response:
    if response.status_code == 429 or response.status_code >= 500:
        raise _UndescribedError(_json(response), response.status_code)
    return response


class _UndescribedError(Exception):
    """A refusal that msal would not pass on to us."""

    def __init__(self, told: Mapping[str, object], status: int) -> None:
        super().__init__(str(status))
        self.answer = answer_of(told, status)


def _json(response: requests.Response) -> Mapping[str, object]:
    try:
        told = response.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _asked(app: MicrosoftApp, ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Ask, and turn what msal raises into words; an error's chain is cut, as its text may hold the secret."""
    try:
        return ask()
    except _UndescribedError as error:
        raise refusal(app.account, error.answer) from None
    except requests.exceptions.SSLError:
        raise UnavailableError(
            f"no token for {app.account}: {app.authority} shows a certificate that is not trusted, so no secret was "
            "sent: name the authority's certificate in ca_file"
        ) from None
    except requests.RequestException as error:
        kind = one_line(type(error).__name__)
        raise UnavailableError(
            f"no token for {app.account} now: {app.authority} does not answer ({kind}); we ask again by ourselves"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise LoginError(
            f"no token for {app.account}: {app.authority} does not describe itself as expected, or the certificate's "
            "file cannot be read: check authority, tenant and the secret's file"
        ) from None
