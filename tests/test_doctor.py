"""`intake doctor` as a person reads it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import cast

import pytest

from intake.app import OpenHome
from intake.cli.examining.servers import secrets
from intake.cli.main import run_command
from intake.shipped import shipped_templates
from intake.store import SqlStore
from tests.servers.ports import HOST, free_ports
from tests.servers.scripted_imap import ScriptedImap


@pytest.mark.parametrize(
    ("free", "told"),
    [
        pytest.param(52_340_000_000, "good  disk           52.3 GB free at ", id="plenty"),
        pytest.param(1_000_000_001, "good  disk           1.0 GB free at ", id="just-enough"),
        pytest.param(999_999_999, "bad   disk           only 999 MB free at ", id="below-a-gigabyte"),
        pytest.param(48_700_000, "bad   disk           only 48 MB free at ", id="little"),
        pytest.param(0, "bad   disk           only 0 MB free at ", id="full"),
    ],
)
def test_the_room_on_the_disk_is_told_in_a_unit_that_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], free: int, told: str
) -> None:
    home = tmp_path / "home"
    assert run_command(["init", str(home), "--non-interactive"]) == 0
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free, total=100_000_000_000))
    code = run_command(["doctor", "--home", str(home)])
    assert told in capsys.readouterr().out
    assert code == (0 if told.startswith("good") else 4)


@pytest.mark.parametrize(
    ("days", "state", "told"),
    [
        pytest.param(31, "good", "ends on 2026-05-31, in 31 days", id="far"),
        pytest.param(30, "note", "ends on 2026-05-30, in 30 days: put a new one into its file", id="soon"),
        pytest.param(0, "note", "ends on 2026-04-30, in 0 days: put a new one into its file", id="today"),
        pytest.param(-1, "bad", "ended on 2026-04-29: put a new one into its file", id="ended"),
    ],
)
def test_the_end_of_a_secret_is_told_ahead(days: int, state: str, told: str) -> None:
    now = datetime(2026, 4, 30, 12, tzinfo=UTC)
    line = SimpleNamespace(clock=SimpleNamespace(now=lambda: now), secrets={"m365": now.date() + timedelta(days=days)})
    (one,) = secrets(cast("OpenHome", SimpleNamespace(line=line)))
    assert (one.state, told in one.sentence) == (state, True)


@pytest.mark.parametrize(
    ("off", "told"),
    [
        pytest.param(59.4, "good  clock          +59.4 s from the database's", id="within-a-minute"),
        pytest.param(-60.0, "good  clock          -60.0 s from the database's", id="a-minute"),
        pytest.param(61.0, "bad   clock          +61 s from the database's: nothing scheduled happens", id="ahead"),
        pytest.param(-3600.0, "bad   clock          -3600 s from the database's: nothing scheduled", id="behind"),
    ],
)
def test_a_clock_that_is_off_is_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], off: float, told: str
) -> None:
    home = tmp_path / "home"
    assert run_command(["init", str(home), "--non-interactive"]) == 0
    monkeypatch.setattr(SqlStore, "check_clock", lambda _self, _now: off)
    code = run_command(["doctor", "--home", str(home)])
    assert told in capsys.readouterr().out
    assert code == (0 if told.startswith("good") else 4)


def test_a_note_on_several_groups_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    assert run_command(["init", str(home), "--non-interactive"]) == 0
    capsys.readouterr()
    run_command(["doctor", "--home", str(home)])
    notes = [one for one in capsys.readouterr().out.splitlines() if "the example template is still in use" in one]
    assert notes == [
        "note  template       jca-dcc, jca-mv: the example template is still in use: intake template register"
    ]


def _told_of_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], public: str, answer: tuple[int, bytes] | None = None
) -> str:
    """The line of a home whose public pages are such; `answer` is what listens at their address."""
    home = tmp_path / "home"
    assert run_command(["init", str(home), "--non-interactive"]) == 0
    (port,) = free_ports(1)
    with (home / "intake.toml").open("a", encoding="utf-8") as settings:
        settings.write(public.format(port=port))
    capsys.readouterr()
    with _answering(port, answer) if answer else nullcontext():
        run_command(["doctor", "--home", str(home)])
    (line,) = [one for one in capsys.readouterr().out.splitlines() if " public pages " in one]
    return line


@contextmanager
def _answering(port: int, answer: tuple[int, bytes]) -> Iterator[None]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/intake/pages.css"
            self.send_response(answer[0])
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", port), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


_OURS = (shipped_templates() / "web" / "pages.css").read_bytes()
_LOCAL = '\n[public]\nurl = "http://127.0.0.1:{port}/intake"\n'


@pytest.mark.parametrize(
    ("public", "answer", "told"),
    [
        pytest.param("", None, "good  public pages   none ([public] has no url)", id="none"),
        pytest.param(
            '\n[public]\nurl = "https://contributions.example.org/intake"\n',
            None,
            "bad   public pages   [public] url https://contributions.example.org/intake is an example, which nobody",
            id="example",
        ),
        pytest.param(_LOCAL, None, "is not reached from here (Connection refused)", id="nobody-listens"),
        pytest.param(_LOCAL, (200, _OURS), "/intake answers", id="ours"),
        pytest.param(
            _LOCAL, (200, b"<h1>Welcome to nginx!</h1>"), "leads to something else (it answers 200)", id="other"
        ),
        pytest.param(_LOCAL, (404, b""), "leads to something else (it answers 404)", id="another-path"),
        pytest.param(_LOCAL, (400, b""), "let your web server pass the Host field on as it is", id="another-name"),
        pytest.param(
            _LOCAL, (502, b""), "answers 502; letters lead there: start 'intake web --public'", id="not-started"
        ),
    ],
)
def test_what_is_wrong_with_the_address_of_the_public_pages_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], public: str, answer: tuple[int, bytes] | None, told: str
) -> None:
    assert told in _told_of_pages(tmp_path, capsys, public, answer)


_NO_FOLDER = b"TAG OK done\r\n"
_SPAM = b'* LIST (\\Junk) "/" "Spam"\r\nTAG OK done\r\n'


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        pytest.param(_SPAM, "UTC; documents are looked for in the folder Junk, too (3 mails)\n", id="there"),
        pytest.param(_NO_FOLDER, "UTC; there is no folder Junk, so documents that the server takes", id="not-there"),
    ],
)
def test_whether_documents_are_looked_for_among_junk_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], listed: bytes, told: str
) -> None:
    home = tmp_path / "home"
    assert run_command(["init", str(home), "--non-interactive"]) == 0
    status = b"* STATUS Spam (UIDVALIDITY 1 UIDNEXT 4 MESSAGES 3)\r\nTAG OK done\r\n"
    server = ScriptedImap({"LIST": listed, "STATUS": status})
    (home / "password").write_text("x")
    (home / "password").chmod(0o600)
    settings = home / "intake.toml"
    there = f'host = "{HOST}"\nport = {server.port}\nsecurity = "none"\nuser = "me"\npassword_file = "password"\n'
    settings.write_text(f'{settings.read_text()}\n[[mailbox]]\nname = "jca"\ngroup = "jca-mv"\n{there}')
    try:
        run_command(["doctor", "--home", str(home)])
    finally:
        server.stop()
    (line,) = [one for one in capsys.readouterr().out.splitlines(keepends=True) if one.split()[1:2] == ["mailbox"]]
    assert told in line
