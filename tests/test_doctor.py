"""`intake doctor` as a person reads it."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from intake.cli.main import run_command
from intake.store import SqlStore


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
