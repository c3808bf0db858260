"""A person logs in at the provider of a mailbox, once; the login is kept in the home."""

import os
from collections.abc import Mapping
from pathlib import Path

from intake.adapters.home.files import HomeFiles
from intake.adapters.oauth.kept import KeptLogin
from intake.adapters.oauth.person import PersonLogin
from intake.app.grants import person_login
from intake.domain.errors import UsageError
from intake.settings import Settings, load_settings


def open_login(home: Path, name: str, environment: Mapping[str, str] | None = None) -> tuple[PersonLogin, KeptLogin]:
    """The login of the mailbox with this name, or of the [oauth.NAME] table. UsageError, ConfigurationError."""
    files = HomeFiles(home)
    files.require()
    settings = load_settings(files.settings, os.environ if environment is None else environment)
    table, user = _table_of(settings, name)
    way = settings.oauth[table]
    if way.kind != "person":
        raise UsageError(f"{name}: nobody has to log in: the service does by itself, as oauth.{table} says")
    return person_login(table, way, user, files.top)


def _table_of(settings: Settings, name: str) -> tuple[str, str]:
    """The table that this name means, and the user of the first server that names it."""
    box = next((one for one in settings.mailbox if one.name == name), None)
    if box is not None and box.oauth is None:
        raise UsageError(f"{name}: this mailbox is opened with a password; nobody has to log in")
    if box is not None and box.oauth is not None:
        return box.oauth, box.user
    if name not in settings.oauth:
        known = [one.name for one in settings.mailbox if one.oauth]
        raise UsageError(
            f"{name}: no mailbox with a login by token has this name; there are: {', '.join(known) or 'none'}"
        )
    users = [one.user for one in (*settings.mailbox, *([settings.smtp] if settings.smtp else [])) if one.oauth == name]
    return name, users[0] if users else ""
