"""The operator's settings: intake.toml of the home, then INTAKE_* of the environment; frozen, and all faults at once.

Rulebooks (rules/) say what is right for a group; settings say where servers are and how much we take on.
"""

import ipaddress
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from intake.domain.errors import ConfigurationError

_Loc = tuple[int | str, ...]

Security = Literal["tls", "starttls", "none"]
Port = Annotated[int, Field(ge=1, le=65535)]
Positive = Annotated[float, Field(gt=0)]
Text = Annotated[str, Field(min_length=1)]

_SECRET = re.compile(r"(?:^|_)(?:password|passwd|secret|token)$", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"[^:/]+://[^/@]*:[^/]*@")
_PREFIX = "INTAKE_"
_OTHER_USES = {"INTAKE_HOME", "INTAKE_REQUIRE_SERVERS"}
_PRIVATE = stat.S_IRWXG | stat.S_IRWXO


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class _Server(_Frozen):
    """What a mailbox and the SMTP server have in common."""

    host: Text
    """The server."""
    security: Security = "tls"
    """"tls", "starttls", or "none" (only to this machine). Certificates are always verified."""
    ca_file: Path | None = None
    """The authority of the server's certificate (PEM), where the system does not know it."""

    @model_validator(mode="after")
    def _nothing_readable_leaves_this_machine(self) -> Self:
        if self.security == "none" and not _is_this_machine(self.host):
            raise ValueError('security "none" is for this machine only; use "tls" or "starttls"')
        return self


class MailboxSettings(_Server):
    """`[[mailbox]]`: an address and folder that we listen on, for one group."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    """A short name for people; it stands in the log."""
    group: Text
    """The group's id: the name of its file in rules/groups/."""
    port: Port = 993
    """Its port."""
    user: Text
    """The account."""
    password_file: Path
    """A file that holds the password alone, readable by its owner only; relative to the home."""
    folder: Text = "INBOX"
    """The folder that contributions arrive in."""
    poll_seconds: Positive = 60
    """How often the folder is looked at, whatever the server says in between."""
    idle: bool = True
    """Use IDLE (RFC 2177) to look sooner."""
    mark: Literal["move", "flag", "none"] = "move"
    """What becomes of mail that nobody has to look at: moved to Intake/Taken, marked as seen, or left as it is."""
    base: AwareDatetime | None = None
    """The same for this mailbox alone."""


class SmtpSettings(_Server):
    """`[smtp]`: the server that receipts leave by."""

    port: Port = 587
    """Its port."""
    security: Security = "starttls"
    """"tls", "starttls", or "none" (only to this machine). Certificates are always verified."""
    user: str = ""
    """The account; empty where the server asks for none."""
    password_file: Path | None = None
    """A file that holds the password alone, readable by its owner only; relative to the home."""
    connections: Annotated[int, Field(ge=1, le=32)] = 4
    """How many connections are kept and used at once."""
    bounce_address: str | None = None
    """Where reports about our receipts go (default: the group's mailbox)."""


class Limits(_Frozen):
    """`[limits]`: how much we take on."""

    max_message_mb: Annotated[int, Field(ge=1, le=1024)] = 64
    """Of a larger mail only the header is fetched; a person looks at it."""
    max_document_mb: Annotated[int, Field(ge=1, le=1024)] = 40
    """A larger document is held."""
    fetch_count: Annotated[int, Field(ge=1, le=500)] = 200
    """Mails fetched at once, at most."""
    fetch_mb: Annotated[int, Field(ge=1, le=1024)] = 32
    """Megabytes fetched at once, at most (one larger mail is fetched alone)."""
    reader_seconds: Positive = 60
    """A mail that takes the reader longer is tried again alone, then held."""
    order_patience: Annotated[float, Field(ge=0)] = 10
    """Seconds that a mail waits for an earlier one that is not read yet, so that numbers follow receipt."""
    claim_seconds: Positive = 60
    """Seconds after which the work of a process that is gone is taken up by another."""
    rebuilt_limit: Annotated[int, Field(ge=0)] = 20
    """When a folder was rebuilt and more unknown mails than this are in it, they are held."""


class Settings(_Frozen):
    """Everything in intake.toml."""

    database_url: str = "sqlite:///intake.sqlite3"
    """The database: SQLite in the home, or postgresql+psycopg://user@host/name."""
    database_password_file: Path | None = None
    """A file that holds the database's password alone."""
    blobs: Path = Path("blobs")
    """The folder of mails, readings and files; relative to the home."""
    base: AwareDatetime | None = None
    """Mail that was there before this instant is counted and never answered (default: the open meeting's circular)."""
    loop_mark: str = Field(default="", max_length=64)
    """What our own mails carry, so that we recognise them; `intake init` draws it."""
    sandbox: Literal["best", "require"] = "best"
    """Whether the reader process must be locked in fully, or as far as this machine allows."""
    mailbox: tuple[MailboxSettings, ...] = ()
    """The mailboxes, each a [[mailbox]] table."""
    smtp: SmtpSettings | None = None
    """The server that receipts leave by."""
    limits: Limits = Limits()
    """How much we take on."""

    @field_validator("database_url")
    @classmethod
    def _no_password(cls, url: str) -> str:
        if _URL_PASSWORD.match(url):
            raise ValueError(
                "a password does not belong into this address; put it alone into a file that only its owner can read, "
                "and name that with database_password_file"
            )
        return url

    @field_validator("mailbox")
    @classmethod
    def _names_differ(cls, boxes: tuple[MailboxSettings, ...]) -> tuple[MailboxSettings, ...]:
        names = [one.name for one in boxes]
        if len(set(names)) != len(names):
            raise ValueError("two mailboxes have the same name; give each its own")
        return boxes


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
    tables: dict[str, type[BaseModel]] = {"mailbox": MailboxSettings, "smtp": SmtpSettings, "limits": Limits}
    model = tables.get(str(loc[0]), Settings) if len(loc) > 1 else Settings
    close = get_close_matches(name, model.model_fields, n=1)
    return f"did you mean {close[0]}?" if close else f"known here: {', '.join(model.model_fields)}."


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


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
