"""Tokens of Microsoft 365 by msal: an app with its own rights, or a person's login that lasts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import msal

from intake.adapters.oauth.access import Granted
from intake.adapters.oauth.answers import answer_of, refusal
from intake.adapters.oauth.asking import Patient, asked
from intake.adapters.oauth.person import Invitation, lasting
from intake.ports import Clock

APP_SCOPES = ("https://outlook.office365.com/.default",)
"""What an app asks for: all that an administrator has granted it (IMAP.AccessAsApp, SMTP.SendAsApp)."""
PERSON_SCOPES = ("https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send")
"""What a person lets us do with the mailboxes that the person may open; msal adds offline_access."""


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
        now = clock.now()
        told = asked(app.account, app.authority, lambda: _client(app).acquire_token_for_client(list(APP_SCOPES)))
        if "access_token" not in told:
            raise refusal(app.account, answer_of(told))
        return Granted(str(told["access_token"]), now + timedelta(seconds=int(told.get("expires_in", 0))))

    return grant


def renewed(app: MicrosoftApp, refresh: str) -> Mapping[str, Any]:
    """What Microsoft answers to a person's login that is kept. Raises LoginError and UnavailableError."""
    return asked(
        app.account,
        app.authority,
        lambda: _client(app).acquire_token_by_refresh_token(refresh, list(PERSON_SCOPES)),
    )


class DeviceLogin:
    """A person logs in with a browser of any machine, by a code (RFC 8628)."""

    def __init__(self, app: MicrosoftApp) -> None:
        self._app = app
        self._client: Any = None
        self._flow: dict[str, Any] = {}

    def begin(self) -> Invitation:
        """Ask for a code. Raises LoginError and UnavailableError."""
        told = asked(self._app.account, self._app.authority, self._code)
        if "user_code" not in told:
            raise refusal(self._app.account, answer_of(told))
        self._flow = dict(told)
        return Invitation(str(told["verification_uri"]), str(told["user_code"]))

    def _code(self) -> Mapping[str, Any]:
        self._client = _client(self._app)
        flow: Mapping[str, Any] = self._client.initiate_device_flow(scopes=list(PERSON_SCOPES))
        return flow

    def finish(self, pasted: str = "") -> str:  # noqa: ARG002 - nothing is pasted in this way
        """Wait for the person, as long as the code is good; the refresh token. LoginError, UnavailableError."""
        wait = lambda: self._client.acquire_token_by_device_flow(self._flow)  # noqa: E731 - one question
        return lasting(self._app.account, asked(self._app.account, self._app.authority, wait))


def _client(app: MicrosoftApp) -> Any:  # noqa: ANN401 - msal has no types
    how = {
        "authority": f"{app.authority}/{app.tenant}",
        "instance_discovery": False,
        "http_client": Patient(app.ca_file),
    }
    if app.credential is None:
        return msal.PublicClientApplication(app.client_id, **how)
    return msal.ConfidentialClientApplication(app.client_id, client_credential=app.credential, **how)
