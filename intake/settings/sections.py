"""The sections of intake.toml: every setting with its default, and what it may be."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from intake.domain.text.addresses import is_address
from intake.settings.desk import DeskSettings
from intake.settings.oauth import OauthSettings
from intake.settings.places import host_and_port, is_this_machine
from intake.settings.public import PublicSettings
from intake.settings.values import Aware, Flag, Name, Number, Port, Positive, SettingsTable, Text, Whole, listed

Security = Literal["tls", "starttls", "none"]

_URL_PASSWORD = re.compile(
    r"[^:/]+://(?:[^/@:\[]*:[^@?]*@|[^?]*\?(?:[^&]*&)*(?:password|passwd|pwd|sslpassword)=)", re.IGNORECASE
)


class Server(SettingsTable):
    """What a mailbox and the SMTP server have in common."""

    host: Text
    """The server."""
    security: Security = "tls"
    """"tls", "starttls", or "none" (only to this machine). Certificates are always verified."""
    ca_file: Path | None = None
    """The authority of the server's certificate (PEM), where the system does not know it."""
    user: str = ""
    """The account; empty where the server asks for none."""
    password_file: Path | None = None
    """A file that holds the password alone, readable by its owner only; relative to the home."""
    oauth: Text | None = None
    """The name of the [oauth.NAME] table whose token is shown instead of a password."""

    @model_validator(mode="after")
    def _nothing_readable_leaves_this_machine(self) -> Self:
        if self.security == "none" and not is_this_machine(self.host):
            raise ValueError('security "none" is for this machine only; use "tls" or "starttls"')
        return self


class MailboxSettings(Server):
    """`[[mailbox]]`: an address and folder that we listen on, for one group."""

    name: Name
    """A short name for people; it stands in the log."""
    group: Text
    """The group's id: the name of its file in rules/groups/."""
    port: Port = 993
    """Its port."""
    user: Text
    """The account."""
    folder: Text = "INBOX"
    """The folder that contributions arrive in."""
    poll_seconds: Positive = 60
    """How often the folder is read, even without news from the server."""
    idle: Flag = True
    """Use IDLE (RFC 2177) to look sooner."""
    mark: Literal["move", "flag", "none"] = "move"
    """What becomes of mail that nobody has to look at: moved to Intake/Taken, marked as seen, or left as it is."""
    junk: str | None = None
    """The account's folder for junk, in which documents are looked for; "" for none."""
    base: Aware | None = None
    """The same for this mailbox alone."""
    authserv_id: tuple[Text, ...] = ()
    """The ids by which your border server signs its Authentication-Results; "by-place" where it gives none."""
    trusted_sealers: tuple[Text, ...] = ()
    """The domains whose ARC seals count: lists and forwarders that check a mail before they change it."""

    @field_validator("authserv_id", "trusted_sealers", mode="before")
    @classmethod
    def _of_a_variable(cls, given: object) -> object:
        return listed(given)


class SmtpSettings(Server):
    """`[smtp]`: the server that letters leave by; `[alerts.smtp]`: a second one, for alerts."""

    port: Port = 587
    """Its port."""
    security: Security = "starttls"
    """"tls", "starttls", or "none" (only to this machine). Certificates are always verified."""
    connections: Annotated[Whole, Field(ge=1, le=32)] = 4
    """How many connections are kept and used at once."""
    bounce_address: str | None = None
    """Where reports about our receipts go (default: the group's mailbox)."""


class AntivirusSettings(SettingsTable):
    """`[antivirus]`: ClamAV's daemon, which scans every attached file before it is judged."""

    socket: Text
    """Its UNIX socket (relative to the home), or host:port of this machine."""
    seconds: Positive = 60
    """How long one file may take; what takes longer is held."""

    @field_validator("socket")
    @classmethod
    def _nothing_readable_leaves_this_machine(cls, address: str) -> str:
        host, port = host_and_port(address)
        if host and not 1 <= port <= 65535:
            raise ValueError("a port is a number from 1 to 65535")
        if host and not is_this_machine(host):
            raise ValueError("clamd has no encryption, so only this machine will do: a UNIX socket, or 127.0.0.1:3310")
        return address

    def address(self, top: Path) -> Path | tuple[str, int]:
        """Where clamd listens; a UNIX socket is found relative to the home (`top`)."""
        host, port = host_and_port(self.socket)
        return (host, port) if host else top / self.socket


class AlertSettings(SettingsTable):
    """`[alerts]`: who is told by letter of what somebody should look at."""

    to: Annotated[tuple[str, ...], Field(min_length=1)]
    """Addresses of people, never a group's own mailbox."""
    smtp: SmtpSettings | None = None
    """A second server that alerts leave by (default: that of `[smtp]`)."""

    @field_validator("to", mode="before")
    @classmethod
    def _of_a_variable(cls, given: object) -> object:
        return listed(given)

    @field_validator("to")
    @classmethod
    def _can_be_written_to(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        for one in addresses:
            if not is_address(one):
                raise ValueError(
                    f'{one[:80]!r} is no address that can be written to; give the address alone, like "ops@example.org"'
                )
        return addresses


class Limits(SettingsTable):
    """`[limits]`: how much we take on."""

    max_message_mb: Annotated[Whole, Field(ge=1, le=1024)] = 64
    """Of a larger mail only the header is fetched; a person looks at it."""
    max_document_mb: Annotated[Whole, Field(ge=1, le=1024)] = 40
    """A larger document is held."""
    fetch_count: Annotated[Whole, Field(ge=1, le=500)] = 200
    """Mails fetched at once, at most."""
    fetch_mb: Annotated[Whole, Field(ge=1, le=1024)] = 32
    """Megabytes fetched at once, at most (one larger mail is fetched alone)."""
    reader_seconds: Positive = 60
    """A mail that takes the reader longer is tried again alone, then held."""
    order_patience: Annotated[Number, Field(ge=0, allow_inf_nan=False)] = 10
    """Seconds that a mail waits for an earlier one that is not read yet, so that numbers follow receipt."""
    send_delay: Annotated[Number, Field(ge=0, le=3600, allow_inf_nan=False)] = 120
    """Seconds that the letter of a person's act waits, and may be taken back by `intake undo`."""
    claim_seconds: Positive = 60
    """Seconds after which the work of a process that is gone is taken up by another."""
    rebuilt_limit: Annotated[Whole, Field(ge=0)] = 20
    """When a folder was rebuilt and more unknown mails than this are in it, they are held."""


class Settings(SettingsTable):
    """Everything in intake.toml."""

    database_url: str = "sqlite:///intake.sqlite3"
    """The database: SQLite in the home, or postgresql+psycopg://user@host/name."""
    database_password_file: Path | None = None
    """A file that holds the database's password alone."""
    blobs: Path = Path("blobs")
    """The folder of mails, readings and files; relative to the home."""
    base: Aware | None = None
    """Mail that was there before this instant is counted and never answered (default: the open meeting's circular)."""
    loop_mark: str = Field(default="", max_length=64)
    """What our own mails carry, so that we recognise them; `intake init` draws it."""
    sandbox: Literal["best", "require"] = "best"
    """Whether the reader process must be locked in fully, or as far as this machine allows."""
    mailbox: tuple[MailboxSettings, ...] = ()
    """The mailboxes, each a [[mailbox]] table."""
    smtp: SmtpSettings | None = None
    """The server that receipts leave by."""
    oauth: dict[Name, OauthSettings] = Field(default={})
    """How tokens are got that servers are shown instead of a password, each an [oauth.NAME] table."""
    antivirus: AntivirusSettings | None = None
    """The virus scanner; without it files are not scanned."""
    alerts: AlertSettings | None = None
    """Who gets alerts as letters; without it they stand in the log alone."""
    public: PublicSettings | None = None
    """The pages for chairs; without it their letters carry no links."""
    desk: DeskSettings = DeskSettings()
    """Where the secretariat works in a browser."""
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
