"""Reading the settings: the file, then the environment over it; all faults at once. Secrets come from files alone."""

import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from intake.domain.errors import ConfigurationError
from intake.settings.sections import AntivirusSettings, Limits, MailboxSettings, Settings, SmtpSettings

_Loc = tuple[int | str, ...]

_SECRET = re.compile(r"(?:^|_)(?:password|passwd|secret|token)$", re.IGNORECASE)
_PREFIX = "INTAKE_"
_OTHER_USES = {"INTAKE_HOME", "INTAKE_REQUIRE_SERVERS"}
_PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a home. ConfigurationError names every fault: file or variable, key, remedy."""
    keys = _read(path)
    faults = [*_secrets_in(keys, path), *_secrets_in_environment(environment)]
    variables = _overlay(keys, environment, faults)
    try:
        settings = Settings.model_validate(keys)
    except ValidationError as error:
        faults += _faults(error, path, variables)
        raise ConfigurationError("\n".join(faults)) from error
    if faults:
        raise ConfigurationError("\n".join(faults))
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is not TOML: {error}.") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not UTF-8 text; save it as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}; 'intake init DIR' makes a home with this file.") from error


def secret(path: Path) -> str:
    """The secret in a file. ConfigurationError when it is missing, empty, or readable by others than its owner."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}; put the secret alone into this file.") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not UTF-8 text.") from error
    if mode & _PRIVATE:
        raise ConfigurationError(f"{path}: others than its owner may read it; run: chmod 600 {path}")
    if not text:
        raise ConfigurationError(f"{path}: is empty; put the secret alone into this file.")
    return text


def _secrets_in(keys: Mapping[str, Any], path: Path, at: str = "") -> Iterator[str]:
    for key, value in keys.items():
        if _SECRET.search(key):
            yield (
                f"{path}: {at}{key}: a secret does not belong into this file; put it alone into a file that only its "
                f"owner can read, and name that with {at}{key}_file."
            )
        elif isinstance(value, Mapping):
            yield from _secrets_in(value, path, f"{at}{key}.")
        elif isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, Mapping):
                    yield from _secrets_in(one, path, f"{at}{key}[{index + 1}].")


def _secrets_in_environment(environment: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(environment):
        if name.startswith(_PREFIX) and _SECRET.search(name):
            yield (
                f"{name}: a secret does not belong into the environment; put it alone into a file that only its owner "
                f"can read, and name that with {name}_FILE."
            )


def _overlay(keys: dict[str, Any], environment: Mapping[str, str], faults: list[str]) -> dict[_Loc, str]:
    """Lay the environment over the file: INTAKE_SMTP__HOST is smtp.host. Which variable gave which key."""
    variables: dict[_Loc, str] = {}
    for name, value in sorted(environment.items()):
        if not name.startswith(_PREFIX) or name in _OTHER_USES or _SECRET.search(name):
            continue
        *tables, key = name.removeprefix(_PREFIX).lower().split("__")
        place: Any = keys
        for table in tables:
            place = place.setdefault(table, {}) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place[key] = value
            variables[(*tables, key)] = name
        else:
            faults.append(f"{name}: {'.'.join(tables)} is no table of single settings; set it in intake.toml.")
    return variables


def _faults(error: ValidationError, path: Path, variables: Mapping[_Loc, str]) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        loc = fault["loc"]
        if _SECRET.search(str(loc[-1])) and fault["type"] == "extra_forbidden":
            continue
        key = "".join(f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in loc).removeprefix(".")
        unknown = fault["type"] == "extra_forbidden"
        names = (name for place, name in variables.items() if place == loc or (unknown and place[: len(loc)] == loc))
        origin = next(names, f"{path}: {key}")
        if fault["type"] == "extra_forbidden":
            yield f"{origin}: there is no such setting; {_nearest(str(loc[-1]), loc)}"
        elif fault["type"] == "missing":
            yield f"{origin}: is missing."
        elif fault["type"] == "timezone_aware":
            yield f"{origin}: has no offset from UTC; write it like 2026-03-26T00:00:00Z."
        else:
            yield f"{origin}: {fault['msg'].removeprefix('Value error, ')}."


def _nearest(name: str, loc: _Loc) -> str:
    """The most similar setting of the same table, or all of them."""
    tables: dict[str, type[BaseModel]] = {
        "mailbox": MailboxSettings,
        "smtp": SmtpSettings,
        "antivirus": AntivirusSettings,
        "limits": Limits,
    }
    model = tables.get(str(loc[0]), Settings) if len(loc) > 1 else Settings
    close = get_close_matches(name, model.model_fields, n=1)
    return f"did you mean {close[0]}?" if close else f"known here: {', '.join(model.model_fields)}."


def database_address(settings: Settings, top: Path) -> str:
    """The database's URL with its secret; a SQLite file is found relative to the home (`top`)."""
    prefix = "sqlite:///"
    url = settings.database_url
    if url.startswith(prefix):
        return prefix + str((top / url.removeprefix(prefix)).resolve())
    if settings.database_password_file is None:
        return url
    scheme, _, rest = url.partition("://")
    user, at, place = rest.partition("@")
    return f"{scheme}://{user}:{_quoted(secret(top / settings.database_password_file))}{at}{place}"


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
