"""`intake documents import` as it is typed: what it prints, and what the other commands say afterwards."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run_command
from tests.line.letters_in import paper

HEADER = "number;title;source;submitter;received;files"
REASON = ("--reason", "registered by hand until April")


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A fresh home, with a folder of files beside it."""
    assert run_command(["init", str(tmp_path / "home"), "--non-interactive"]) == 0
    (tmp_path / "files").mkdir()
    for n in (1, 2, 4):
        (tmp_path / "files" / f"{n}.docx").write_bytes(paper(f"Paper {n}"))
    capsys.readouterr()
    return tmp_path / "home"


def listing(home: Path, *rows: str) -> str:
    path = home.parent / "LIST.csv"
    path.write_text("\r\n".join((HEADER, *rows)), encoding="utf-8-sig")
    return str(path)


def row(n: int, title: str = "") -> str:
    return f"JCA-MV-Doc-{n:03d};{title or f'Paper {n}'};ETRI;ada@etri.example;2026-04-10 10:05;{n}.docx"


def take(home: Path, *rows: str, more: tuple[str, ...] = ()) -> int:
    words = ["documents", "import", listing(home, *rows), "--files", str(home.parent / "files"), "--group", "JCA-MV"]
    return run_command([*words, *REASON, "--by", "Ada", "--home", str(home), *more])


def test_the_summary_tells_gaps_and_the_next_number(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(home, row(1), row(4)) == 0
    assert capsys.readouterr().out == "2 taken; 002 to 003 are not in the list; the next number is 005\n"
    assert take(home, row(1), row(2), row(4)) == 0
    assert capsys.readouterr().out == "1 taken, 2 were taken before; 003 is not in the list; the next number is 005\n"
    assert take(home, row(1), row(2), row(4)) == 0
    told = "nothing changed: all 3 in the list were taken before; 003 is not in the list; the next number is 005\n"
    assert capsys.readouterr().out == told
    assert take(home, row(1), more=("--json",)) == 0
    assert json.loads(capsys.readouterr().out) == {"taken": [], "known": 1, "missing": [], "next": ["JCA-MV-Doc-005"]}


def test_other_commands_know_what_was_taken(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take(home, row(1), row(2))
    capsys.readouterr()
    where = ("--home", str(home))
    assert run_command(["list", "jca-mv", "--csv", *where]) == 0
    assert capsys.readouterr().out.splitlines()[2].startswith("JCA-MV-Doc-002,,Paper 2,ETRI,contribution,2026-04-10 10")
    assert run_command(["show", "JCA-MV-Doc-002", *where]) == 0
    shown = capsys.readouterr().out
    assert "source import:LIST.csv" in shown
    assert "Ada: import, registered by hand until April" in shown
    assert run_command(["waiting", *where]) == 0
    assert "JCA-MV" not in capsys.readouterr().out
    assert run_command(["log", "--what", "imported", *where]) == 0
    assert "taken from LIST.csv, line 3" in capsys.readouterr().out
    assert run_command(["document", "JCA-MV-Doc-002", "--original", "-o", str(tmp_path), *where]) == 0
    assert (tmp_path / "JCA-MV-Doc-002-original.docx").read_bytes() == paper("Paper 2")
    assert run_command(["audit", "verify", *where]) == 0


def test_faults_are_told_a_line_each(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(home, row(3), row(1).replace("Paper 1", "")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "intake: LIST.csv was not taken; nothing was changed.",
        f"  line 2, files: there is no file 3.docx in {home.parent / 'files'}; look at its name, or put it there.",
        "  line 3, title: there is no title; write the title that is recorded.",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--files", "gone"), "gone: there is no such folder."),
        (("--group", "jca-x"), "jca-x: there is no such group; the rulebooks in force are jca-dcc, jca-mv."),
        (("--meeting", "2031"), "2031: there is no such meeting of jca-mv"),
    ],
)
def test_what_is_not_there_is_named(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert take(home, row(1), more=words) == 2
    assert f"intake: {told}" in capsys.readouterr().err
