"""The stage of the demo: a home of its own, embedded servers, mailboxes for both groups, and a clock that is moved."""

import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from intake.adapters.clock import OffsetClock, SystemClock
from intake.adapters.homes import HomeFiles
from intake.app import Opened, OpenMailbox, locked, make_home, open_home
from intake.demo.scenes import STARTS
from intake.demo.servers import Servers, embedded_servers
from intake.demo.written import DCC, MV
from intake.domain.errors import UnavailableError, UsageError

MARK = ".intake-demo"
GROUPS = {"jca-mv": MV, "jca-dcc": DCC}

_POLL_SECONDS = 5

_MAILBOX = """
[[mailbox]]
name = "{group}"
group = "{group}"
host = "{host}"
port = {port}
security = "none"
user = "{address}"
password_file = "secrets/{group}"
poll_seconds = {seconds}
"""
_SMTP = """
[smtp]
host = "{host}"
port = {port}
security = "none"
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that a scene plays on."""

    opened: Opened
    servers: Servers
    clock: OffsetClock
    boxes: tuple[OpenMailbox, ...]


@contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """Set the stage in this folder, in place of an earlier demo; the servers end with it, the home stays.

    Raises UsageError when the folder holds anything else, HomeLockedError when a demo runs in it,
    ConfigurationError when the embedded servers are not installed.
    """
    clear(home)
    passwords = {address: secrets.token_urlsafe(18) for address in GROUPS.values()}
    clock = OffsetClock(SystemClock(), STARTS, jumps=True)
    with embedded_servers(passwords, now=clock.now) as servers:
        make_home(home, environment={})
        (home / MARK).write_text("Made by 'intake demo', which replaces this folder.\n", encoding="utf-8")
        furnish(home, servers, {group: passwords[address] for group, address in GROUPS.items()})
        with open_home(home, clock=clock, environment={}) as opened, locked(opened.files):
            boxes = tuple(opened.mailboxes())
            yield Stage(opened, servers, clock, boxes)
            for box in boxes:
                box.source.close()


def clear(home: Path) -> None:
    """Make room for a new home; only an earlier demo is taken away."""
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
    if not (home / MARK).is_file():
        raise UsageError(f"{home} holds something else than an earlier demo; name another folder with --home.")
    with locked(HomeFiles(home)):
        pass
    try:
        shutil.rmtree(home)
    except OSError as error:
        raise UnavailableError(f"{home} cannot be replaced: {error.strerror}.") from error


def furnish(home: Path, servers: Servers, passwords: Mapping[str, str], seconds: float = _POLL_SECONDS) -> None:
    """Tell the home where the mailboxes of these groups are, with their passwords in files of their own."""
    kept = home / "secrets"
    kept.mkdir(mode=0o700, exist_ok=True)
    tables = [_SMTP.format(host=servers.smtp_host, port=servers.smtp_port)]
    for group, password in passwords.items():
        file = kept / group
        file.touch(mode=0o600)
        file.write_text(password + "\n", encoding="utf-8")
        where = {"host": servers.imap_host, "port": servers.imap_port, "address": GROUPS[group]}
        tables.append(_MAILBOX.format(group=group, seconds=seconds, **where))
    with (home / "intake.toml").open("a", encoding="utf-8") as settings:
        settings.writelines(tables)
