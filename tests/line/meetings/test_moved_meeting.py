"""A meeting that is postponed: its documents stay its documents, and nothing that a person put in force is undone."""

import json
from pathlib import Path
from typing import Any

import pytest

from intake.app import activate_all, make_home, open_home, rulebook_text
from intake.cli.main import run_command
from intake.pipeline.desk.rulebooks.rules import activate
from tests.line.letters_in import mail, paper

OLD, NEW = "2026-05-13", "2026-06-10"


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with one contribution for the meeting of 13 May."""
    made = make_home(tmp_path / "home", environment={})
    assert take(made, "first", "2026-04-20T10:00:00+02:00", capsys)["disposition"] == "accept"
    return made


def take(home: Path, name: str, at: str, capsys: pytest.CaptureFixture[str], **more: str) -> dict[str, Any]:
    letter = home / f"{name}.eml"
    letter.write_bytes(mail(name, (more.pop("file", "Input.docx"), paper(f"Paper {name}")), **more))
    run_command(["ingest", "--home", str(home), "--received", at, str(letter)])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def rules_of(home: Path) -> Path:
    return home / "rules" / "groups" / "jca-mv.toml"


def postpone(home: Path, *, was: str = "") -> None:
    """Four weeks later, under the day as its new id."""
    path = rules_of(home)
    text = path.read_text().replace(f'id = "{OLD}"', f'id = "{NEW}"\n{was}')
    text = text.replace("first_day = 2026-05-13", "first_day = 2026-06-10").replace("last_day = 2026-05-13", "")
    path.write_text(text.replace("contribution = 2026-04-30", "contribution = 2026-05-28"))


@pytest.mark.parametrize("words", [["rules", "check"], ["rules", "activate"], ["once", "--wait", "0"]])
def test_a_meeting_with_documents_is_not_left_out(
    home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    postpone(home)
    assert run_command([*words, "--home", str(home)]) == 3
    told = capsys.readouterr()
    assert f"there are documents for the meeting '{OLD}', which is gone" in told.out + told.err
    assert f'write was = "{OLD}" into its [[meeting]]' in told.out + told.err
    run_command(["rules", "check", "--home", str(home), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (OLD in found["jca-mv"], found["jca-dcc"]) == (True, None)


@pytest.mark.parametrize("was", [f'was = "{OLD}"', f'was = ["2026-05-06", "{OLD}"]'])
def test_a_renamed_meeting_keeps_its_documents(home: Path, was: str, capsys: pytest.CaptureFixture[str]) -> None:
    postpone(home, was=was)
    assert run_command(["rules", "check", "--home", str(home)]) == 0
    assert run_command(["rules", "activate", "--home", str(home)]) == 0
    capsys.readouterr()
    # After the old deadline and the old meeting: a revision is one of a meeting that is still to come.
    after = take(
        home,
        "first",
        "2026-05-20T10:00:00+02:00",
        capsys,
        subject="Revision of JCA-MV-Doc-001",
        file="Doc-001-Rev1.docx",
    )
    (document,) = after["documents"]
    assert (document["number"], document["relation"]) == ("JCA-MV-Doc-001", "repeat")
    new = take(home, "second", "2026-05-20T10:00:00+02:00", capsys)
    assert (new["disposition"], new["meeting"], new["findings"]) == ("accept", NEW, [])
    run_command(["show", "MV-26-0001", "--home", str(home), "--json"])
    assert json.loads(capsys.readouterr().out)["meeting"] == OLD


@pytest.mark.parametrize("meeting", [(OLD,), (NEW,), ()])
def test_its_documents_are_listed_under_either_id(
    home: Path, meeting: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    postpone(home, was=f'was = "{OLD}"')
    assert run_command(["rules", "activate", "--home", str(home)]) == 0
    capsys.readouterr()
    assert run_command(["list", "jca-mv", *meeting, "--home", str(home)]) == 0
    assert "JCA-MV-Doc-001" in capsys.readouterr().out
    assert run_command(["list", "jca-mv", "next", "--home", str(home)]) == 0
    assert "JCA-MV-Doc-001" not in capsys.readouterr().out


def test_a_meeting_without_documents_may_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home", environment={})
    postpone(home)
    assert run_command(["rules", "activate", "--home", str(home)]) == 0


def in_force(home: Path) -> str:
    with open_home(home) as opened, opened.line.store.read() as work:
        active = work.rulebooks.active("jca-mv")
    return active[0] if active else ""


def put_in_force(home: Path, old: str, new: str) -> str:
    """A person puts another version in force than the files say, as the desk does; its version."""
    path = rules_of(home)
    kept = path.read_text()
    assert old in kept
    path.write_text(kept.replace(old, new))
    with open_home(home) as opened:
        version, text = rulebook_text(opened.files, "jca-mv")
        path.write_text(kept)
        assert activate(opened.line, "jca-mv", version, text, who="desk")
    return version


def test_a_start_leaves_what_a_person_put_in_force(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extended = put_in_force(home, "contribution = 2026-04-30", "contribution = 2026-05-04")
    for _ in range(2):
        assert run_command(["once", "--wait", "0", "--home", str(home)]) == 0
        assert in_force(home) == extended
    capsys.readouterr()
    run_command(["doctor", "--home", str(home)])
    assert "jca-mv: the files differ from what is in force: intake rules activate" in capsys.readouterr().out


def test_a_start_puts_changed_files_in_force(home: Path) -> None:
    extended = put_in_force(home, "contribution = 2026-04-30", "contribution = 2026-05-04")
    path = rules_of(home)
    path.write_text(path.read_text().replace("contribution = 2026-04-30", "contribution = 2026-05-05"))
    assert run_command(["once", "--wait", "0", "--home", str(home)]) == 0
    changed = in_force(home)
    assert changed != extended
    again = put_in_force(home, "contribution = 2026-05-05", "contribution = 2026-05-06")
    assert run_command(["once", "--wait", "0", "--home", str(home)]) == 0
    assert in_force(home) == again


def test_files_that_say_what_a_person_did_are_remembered(home: Path) -> None:
    """The desk's change is written into the files as well; a later change at the desk stays, too."""
    put_in_force(home, "contribution = 2026-04-30", "contribution = 2026-05-04")
    path = rules_of(home)
    path.write_text(path.read_text().replace("contribution = 2026-04-30", "contribution = 2026-05-04"))
    assert run_command(["once", "--wait", "0", "--home", str(home)]) == 0
    later = put_in_force(home, "contribution = 2026-05-04", "contribution = 2026-05-07")
    assert run_command(["once", "--wait", "0", "--home", str(home)]) == 0
    assert in_force(home) == later
    assert run_command(["rules", "activate", "--home", str(home)]) == 0
    assert in_force(home) != later


def test_a_new_program_counts_where_nobody_changed_anything(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are the same; what they mean is not, as after an upgrade that brings new checks."""
    before = in_force(home)
    with open_home(home) as opened:
        version, text = rulebook_text(opened.files, "jca-mv")
        assert version == before
        with opened.line.store.write() as work:
            work.rulebooks.set_files("jca-mv", opened.files.rules_digest("jca-mv"), "older")
            work.rulebooks.activate("jca-mv", "older", text, "start", opened.line.clock.now())
        assert activate_all(opened, "start", only_changed=True)["jca-mv"]
    assert in_force(home) == before
