"""Reading the settings: the file, then the environment over it; all faults at once. Secrets come from files alone."""

import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from intake.domain.errors import ConfigurationError
from intake.settings.examples import example_of, table_of
from intake.settings.logins import wrong_logins
from intake.settings.sections import Settings
from intake.settings.toml_faults import not_toml
from intake.settings.values import EnvText
from intake.settings.wording import in_plain_words

_Loc = tuple[int | str, ...]

_SECRET = re.compile(r"(?:^|_)(?:password|passwd|secret|token|private_key)$", re.IGNORECASE)
_PREFIX = "INTAKE_"
_OTHER_USES = {"INTAKE_HOME", "INTAKE_REQUIRE_SERVERS"}
_PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a home. ConfigurationError names every fault: file or variable, key, remedy."""
    keys = _read(path)
    faults = [*_secrets_in(keys, path), *_secrets_in_environment(environment)]
    variables = _overlay(keys, environment, faults)
    faults += _read_twice(keys, path)
    faults += wrong_logins(keys, path)
    try:
        settings = Settings.model_validate(keys)
    except ValidationError as error:
        faults += _faults(error, path, variables)
        raise ConfigurationError("\n".join(faults)) from error
    if faults:
        raise ConfigurationError("\n".join(faults))
    return settings


def _read(path: Path) -> dict[str, Any]:
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {not_toml(text, error)}.") from error
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
        if _SECRET.search(key) and not (at == "oauth." and isinstance(value, Mapping)):
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
        *sections, key = name.removeprefix(_PREFIX).lower().split("__")
        place: Any = keys
        for section in sections:
            place = place.setdefault(section, {}) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place[key] = EnvText(value)
            variables[(*sections, key)] = name
        else:
            faults.append(f"{name}: {'.'.join(sections)} is no table of single settings; set it in intake.toml.")
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
        else:
            yield f"{origin}: {in_plain_words(fault, example_of(loc))}."


def _nearest(name: str, loc: _Loc) -> str:
    """The most similar setting of the same table, or all of them."""
    fields = table_of(loc).model_fields
    close = get_close_matches(name, fields, n=1)
    return f"did you mean {close[0]}?" if close else f"known here: {', '.join(fields)}."


def _read_twice(keys: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Mailboxes with the same name, and those that would read the same folder: each mail would be taken by both."""
    boxes = keys.get("mailbox")
    known: dict[object, int] = {}
    for index, box in enumerate(boxes if isinstance(boxes, list) else (), 1):
        if not isinstance(box, dict):
            continue
        name, place = str(box.get("name", "")), _place(box)
        if name and ("name", name) in known:
            yield f'{path}: mailbox: two mailboxes have the same name; give each its own, like name = "{name}-2".'
        elif place in known:
            yield (
                f"{path}: mailbox[{index}]: reads the same account and folder as mailbox[{known[place]}]; take one of "
                f'the two out, or give it another folder, like folder = "Contributions".'
            )
        known.setdefault(("name", name), index)
        if place is not None:
            known.setdefault(place, index)


def _place(box: Mapping[str, Any]) -> tuple[object, ...] | None:
    """What one mailbox reads: server, account, folder; None where the file does not say it."""
    host, user, folder, port = box.get("host"), box.get("user"), box.get("folder", "INBOX"), box.get("port", 993)
    if not (isinstance(host, str) and isinstance(user, str) and isinstance(folder, str)):
        return None
    inbox = folder.rstrip("/")
    usual = 993 if port in (143, 993) else port
    return (host.rstrip(".").casefold(), str(usual), user, "INBOX" if inbox.casefold() == "inbox" else inbox)


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
