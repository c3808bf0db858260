"""What a command answers to a person who mistypes, and to files that are not what they should be."""

import hashlib
import json
import os
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from intake.adapters.home.files import example_template
from intake.cli.main import run_command
from tests.line.letters_in import mail, other_paper, paper

TO = "tsbjcamv@itu.int"


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A fresh home."""
    assert run_command(["init", str(tmp_path / "home"), "--non-interactive"]) == 0
    capsys.readouterr()
    return tmp_path / "home"


def _question(path: Path, body: str = "When is the meeting?\n") -> Path:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = "a@b.example", TO, "Room", "<1@b.example>"
    mail.set_content(body)
    path.write_bytes(mail.as_bytes())
    return path


def test_a_known_mail_is_known_in_a_dry_run(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = _question(tmp_path / "question.eml")
    shown = []
    for words in ((), ("--dry-run",)):
        run_command(["ingest", "--home", str(home), str(letter), *words])
        shown.append(json.loads(capsys.readouterr().out))
    assert shown[1]["id"] is None
    assert shown[1]["reference"] is None
    assert shown[1]["duplicate_of"] == shown[0]["id"]
    assert shown[1]["disposition"] == "question"


@pytest.mark.parametrize("relay", [b"", b"X-Relay: one\r\n"], ids=["same-bytes", "relayed"])
def test_a_mail_that_comes_again_names_the_first_and_the_first_names_none(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], relay: bytes
) -> None:
    raw, shown = mail("one", ("Input.docx", paper())), []
    for name, content in (("first.eml", raw), ("again.eml", relay + raw)):
        (tmp_path / name).write_bytes(content)
        run_command(["ingest", "--home", str(home), str(tmp_path / name)])
        shown.append(json.loads(capsys.readouterr().out))
    first, again = shown
    assert (first["duplicate_of"], again["duplicate_of"]) == (None, first["id"])
    assert again["reference"] == first["reference"]


def test_a_file_without_permission_has_its_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, good = _question(tmp_path / "a.eml"), _question(tmp_path / "b.eml")
    really_open = Path.open

    def refused(path: Path, *how: Any, **more: Any) -> Any:  # noqa: ANN401 - as Path.open
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return really_open(path, *how, **more)

    monkeypatch.setattr(os, "access", lambda path, *_, **__: path != str(closed))
    monkeypatch.setattr(Path, "open", refused)
    assert run_command(["ingest", "--home", str(home), str(closed), str(good)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["state"] for line in lines] == ["failed", "decided"]
    assert lines[0]["findings"][0]["id"] == "SYS-001"


def test_a_from_line_of_an_mbox_is_as_it_was_written(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = _question(tmp_path / "one.eml", ">From which door do we come in?\n")
    box = tmp_path / "box.mbox"
    box.write_bytes(b"From a@b.example Thu Apr 30 12:00:00 2026\n" + letter.read_bytes() + b"\n")
    run_command(["ingest", "--home", str(home), str(box)])
    assert json.loads(capsys.readouterr().out)["route"] == "question"


def test_a_correction_names_what_it_corrects(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "1.eml", tmp_path / "2.eml"
    first.write_bytes(mail("one", ("Input.docx", other_paper())))
    second.write_bytes(mail("two", ("Input.docx", paper())))
    received = ("--received", "2026-04-30T17:30:00+02:00")
    run_command(["ingest", "--home", str(home), *received, str(first), str(second)])
    returned, corrected = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert returned["disposition"] == "return"
    assert corrected["documents"][0]["relation"] == "correction"
    assert corrected["documents"][0]["of"] == returned["reference"]


def test_a_mailbox_of_an_unknown_group_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (home / "intake.toml").open("a") as settings:
        settings.write('[[mailbox]]\nname = "m"\ngroup = "jca-xy"\nhost = "h"\nuser = "u"\npassword_file = "p"\n')
    assert run_command(["doctor", "--home", str(home)]) == 3
    told = capsys.readouterr().err
    assert "intake.toml: mailbox m: no rulebook of a group jca-xy is in force" in told
    assert "jca-dcc, jca-mv" in told


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(("release", "1", "--reason", " "), 2, "say why", id="no-reason"),
        pytest.param(("ingest", ".", "--received", "2999-01-01T00:00:00Z"), 2, "is in the future, now it", id="future"),
        pytest.param(
            ("rules", "export", "jca-xy", "--to", "x"),
            2,
            "jca-xy: a rulebook of this group was never",
            id="export-group",
        ),
        pytest.param(
            ("rules", "export", "jca-mv", "--to", "x", "--version", "abc"),
            2,
            "abc: this version was never",
            id="export-version",
        ),
    ],
)
def test_a_mistake_is_one_clear_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, told: str
) -> None:
    assert run_command([*words, "--home", str(home)]) == code
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_template_is_inspected_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = example_template()
    assert run_command(["template", "inspect", str(template), "--home", str(home), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["reference"] == hashlib.sha256(template.read_bytes()).hexdigest()
    bookmarks = {one["field"]: one["bookmarks"] for one in told["fields"]}
    assert (bookmarks["source"], bookmarks["title"]) == (["dsource"], ["dtitle1"])
    assert told["score"] == 1.0


def test_each_fault_of_the_rulebooks_has_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = home / "rules" / "site.toml"
    site.write_text(site.read_text() + "lat = 1\nzipp = 2\n")  # its last table is [policy]
    assert run_command(["rules", "check", "--home", str(home)]) == 3
    told = capsys.readouterr().out.splitlines()
    assert [one.split(":")[0] for one in told] == ["jca-dcc, jca-mv"] * 2
    assert [one.split(": ")[2] for one in told] == ["policy.lat", "policy.zipp"]


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b2J", "\u202e", "\r"])
def test_an_error_that_names_what_was_typed_moves_no_terminal(
    home: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    assert run_command(["show", "--home", str(home), f"a{sign}b"]) != 0
    said = capsys.readouterr().err
    assert said.startswith("intake: ")
    assert "b" in said
    assert [one for one in said if not one.isprintable() and one != "\n"] == []


@pytest.mark.parametrize("way", [(), ("--toml",), ("--json",)])
def test_a_hostile_template_moves_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], way: tuple[str, ...]
) -> None:
    file = tmp_path / "template.docx"
    file.write_bytes(paper("\x9b2J\u202e<Title\u0085 of document>", source="[\u2066Insert source]"))
    assert run_command(["template", "inspect", str(file), *way]) == 0
    said = capsys.readouterr().out
    assert "title" in said
    assert [one for one in said if not one.isprintable() and one != "\n"] == []
