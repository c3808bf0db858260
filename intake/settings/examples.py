"""Which table a setting stands in, and how it is written, for the words about a fault."""

from collections.abc import Mapping, Sequence

from intake.settings.desk import DeskSettings
from intake.settings.oauth import OauthSettings
from intake.settings.oidc import OidcSettings
from intake.settings.public import PublicSettings
from intake.settings.sections import AlertSettings, AntivirusSettings, Limits, MailboxSettings, Settings, SmtpSettings
from intake.settings.values import SettingsTable

_TABLES: Mapping[str, type[SettingsTable]] = {
    "mailbox": MailboxSettings,
    "smtp": SmtpSettings,
    "oauth": OauthSettings,
    "antivirus": AntivirusSettings,
    "alerts": AlertSettings,
    "public": PublicSettings,
    "desk": DeskSettings,
    "oidc": OidcSettings,
    "limits": Limits,
}
_EXAMPLES: Mapping[str, str] = {
    "base": "2026-03-26T00:00:00Z",
    "bounce_address": '"tsbjcamv@example.org"',
    "ca_file": '"authority.pem"',
    "certificate_file": '"secrets/app.pem"',
    "client_id": '"intake-desk"',
    "client_secret_file": '"secrets/app"',
    "database_password_file": '"secrets/database"',
    "forwarded_from": '["127.0.0.1"]',
    "group": '"jca-mv"',
    "host": '"mail.example.org"',
    "hosts": '["desk.example.net"]',
    "issuer": '"https://login.example.org/realms/house"',
    "login_file": '"secrets/login"',
    "loop_mark": '"a-mark-of-ours"',
    "name": '"jca-mv"',
    "oauth": '"microsoft"',
    "password_file": '"secrets/jca-mv"',
    "provider": '"microsoft"',
    "roles": '["intake-staff=secretary"]',
    "secret_ends": "2027-12-01",
    "service_account_file": '"secrets/google.json"',
    "socket": '"/run/clamav/clamd.ctl"',
    "tenant": '"example.onmicrosoft.com"',
    "to": '["ops@example.org"]',
    "url": '"https://contributions.example.org/intake"',
    "user": '"tsbjcamv@example.org"',
}
"""Of settings without a default, or with an empty one."""


def table_of(loc: Sequence[int | str]) -> type[SettingsTable]:
    """The table in which a setting stands: ("mailbox", 0, "port") stands in [[mailbox]]."""
    if len(loc) > 2 and loc[0] == "oauth":  # the name before the key is the operator's
        return OauthSettings
    return next((_TABLES[str(one)] for one in reversed(loc[:-1]) if str(one) in _TABLES), Settings)


def example_of(loc: Sequence[int | str]) -> str:
    """How a setting at this place is written, for example; "" for a table, and for what is no setting."""
    field = table_of(loc).model_fields.get(str(loc[-1]))
    is_name_of_table = loc[-1] == "oauth" and len(loc) > 1
    if field is None or (str(loc[-1]) in _TABLES and not is_name_of_table):
        return ""
    if str(loc[-1]) in _EXAMPLES:
        return _EXAMPLES[str(loc[-1])]
    value = field.default
    return str(value).lower() if isinstance(value, bool | int | float) else f'"{value}"'
