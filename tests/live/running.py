"""The real daemon, as a process of its own, on a home whose mailbox is on Dovecot and whose SMTP server is Postfix."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.connection import connect, log_out
from intake.app import make_home
from intake.cli.main import run_command
from intake.pipeline.showing.account import account
from intake.store import open_store

GROUP = "jca-mv"
ADDRESS = "tsbjcamv@itu.int"

_SETTINGS = """
loop_mark = "loop-mark-of-the-tests"

[[mailbox]]
name = "{group}"
group = "{group}"
host = "localhost"
port = {imaps}
user = "{user}"
password_file = "password"
ca_file = "authority.pem"
poll_seconds = 1
base = 2026-01-01T00:00:00Z

{more}
[smtp]
host = "localhost"
port = {smtp}
security = "starttls"
ca_file = "authority.pem"
"""


@dataclass
class Home:
    """An intake home between real servers; `start` runs the daemon on it."""

    folder: Path
    mailbox: Endpoint
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[bytes]:
        """Run the daemon; its log goes to a file of the home."""
        with (self.folder / "daemon.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "intake", "run", "--home", str(self.folder)],
                stderr=log,
                stdout=log,
                env=_environment(),
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command on this home."""
        return subprocess.run(
            [sys.executable, "-m", "intake", *words, "--home", str(self.folder)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env=_environment(),
        )

    def account(self) -> dict[str, int]:
        """What became of every mail of the mailbox, as `doctor` counts it."""
        store = open_store(f"sqlite:///{self.folder / 'intake.sqlite3'}")
        with closing(store), store.read() as work:
            (row,) = account(work.deliveries.account_of([(GROUP, "INBOX")]))
        return {name: value for name, value in row.items() if isinstance(value, int) and not isinstance(value, bool)}

    def beats(self) -> dict[str, datetime]:
        """The last sign of life of each daemon, by its machine."""
        store = open_store(f"sqlite:///{self.folder / 'intake.sqlite3'}")
        with closing(store), store.read() as work:
            return dict(work.beats.last())

    def log(self) -> list[dict[str, Any]]:
        """The intake log, by the command in this process: tests ask for it over and over."""
        with redirect_stdout(StringIO()) as told:
            assert run_command(["log", "--json", "--home", str(self.folder)]) == 0
        return [json.loads(line) for line in told.getvalue().splitlines()]

    def folder_of(self, name: str) -> list[bytes]:
        """The mails in one folder of the mailbox."""
        client = connect(self.mailbox)
        try:
            if not client.folder_exists(name):
                return []
            client.select_folder(name, readonly=True)
            uids = client.search()
            found = client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
            return [found[uid][b"BODY[]"] for uid in uids]
        finally:
            log_out(client)

    def stop_all(self) -> None:
        """End every daemon that still runs."""
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


DEAD_MAILBOX = """
[[mailbox]]
name = "jca-dcc"
group = "jca-dcc"
host = "localhost"
port = 1
user = "nobody"
password_file = "password"
poll_seconds = 1
"""
"""A mailbox on a server that is not there."""


def make(folder: Path, mailbox: Endpoint, authority: Path, smtp_port: int, more: str = "") -> Home:
    """A home for one group, between these servers; `more` stands in its settings too."""
    make_home(folder)
    (folder / "authority.pem").write_bytes(authority.read_bytes())
    password = folder / "password"
    password.touch(mode=0o600)
    password.write_text(mailbox.password)
    text = _SETTINGS.format(
        group=GROUP,
        imaps=mailbox.port,
        user=mailbox.user,
        smtp=smtp_port,
        more=more,
    )
    (folder / "intake.toml").write_text(text)
    return Home(folder, mailbox)


def eventually(what: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether this comes true within these seconds of real time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


def _environment() -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith("INTAKE_")}
    return {**found, "INTAKE_DESK__LISTEN": "off"}
