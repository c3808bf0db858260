"""Which servers the settings name, where each is, and how to log in there."""

from pathlib import Path

from intake.adapters.endpoint import Endpoint
from intake.settings import MailboxSettings, SmtpSettings, secret


def endpoint_of(one: MailboxSettings | SmtpSettings, top: Path) -> Endpoint:
    """This server, with paths relative to the home at `top`. ConfigurationError for a missing secret."""
    return Endpoint(
        host=one.host,
        port=one.port,
        security=one.security,
        user=one.user,
        password=secret(top / one.password_file) if one.password_file else "",
        ca_file=top / one.ca_file if one.ca_file else None,
    )
