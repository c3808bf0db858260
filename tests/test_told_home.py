"""A home whose alerts reach people by letter, as its operator sees it."""

import json
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from intake.app import open_home
from intake.cli.main import run_command
from intake.domain.debt import NewDebt
from intake.domain.letters.alert import AlertLetter
from tests.line.letters_in import mail, paper

NOBODY_THERE = '[{table}]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\n'


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
        pytest.param(
            '[alerts]\nto = ["ops@example.org"]\n' + NOBODY_THERE.format(table="smtp"),
            "good",
            "ops@example.org by 127.0.0.1, like all letters",
            id="the-same-server",
        ),
        pytest.param(
            '[alerts]\nto = ["ops@example.org"]\n' + NOBODY_THERE.format(table="alerts.smtp"),
            "good",
            "ops@example.org by 127.0.0.1, which is theirs",
            id="a-second-server",
        ),
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


def test_doctor_tests_the_server_for_alerts_and_tells_how_much_is_free(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(home, '[alerts]\nto = ["ops@example.org"]\n' + NOBODY_THERE.format(table="alerts.smtp"))
    assert run_command(["doctor", "--home", str(home), "--json"]) == 4
    lines = {one["what"]: one for one in json.loads(capsys.readouterr().out)["lines"]}
    assert lines["alert server"]["state"] == "bad"
    assert "127.0.0.1" in lines["alert server"]["sentence"]
    assert lines["smtp"]["state"] == "note"
    assert lines["disk"]["sentence"].endswith(f"free at {home.resolve()}")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param(NOBODY_THERE.format(table="smtp"), ["none leaves by 127.0.0.1 since "], id="nobody-is-told"),
        pytest.param(
            NOBODY_THERE.format(table="smtp") + '[alerts]\nto = ["ops@example.org"]\n',
            ["wait, the alert about it too: name a second server in [alerts.smtp]"],
            id="one-server",
        ),
        pytest.param(
            NOBODY_THERE.format(table="smtp")
            + '[alerts]\nto = ["ops@example.org"]\n'
            + NOBODY_THERE.format(table="alerts.smtp"),
            [" UTC; 1 wait"],
            id="two-servers",
        ),
        pytest.param('[alerts]\nto = ["ops@example.org"]\n', [], id="no-server"),
    ],
)
def test_doctor_says_at_once_that_letters_wait(
    home: Path, capsys: pytest.CaptureFixture[str], settings: str, told: list[str]
) -> None:
    add(home, settings)
    with open_home(home) as opened, opened.line.store.write() as work:
        letter = AlertLetter("disk", ("ops@example.org",), "tsbjcamv@itu.int", "Europe/Zurich", "en", ())
        work.debts.owe(NewDebt("alert:disk:1", "alert", "smtp", opened.line.clock.now(), letter))
        work.outages.begin("smtp", opened.line.clock.now(), timedelta(minutes=5))
    assert run_command(["doctor", "--home", str(home), "--json"]) == 4
    lines = json.loads(capsys.readouterr().out)["lines"]
    found = [one["sentence"] for one in lines if one["what"] == "letters"]
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


def test_alerts_leave_by_their_own_server_and_their_reports_go_to_its_address(home: Path) -> None:
    second = NOBODY_THERE.format(table="alerts.smtp") + 'bounce_address = "reports@example.net"\n'
    add(home, NOBODY_THERE.format(table="smtp") + '[alerts]\nto = ["ops@example.org"]\n' + second)
    with open_home(home) as opened:
        assert list(opened.line.senders) == ["alerts", "smtp", "folder"]
        alert = AlertLetter("disk", ("ops@example.org",), "tsbjcamv@itu.int", "Europe/Zurich", "en", ())
        assert opened.line.letters.envelope(alert) == "reports@example.net"
