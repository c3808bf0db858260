"""The section of intake.toml for tokens that mail servers are shown instead of a password (OAuth 2)."""

from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import field_validator

from intake.settings.values import SettingsTable, Text


class OauthSettings(SettingsTable):
    """`[oauth.NAME]`: how a token is got; mailboxes and servers name it by `oauth = "NAME"`."""

    provider: Literal["microsoft", "google"]
    """Who gives the token: "microsoft" (Microsoft 365) or "google" (Google Workspace)."""
    kind: Literal["app", "person"] = "app"
    """"app": the service logs in by itself; "person": somebody logs in once, by `intake mailbox login`."""
    tenant: Text | None = None
    """The organization at Microsoft: its ID, or one of its domains."""
    client_id: Text | None = None
    """What the provider calls our app."""
    client_secret_file: Path | None = None
    """A file that holds the app's secret alone, readable by its owner only; relative to the home."""
    certificate_file: Path | None = None
    """Instead of a secret: a file with the app's private key and certificate (PEM)."""
    service_account_file: Path | None = None
    """At Google: the key of a service account, the JSON file that Google made."""
    login_file: Path | None = None
    """The file in which the login of a person is kept."""
    secret_ends: date | None = None
    """The last day of the secret or certificate; an alert comes the day before."""
    authority: str = ""
    """The provider's address, where it is not the usual one."""
    ca_file: Path | None = None
    """The authority of the provider's certificate, where the system does not know it."""

    @field_validator("authority")
    @classmethod
    def _is_hidden_from_others(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment):
            raise ValueError(
                f'expected an https address, like "https://login.microsoftonline.us"; found {address[:80]!r}'
            )
        return address.rstrip("/")
