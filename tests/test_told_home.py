"""A home whose alerts reach people by letter, as its operator sees it."""

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from intake.cli.main import run_command
from tests.line.letters_in import mail, paper


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A fresh home that names a scanner which is away."""
    assert run_command(["init", str(tmp_path / "home"), "--non-interactive"]) == 0
    add(tmp_path / "home", '[antivirus]\nsocket = "clamd.sock"\n')
    capsys.readouterr()
    return tmp_path / "home"


def add(home: Path, settings: str) -> None:
    with (home / "intake.toml").open("a") as file:
        file.write(settings)


@pytest.mark.parametrize(
    ("settings", "state", "told"),
    [
        pytest.param("", "note", "name people in [alerts] to", id="nobody"),
        pytest.param('[alerts]\nto = ["ops@example.org"]\n', "good", "go to ops@example.org", id="somebody"),
        pytest.param('[alerts]\nto = ["TSBjcamv@itu.int"]\n', "bad", "a group's own mailbox", id="our-own-mailbox"),
    ],
)
def test_doctor_says_who_is_told_of_alerts(
    home: Path, capsys: pytest.CaptureFixture[str], settings: str, state: str, told: str
) -> None:
    add(home, settings)
    run_command(["doctor", "--home", str(home), "--json"])
    lines = json.loads(capsys.readouterr().out)["lines"]
    (found,) = [one for one in lines if one["what"] == "alert letters"]
    assert (found["state"], told in found["sentence"]) == (state, True), found


def test_a_scanner_that_is_away_is_told_by_letter(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(home, '[alerts]\nto = ["ops@example.org"]\n')
    (home / "mail.eml").write_bytes(mail("one", ("Input.docx", paper())))
    received = ("--received", "2026-04-30T17:30:00+02:00")
    run_command(["ingest", "--home", str(home), str(home / "mail.eml"), *received])
    (path,) = (home / "receipts").glob("alert-scanner-*.eml")
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (letter["To"], letter["Subject"]) == ("ops@example.org", "Alert: the virus scanner does not answer")
    capsys.readouterr()
