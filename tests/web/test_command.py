"""`intake web --public` as a process: what it needs, what it says, how it ends."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import link_key
from intake.app import make_home
from intake.cli.main import run_command
from tests.servers.ports import HOST, free_ports, wait_until_it_listens

MAIL = """
[[mailbox]]
name = "jca-mv"
group = "jca-mv"
host = "imap.example.org"
user = "jca-mv"
password_file = "secrets/not-there"

[smtp]
host = "smtp.example.org"
user = "jca-mv"
password_file = "secrets/not-there"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose mail secrets are not there: who needs one fails."""
    folder = tmp_path_factory.mktemp("web") / "home"
    make_home(folder)
    link_key(HomeFiles(folder))
    with (folder / "intake.toml").open("a") as file:
        file.write(MAIL)
    return folder


@pytest.fixture
def home(made: Path) -> Path:
    """The same, with its settings and its key as they were."""
    files = HomeFiles(made)
    link_key(files)
    text = files.settings.read_text().partition("[public]\nurl")[0]
    port = free_ports(1)[0]
    files.settings.write_text(f'{text}[public]\nurl = "http://{HOST}:{port}"\nlisten = "{HOST}:{port}"\n')
    return made


def port_of(home: Path) -> int:
    return int((home / "intake.toml").read_text().rpartition(":")[2].strip().strip('"'))


def without_public(home: Path) -> None:
    path = home / "intake.toml"
    path.write_text(path.read_text().partition("[public]\nurl")[0])


def without_key(home: Path) -> None:
    (home / "secrets" / "links").unlink()


def readable_key(home: Path) -> None:
    (home / "secrets" / "links").chmod(0o644)


def without_database(home: Path) -> None:
    (home / "intake.sqlite3").rename(home / "set-aside.sqlite3")


def older(home: Path) -> None:
    version(home, "0003")


def newer(home: Path) -> None:
    version(home, "9999")


def foreign(home: Path) -> None:
    with closing(sqlite3.connect(home / "intake.sqlite3")) as connection:
        connection.execute("ALTER TABLE alembic_version RENAME TO set_aside")


def dump(home: Path) -> list[str] | None:
    """All that the database holds; None while there is none."""
    path = home / "intake.sqlite3"
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def version(home: Path, name: str) -> None:
    with closing(sqlite3.connect(home / "intake.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (name,))
        connection.commit()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(without_public, "public: is missing; name where people reach the pages", id="no-public"),
        pytest.param(without_key, "secrets/links: is missing; 'intake run' makes it", id="no-key"),
        pytest.param(readable_key, "run: chmod 600", id="key-of-others"),
        pytest.param(without_database, "is not there yet: start 'intake run' once", id="no-database"),
        pytest.param(older, "has schema 0003", id="older"),
        pytest.param(newer, "install the version of contribution-intake that made it", id="newer"),
        pytest.param(foreign, "has no schema yet: start 'intake run' once", id="no-schema"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_changed(
    home: Path, change: Callable[[Path], None], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (home / "intake.sqlite3").read_bytes()
    change(home)
    there = dump(home)
    assert run_command(["web", "--public", "--home", str(home)]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert dump(home) == there
    (home / "set-aside.sqlite3").unlink(missing_ok=True)
    (home / "intake.sqlite3").write_bytes(kept)
    (home / "secrets" / "links").unlink(missing_ok=True)


def test_a_place_that_is_taken_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server((HOST, port_of(home)))):
        assert run_command(["web", "--public", "--home", str(home)]) == 4
    assert f"{HOST}:{port_of(home)} cannot be listened on: Address already in use" in capsys.readouterr().err


@pytest.mark.parametrize("ends_by", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_without_a_mail_secret_and_ends_at_once(home: Path, ends_by: signal.Signals) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INTAKE_")}
    command = [sys.executable, "-m", "intake", "web", "--public", "--home", str(home)]
    log = home / "web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stderr=output, stdout=output, env=environment)
    try:
        wait_until_it_listens(port_of(home), process, log)
        with urlopen(f"http://{HOST}:{port_of(home)}/healthz", timeout=20) as answer:
            assert answer.read() == b"ok\n"
        began = time.monotonic()
        process.send_signal(ends_by)
        assert process.wait(20) == 0
        assert time.monotonic() - began < 10, "a second or two on a machine with nothing else to do"
    finally:
        process.kill()
        process.wait()
    assert not (home / "intake.lock").exists() or "web" not in (home / "intake.lock").read_text()


def test_its_process_knows_no_mail(home: Path) -> None:
    """What a break-in would find in it: no client of a mailbox, and nothing that reads files but by its child."""
    program = (
        "import sys, intake.cli.web, intake.app.pages, intake.web.public.app, intake.web.serving\nprint(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    never = ("imapclient", "aiosmtplib", "mailparser", "lxml", "docx", "olefile", "pypdf", "alembic", "apscheduler")
    rooms = ("glance", "letter", "mail", "pdf", "word", "writing", "zip", "files", "reading", "unfold", "magic")
    ours = (
        *(f"intake.readers.{one}" for one in rooms),
        *("intake.adapters.imap", "intake.adapters.smtp", "intake.adapters.letter", "intake.daemon"),
    )
    assert [one for one in loaded if one.split(".")[0] in never or one.startswith(ours)] == []
