"""Tokens of Google Workspace: a service account that acts for the user of a mailbox (domain-wide delegation)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from google.auth import crypt, jwt

from intake.adapters.oauth.access import Granted
from intake.adapters.oauth.answers import answer_of, refusal
from intake.adapters.oauth.asking import Patient, asked, told_by
from intake.domain.errors import ConfigurationError
from intake.ports import Clock

SCOPE = "https://mail.google.com/"
"""IMAP and SMTP (Google, "OAuth 2.0 Mechanism")."""
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


def _signer(key: Mapping[str, str]) -> crypt.Signer:
    return crypt.RSASigner.from_service_account_info(key)  # type: ignore[no-untyped-call,no-any-return]


def _posted(url: str, form: Mapping[str, str], ca_file: Path | None) -> Mapping[str, Any]:
    client = Patient(ca_file)
    try:
        return told_by(client.post(url, data=form))
    finally:
        client.close()
