"""The desk as a process: beside `intake run` and by hand; what it is told, what it never learns, how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import link_key
from intake.app import make_home
from intake.cli.main import run_command
from intake.daemon.beside import environment_of
from tests.servers.ports import HOST, free_ports

CANARY = "canary-9f2c-never-to-be-seen"
PATIENCE = 60.0
"""Seconds for a program to start on a machine that is busy."""
MAIL = """
[[mailbox]]
name = "jca-mv"
group = "jca-mv"
host = "127.0.0.1"
port = 1
security = "none"
user = "jca-mv"
password_file = "secrets/mailbox"

[smtp]
host = "127.0.0.1"
port = 1
security = "none"
user = "jca-mv"
password_file = "secrets/smtp"

[public]
url = "https://papers.example.org/intake"
"""


class Programs:
    """Programs on one home; what is left of them ends with the test."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.log = home / "programs.log"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INTAKE_")}
        with self.log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "intake", *words, "--home", str(self.home)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**kept, **more},
            )
        self._running.append(process)
        return process

    def events(self, name: str) -> list[dict[str, Any]]:
        """What the log tells of this kind."""
        lines = [json.loads(one) for one in self.log.read_text().splitlines() if one.startswith("{")]
        return [one for one in lines if one["event"] == name]

    def until(self, done: Callable[[], object]) -> None:
        ends = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < ends, self.log.read_text()[-2000:]
            time.sleep(0.05)

    def answers(self, path: str = "/healthz") -> int:
        """The status of an answer; 0 for none."""
        try:
            with closing(HTTPConnection(HOST, self.port, timeout=20)) as connection:
                connection.request("GET", path)
                return connection.getresponse().status
        except OSError:
            return 0

    def first_link(self) -> str:
        """The path of the link that was printed last for the first administrator."""
        found = re.findall(rf"within 10 minutes, open: http://{HOST}:{self.port}(/link/\S+)", self.log.read_text())
        return str(found[-1]) if found else ""

    def desks(self) -> list[int]:
        return [one["process"] for one in self.events("desk started")]

    def end(self) -> None:
        for one in self._running:
            one.kill()
            one.wait()


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    home, (port,) = tmp_path / "home", free_ports(1)
    make_home(home)
    (home / "secrets").mkdir(exist_ok=True)
    for name in ("mailbox", "smtp"):
        (home / "secrets" / name).write_text(CANARY)
        (home / "secrets" / name).chmod(0o600)
    link_key(HomeFiles(home))
    with (home / "intake.toml").open("a") as file:
        file.write(f'{MAIL}\n[desk]\nlisten = "{HOST}:{port}"\n')
    made = Programs(home, port)
    yield made
    made.end()


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = re.search(r"^State:\s+(\w)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return state is not None and state.group(1) == "Z"


def test_the_daemon_serves_the_desk_and_outlives_it_and_the_desk_never_outlives_the_daemon(programs: Programs) -> None:
    daemon = programs.start("run", CREDENTIALS_DIRECTORY="/run/" + CANARY, ANOTHER_SECRET=CANARY)
    programs.until(programs.answers)
    (first,) = programs.desks()
    assert programs.answers(programs.first_link()) == 200
    told = Path(f"/proc/{first}/environ").read_bytes() + Path(f"/proc/{first}/cmdline").read_bytes()
    assert CANARY.encode() not in told
    opened = {str(one.readlink()) for one in Path(f"/proc/{first}/fd").iterdir() if one.is_symlink()}
    assert [one for one in opened if "secrets" in one or one.endswith("intake.lock")] == []
    os.kill(first, signal.SIGKILL)
    programs.until(lambda: len(programs.desks()) == 2)
    programs.until(programs.answers)
    assert daemon.poll() is None, "the death of the desk stops nothing"
    assert programs.events("desk ended")[0]["code"] == -signal.SIGKILL
    daemon.kill()
    daemon.wait()
    programs.until(lambda: gone(programs.desks()[1]))


def test_a_place_that_is_taken_is_one_warning_and_waited_for_and_both_end_at_once_when_asked(
    programs: Programs,
) -> None:
    with closing(socket.create_server((HOST, programs.port))):
        daemon = programs.start("run")
        programs.until(lambda: programs.events("unavailable"))
    programs.until(programs.answers)
    told = [one["why"] for one in programs.events("unavailable") if one["step"] == "listen"]
    (why,) = told
    assert why.startswith(
        f"{HOST}:{programs.port} cannot be listened on: Address already in use. Name another place in"
    )
    (desk,) = programs.desks()
    assert daemon.poll() is None
    began = time.monotonic()
    daemon.terminate()
    assert daemon.wait(20) == 0
    assert time.monotonic() - began < 10
    assert gone(desk)
    assert programs.answers() == 0


def test_by_hand_it_is_served_without_a_daemon_and_a_taken_place_ends_it(
    programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once a daemon has made the database; here `doctor` did, which then says where the desk is."""
    assert run_command(["doctor", "--home", str(programs.home)]) == 4
    assert (
        f"note  desk           {HOST}:{programs.port} does not answer; 'intake run' serves" in capsys.readouterr().out
    )
    desk = programs.start("web")
    programs.until(programs.answers)
    run_command(["doctor", "--home", str(programs.home)])
    assert f"good  desk           http://{HOST}:{programs.port} answers" in capsys.readouterr().out
    assert run_command(["web", "--home", str(programs.home)]) == 4
    assert "Name another place in [desk] listen" in capsys.readouterr().err
    desk.send_signal(signal.SIGINT)
    assert desk.wait(20) == 0
    assert CANARY not in programs.log.read_text()


def listens_to(process: int, asking: signal.Signals) -> bool:
    """Whether it does something of its own at this signal, as the kernel knows."""
    caught = re.search(r"^SigCgt:\s+(\w+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return caught is not None and bool(int(caught.group(1), 16) >> (asking - 1) & 1)


@pytest.mark.parametrize("words", [("web",), ("web", "--public")], ids=["desk", "public"])
def test_whoever_asks_it_to_end_while_it_starts_gets_the_same_exit_code(
    programs: Programs, words: tuple[str, ...]
) -> None:
    """From the first thing on that it does itself, a few hundredths of a second after its interpreter began."""
    process = programs.start(*words)
    programs.until(lambda: listens_to(process.pid, signal.SIGTERM))
    assert programs.events("started") == []
    process.terminate()
    assert process.wait(20) == 0


def test_only_one_kind_of_pages_is_served(programs: Programs, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["web", "--public", "--beside", "--home", str(programs.home)]) == 2
    assert "Leave out one of the two" in capsys.readouterr().err


def test_it_is_told_what_it_needs_and_nothing_else() -> None:
    needed = {
        "INTAKE_DATABASE_URL": "x", "LC_ALL": "C", "PGPASSFILE": "x", "PYTHONPATH": "x", "SSL_CERT_FILE": "x",
        "HOME": "x", "LANG": "C", "PATH": "x", "TZ": "UTC",
    }  # fmt: skip
    others = {"CREDENTIALS_DIRECTORY": "x", "AWS_SECRET_ACCESS_KEY": "x", "MAIL": "x", "NOTIFY_SOCKET": "x"}
    assert environment_of({**needed, **others}) == needed
