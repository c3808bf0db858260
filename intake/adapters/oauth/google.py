"""Tokens of Google: a service account that acts for the user of a mailbox, or a person's login that lasts."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from google.auth import crypt, jwt

from intake.adapters.oauth.access import Granted
from intake.adapters.oauth.answers import answer_of, refusal
from intake.adapters.oauth.asking import Patient, asked, told_by
from intake.adapters.oauth.person import Invitation, lasting
from intake.domain.errors import ConfigurationError, LoginError
from intake.ports import Clock

SCOPE = "https://mail.google.com/"
"""IMAP and SMTP (Google, "OAuth 2.0 Mechanism")."""
RETURNS_TO = "http://127.0.0.1:8765/"
"""Where the browser ends after a login: at an address of the person's own machine."""
_CONSENT = "https://accounts.google.com/o/oauth2/v2/auth"
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """A service account that acts for this user. `key` is the JSON that Google made; `place` is its provider."""

    account: str
    user: str
    key: Mapping[str, str] = field(repr=False)
    place: str = "https://oauth2.googleapis.com"
    ca_file: Path | None = None


def key_of(text: str, file: Path) -> Mapping[str, str]:
    """The key of a service account, from its file's text. ConfigurationError where it is none."""
    try:
        key = json.loads(text)
        _signer(key)
        return {name: key[name] for name in ("client_email", "private_key", "private_key_id")}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigurationError(
            f"{file}: is not the key of a service account: put the JSON file there that Google made under Keys, Add key"
        ) from None


def service_grant(one: ServiceAccount, clock: Clock) -> Callable[[], Granted]:
    """Ask for the token by a signed statement (RFC 7523). The function raises LoginError and UnavailableError."""
    url = f"{one.place}/token"

    def grant() -> Granted:
        now = clock.now()
        claims = {"iss": one.key["client_email"], "sub": one.user, "scope": SCOPE, "aud": url}
        times = {"iat": int(now.timestamp()), "exp": int((now + _HOUR).timestamp())}
        statement = jwt.encode(_signer(one.key), {**claims, **times}).decode()  # type: ignore[no-untyped-call]
        form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": statement}
        told = asked(one.account, one.place, lambda: _posted(url, form, one.ca_file))
        if "access_token" not in told:
            raise refusal(one.account, answer_of(told))
        return Granted(str(told["access_token"]), now + timedelta(seconds=int(told.get("expires_in", 0))))

    return grant


@dataclass(frozen=True, slots=True)
class PersonClient:
    """An app of kind "Desktop app" at Google, by which a person lets us into the mailbox of this user."""

    account: str
    user: str
    client_id: str
    client_secret: str = field(repr=False)
    place: str = "https://oauth2.googleapis.com"
    ca_file: Path | None = None


def renewed(one: PersonClient, refresh: str) -> Mapping[str, Any]:
    """What Google answers to a person's login that is kept. Raises LoginError and UnavailableError."""
    return _token(one, {"grant_type": "refresh_token", "refresh_token": refresh})


class BrowserLogin:
    """A person logs in with a browser, and pastes the address that it ends at (RFC 8252, with the proof of RFC 7636).

    Google has no login by code for mail. Nothing listens at that address: it is read from the browser's address bar.
    """

    def __init__(self, one: PersonClient) -> None:
        self._one = one
        self._proof = secrets.token_urlsafe(48)
        self._state = secrets.token_urlsafe(16)

    def begin(self) -> Invitation:
        """The address to open."""
        digest = hashlib.sha256(self._proof.encode()).digest()
        asks = {
            "client_id": self._one.client_id,
            "redirect_uri": RETURNS_TO,
            "response_type": "code",
            "scope": SCOPE,
            "access_type": "offline",
            "prompt": "consent",
            "login_hint": self._one.user,
            "state": self._state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return Invitation(f"{_CONSENT}?{urlencode(asks)}")

    def finish(self, pasted: str = "") -> str:
        """The refresh token for the code in the pasted address. LoginError, UnavailableError."""
        found = parse_qs(urlsplit(pasted.strip()).query)
        if found.get("state") != [self._state] or "code" not in found:
            denied = found.get("error", [""])[0]
            if denied:
                raise refusal(self._one.account, answer_of({"error": denied}))
            raise LoginError(
                f"no token for {self._one.account}: this is not the address at which the browser ended: log in once "
                f"more, and paste the whole address that begins with {RETURNS_TO}"
            )
        form = {"grant_type": "authorization_code", "code": found["code"][0], "redirect_uri": RETURNS_TO}
        return lasting(self._one.account, _token(self._one, {**form, "code_verifier": self._proof}))


def _token(one: PersonClient, form: Mapping[str, str]) -> Mapping[str, Any]:
    whole = {**form, "client_id": one.client_id, "client_secret": one.client_secret}
    return asked(one.account, one.place, lambda: _posted(f"{one.place}/token", whole, one.ca_file))


def _signer(key: Mapping[str, str]) -> crypt.Signer:
    return crypt.RSASigner.from_service_account_info(key)  # type: ignore[no-untyped-call,no-any-return]


def _posted(url: str, form: Mapping[str, str], ca_file: Path | None) -> Mapping[str, Any]:
    client = Patient(ca_file)
    try:
        return told_by(client.post(url, data=form))
    finally:
        client.close()
