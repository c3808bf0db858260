"""Which servers the settings name, where each is, and how to log in there."""

from pathlib import Path

from intake.adapters.endpoint import Endpoint
from intake.pipeline.line import ALERTS
from intake.settings import MailboxSettings, Settings, SmtpSettings, secret


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


def servers(settings: Settings) -> dict[str, SmtpSettings]:
    """The mail servers by the place of payment that they stand behind; alerts first, which wait for nobody."""
    own = settings.alerts.smtp if settings.alerts else None
    found = {ALERTS: own, "smtp": settings.smtp}
    return {place: one for place, one in found.items() if one is not None}
