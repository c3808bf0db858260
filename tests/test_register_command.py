"""What `register` and `reserve` answer to a person at the terminal."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from tests.line.letters_in import other_paper, paper

Typed = Callable[..., tuple[int, str, str]]
TOLD = ("--from", "Ada <ada@etri.example>", "--received", "2026-04-30 23:30", "--evidence", "a fax", "--reason", "why")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("register") / "home")


@pytest.fixture
def typed(home: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    def type_in(*words: str) -> tuple[int, str, str]:
        code = run_command([*words, "--home", str(home)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_in


def register(typed: Typed, path: Path, *more: str) -> tuple[int, str, str]:
    return typed("register", str(path), "--group", "JCA-MV", *TOLD, *more)


def test_a_look_then_the_act_then_the_same_again(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "Input.docx"
    path.write_bytes(paper("Haptics"))
    code, out, _ = register(typed, path, "--check")
    at = "Thu 2026-04-30 23:30:00 Europe/Zurich = 2026-04-30T21:30:00Z"
    assert (code, out.splitlines()[0]) == (0, f"accept: received {at}, in time")
    assert out.splitlines()[-1] == "Nothing was stored."
    code, out, err = register(typed, path, "--by", "Clara")
    assert code == 0
    assert out.startswith("MV-26-0001: accept, JCA-MV-Doc-001; receipt withheld (intake.toml has no [smtp], by which")
    code, out, err = register(typed, path)
    assert (code, err) == (0, "note: this file is here already, as MV-26-0001; nothing was changed.\n")
    code, out, _ = register(typed, path, "--check", "--json")
    assert json.loads(out) == {"known": "MV-26-0001"}
    _, out, _ = typed("show", "MV-26-0001")
    assert "(given)" in out
    assert "source desk:on-behalf/a fax" in out


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        pytest.param(Path.mkdir, "is no file: name one document.", id="a folder"),
        pytest.param(os.mkfifo, "is no file: name one document.", id="a pipe"),
        pytest.param(Path.is_file, "is not there: name one document.", id="nothing"),
        pytest.param(lambda path: path.write_bytes(b"#!/bin/sh\n"), "is no document", id="a program"),
    ],
)
def test_what_is_no_file_to_register(
    typed: Typed, tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    make(tmp_path / "Input.docx")
    code, out, err = register(typed, tmp_path / "Input.docx")
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_file_that_is_too_large_is_not_read_whole(typed: Typed, tmp_path: Path) -> None:
    with (tmp_path / "Large.docx").open("wb") as file:
        file.truncate(100_000_000)
    code, _, err = register(typed, tmp_path / "Large.docx")
    assert (code, "is larger than 40 MB" in err) == (2, True)


def test_what_waits_ends_with_one(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "Minutes.docx").write_bytes(other_paper())
    code, out, _ = register(typed, tmp_path / "Minutes.docx", "--no-receipt")
    assert code == 1
    assert out.endswith(": hold; nothing is sent\n")


def test_a_number_is_kept_listed_and_given_up(typed: Typed) -> None:
    def reserve(*words: str) -> tuple[int, str]:
        ended, out, err = typed("reserve", "jca-mv/2026-05-13", *words)
        return ended, out + err

    ended, said = reserve("--for", "agenda", "--reason", "x")
    number = said.partition(" is kept now: agenda")[0]
    assert (ended, number.startswith("JCA-MV-Doc-")) == (0, True)
    ended, said = reserve("--for", "agenda", "--reason", "x")
    assert (ended, f"{number} is kept already: agenda" in said) == (0, True)
    ended, said = reserve()
    assert (ended, f"{number}  2026-05-13  agenda (" in said) == (0, True)
    ended, said = reserve("--release", str(int(number[-3:])), "--reason", "none")
    assert (ended, f"{number} is no longer kept" in said) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--for", "agenda"), "Say why, with --reason", id="no reason"),
        pytest.param(("--for", "x", "--release", "1", "--reason", "x"), "Choose one of", id="both"),
        pytest.param(("--number", "3"), "--number goes with --for", id="number alone"),
    ],
)
def test_what_cannot_be_kept_is_told(typed: Typed, words: tuple[str, ...], said: str) -> None:
    ended, out, err = typed("reserve", "jca-mv/2026-05-13", *words)
    assert (ended, said in out + err) == (2, True)


def test_audit_numbers_says_why_a_number_has_no_document(typed: Typed) -> None:
    typed("reserve", "jca-dcc/2022-06-01", "--for", "agenda", "--number", "3", "--reason", "first", "--by", "Clara")
    code, out, _ = typed("audit", "numbers", "--group", "jca-dcc")
    assert (code, out) == (
        0,
        "jca-dcc (doc): no number yet\n  JCA-DCC-Doc-003: kept for agenda (Clara: first)\n",
    )


def test_write_says_where_nothing_has_changed(typed: Typed) -> None:
    words = ("write", "agenda", "jca-mv/2026-05-13", "--reason", "draft agenda")
    code, out, err = typed(*words)
    assert (code, err) == (0, "")
    number = out.partition("accept, ")[2].partition(";")[0]
    assert out.endswith(f": accept, {number}; nothing is sent\n")
    code, out, err = typed(*words)
    assert (code, out, err) == (0, f"Nothing has changed since {number}, which stays as it is.\n", "")
    code, _, err = typed("write", "returned", "jca-mv/2026-05-13", "--reason", "x")
    assert (code, "is for the secretariat alone" in err) == (2, True)
    assert "'intake list returned jca-mv/2026-05-13' shows it" in err
    code, _, err = typed("write", "agenda", "jca-mv", "--reason", "x")
    assert (code, "name the meeting, too" in err) == (2, True)
