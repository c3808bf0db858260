"""A home with a virus scanner, as its operator sees it: doctor, what is taken, and how it goes on after an outage."""

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.adapters.clock import SystemClock
from intake.cli.main import run_command
from tests.line.letters_in import RTF, mail, paper
from tests.servers.scripted_clamd import CLOSE, ScriptedClamd

RECEIVED = ("--received", "2026-04-30T17:30:00+02:00")


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A fresh home that names a scanner."""
    assert run_command(["init", str(tmp_path / "home"), "--non-interactive"]) == 0
    with (tmp_path / "home" / "intake.toml").open("a") as settings:
        settings.write('[antivirus]\nsocket = "clamd.sock"\n')
    capsys.readouterr()
    return tmp_path / "home"


@pytest.fixture
def clamd(home: Path) -> Iterator[ScriptedClamd]:
    server = ScriptedClamd(home / "clamd.sock")
    yield server
    server.stop()


def doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    run_command(["doctor", "--home", str(home), "--json"])
    lines = json.loads(capsys.readouterr().out)["lines"]
    (line,) = [one for one in lines if one["what"] == "antivirus"]
    return line["state"], line["sentence"]


def ingest(home: Path, capsys: pytest.CaptureFixture[str], raw: bytes) -> Any:  # noqa: ANN401 - a JSON object
    (home / "mail.eml").write_bytes(raw)
    run_command(["ingest", "--home", str(home), str(home / "mail.eml"), *RECEIVED])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("version", "state", "told"),
    [
        pytest.param("ClamAV 1.4.3/27500/{today}", "good", "its signatures are 0 days old", id="fresh"),
        pytest.param("ClamAV 1.4.3/27500/Tue Nov 18 09:35:00 2014", "note", "look whether freshclam runs", id="old"),
        pytest.param("ClamAV 1.4.3", "note", "does not say of which day", id="no-day"),
        pytest.param("", "bad", "broke (its answer was cut); meanwhile files are held", id="broken"),
    ],
)
def test_doctor_says_how_the_scanner_is(
    home: Path, clamd: ScriptedClamd, capsys: pytest.CaptureFixture[str], version: str, state: str, told: str
) -> None:
    today = f"{SystemClock().now():%a %b %d %H:%M:%S %Y}"
    clamd.version = version.format(today=today).encode() + b"\0" if version else CLOSE
    found = doctor(home, capsys)
    assert (found[0], told in found[1]) == (state, True), found


def test_doctor_names_a_scanner_that_is_away_and_one_that_is_off(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state, told = doctor(home, capsys)
    assert (state, "no clamd answers at" in told) == ("bad", True)
    settings = home / "intake.toml"
    settings.write_text(settings.read_text().replace("[antivirus]", "").replace('socket = "clamd.sock"', ""))
    assert doctor(home, capsys) == ("note", "not configured: files are not scanned for viruses")


def test_what_is_held_in_an_outage_is_completed_after_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = ingest(home, capsys, mail("one", ("Input.docx", paper())))
    assert (held["disposition"], held["receipt"]["subject"]) == (
        "hold",
        "[JCA-MV] Received, the secretariat will reply",
    )
    assert "could not scan the file for viruses" in held["findings"][0]["text"]
    clamd = ScriptedClamd(home / "clamd.sock")
    words = ("replay", held["reference"], "--apply", "--reason", "scanned again", "--home", str(home), "--json")
    assert run_command(words) == 0
    clamd.stop()
    assert json.loads(capsys.readouterr().out)["documents"][0]["number"] == "JCA-MV-Doc-001"
    run_command(["log", "--what", "alert", "--home", str(home)])
    (alert,) = capsys.readouterr().out.splitlines()
    assert "The virus scanner does not answer" in alert


def test_a_virus_is_shown_to_the_secretariat_and_answered_to_nobody(
    home: Path, clamd: ScriptedClamd, capsys: pytest.CaptureFixture[str]
) -> None:
    clamd.answer = b"stream: Test.Virus FOUND\0"
    held = ingest(home, capsys, mail("one", ("Input.docx", paper())))
    assert (held["disposition"], held["receipt"]["state"]) == ("hold", "withheld")
    (told,) = [one["text"] for one in held["findings"] if one["id"] == "FIL-004"]
    assert told.startswith("Our virus scanner found Test.Virus in the file Input.docx.")
    assert clamd.files == [paper()]


def held_for(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    code = run_command(["replay", "--held-for", "sys-001", "--home", str(home), *words])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


AGAIN = ("--apply", "--reason", "scanned again")


def test_all_that_was_held_in_an_outage_is_completed_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        ingest(home, capsys, mail(name, (f"{name}.docx", paper(f"Paper {name}"))))
    ingest(home, capsys, mail("three", ("old.rtf", RTF)))
    assert held_for(home, capsys) == (0, [f"MV-26-000{one}: the same verdict (hold)" for one in (1, 2, 3)], "")
    clamd = ScriptedClamd(home / "clamd.sock")
    code, told, _ = held_for(home, capsys)
    assert code == 1
    assert [one for one in told if ": outcome: held -> accepted" in one and ".docx" not in one] == [
        f"MV-26-000{one}: outcome: held -> accepted" for one in (1, 2)
    ]
    assert [one for one in told if one.startswith("MV-26-0003: no longer found: SYS-001")]
    assert run_command(["show", "MV-26-0001", "--home", str(home)]) == 0
    assert "JCA-MV-Doc-001" not in capsys.readouterr().out
    asked = len(clamd.files)
    code, told, _ = held_for(home, capsys, *AGAIN)
    clamd.stop()
    assert code == 1
    assert clamd.files[asked:] == [paper("Paper one"), paper("Paper two"), RTF]
    assert [one.split(";")[0] for one in told] == [
        "MV-26-0001: accept, JCA-MV-Doc-001",
        "MV-26-0002: accept, JCA-MV-Doc-002",
        "MV-26-0003: hold",
    ]
    assert held_for(home, capsys, *AGAIN) == (0, ["SYS-001 holds no mail."], "")


def test_the_log_names_the_command_that_completes_what_was_held(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest(home, capsys, mail("one", ("one.docx", paper("Paper one"))))
    clamd = ScriptedClamd(home / "clamd.sock")
    ingest(home, capsys, mail("two", ("two.docx", paper("Paper two"))))
    run_command(["log", "--what", "recovered", "--home", str(home)])
    program, *words = shlex.split(capsys.readouterr().out.split("`")[1])
    assert (program, run_command([*words, "--home", str(home)])) == ("intake", 0)
    clamd.stop()
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith("MV-26-0001: accept, JCA-MV-Doc-002")


def test_what_still_waits_gets_no_second_letter(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = ingest(home, capsys, mail("one", ("Input.docx", paper())))
    assert held_for(home, capsys, *AGAIN) == (1, ["MV-26-0001: the same verdict (hold)"], "")
    assert held_for(home, capsys, *AGAIN, "--json")[:2] == (
        1,
        [
            '{"reference": "MV-26-0001", "then": "hold", "again": "hold", "same": true, "differences": []}',
        ],
    )
    run_command(["show", "1", "--home", str(home), "--json"])
    shown = json.loads(capsys.readouterr().out)
    assert (shown["decision"]["n"], shown["receipt"]) == (1, held["receipt"])


def test_one_that_cannot_be_judged_stops_no_other(
    home: Path, clamd: ScriptedClamd, capsys: pytest.CaptureFixture[str]
) -> None:
    clamd.version = CLOSE
    for name in ("one", "two"):
        ingest(home, capsys, mail(name, (f"{name}.docx", paper(f"Paper {name}"))))
    for blob in (home / "blobs").rglob("*"):
        if blob.is_file() and b"one.docx" in blob.read_bytes():
            blob.unlink()
    clamd.version = b"ClamAV 1.4.3\0"
    code, told, error = held_for(home, capsys, *AGAIN)
    assert (code, error.startswith("intake: MV-26-0001: "), error.count("\n")) == (1, True, 1), error
    assert [one.split(";")[0] for one in told] == ["MV-26-0002: accept, JCA-MV-Doc-001"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("--held-for", "FIL-999"), "FIL-999: there is no check with this id", id="unknown"),
        pytest.param(("1", "--held-for", "SYS-001"), "Give either an ID or --held-for CHECK.", id="both"),
        pytest.param((), "Give either an ID or --held-for CHECK.", id="neither"),
        pytest.param(("--held-for", "SYS-001", "--as-then"), "--as-now or --apply only", id="as-then"),
        pytest.param(("--held-for", "SYS-001", "--replaces", "1", *AGAIN), "give its ID", id="replaces"),
        pytest.param(("--held-for", "SYS-001", "--apply"), "say why with --reason", id="no-reason"),
    ],
)
def test_which_to_judge_again_has_to_be_clear(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert run_command(["replay", *words, "--home", str(home)]) == 2
    assert told in capsys.readouterr().err
