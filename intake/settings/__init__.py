"""The operator's settings: intake.toml of the home, then INTAKE_* of the environment; frozen, and all faults at once.

Rulebooks (rules/) say what is right for a group; settings say where servers are and how much we take on.
"""

from intake.settings.desk import DeskSettings
from intake.settings.loading import database_address, load_settings, secret
from intake.settings.oauth import OauthSettings
from intake.settings.oidc import OidcSettings
from intake.settings.public import PublicSettings
from intake.settings.sections import AlertSettings, AntivirusSettings, Limits, MailboxSettings, Settings, SmtpSettings

__all__ = [
    "AlertSettings",
    "AntivirusSettings",
    "DeskSettings",
    "Limits",
    "MailboxSettings",
    "OauthSettings",
    "OidcSettings",
    "PublicSettings",
    "Settings",
    "SmtpSettings",
    "database_address",
    "load_settings",
    "secret",
]
