"""`intake find`: a mail is found by what people remember of it, and all that is found is saved as a file."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from tests.line.letters_in import mail, other_paper, paper

Run = Callable[..., tuple[int, str, str]]
QUESTION = "When does the meeting begin?\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_home(tmp_path_factory.mktemp("find") / "home")
    mails = (
        (mail("one", ("Input.docx", paper())), "2026-04-30T17:30:00+02:00"),
        (mail("two", ("minutes.docx", other_paper()), sender="b@sg.example"), "2026-04-30T23:30:00+02:00"),
        (mail("three", subject="关于会议的问题", text=QUESTION), "2026-05-01T00:30:00+02:00"),
    )
    for number, (raw, received) in enumerate(mails):
        (made / f"{number}.eml").write_bytes(raw)
        run_command(["ingest", str(made / f"{number}.eml"), "--received", received, "--home", str(made)])
    return made


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command(["find", *words, "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param((), ["MV-26-0003", "MV-26-0002", "MV-26-0001"], id="all"),
        pytest.param(("--oldest", "--most", "2"), ["MV-26-0001", "MV-26-0002"], id="the-oldest-two"),
        pytest.param(("--most", "0"), ["MV-26-0003", "MV-26-0002", "MV-26-0001"], id="most-nought-is-all"),
        pytest.param(("digital", "twins"), ["MV-26-0001"], id="words"),
        pytest.param(("jca-mv-doc-001",), ["MV-26-0001"], id="number"),
        pytest.param(("会议",), ["MV-26-0003"], id="chinese"),
        pytest.param(("--sender", "@sg"), ["MV-26-0002"], id="sender"),
        pytest.param(("--disposition", "return", "--finding", "TPL-001"), ["MV-26-0002"], id="outcome-and-finding"),
        pytest.param(("--waiting",), ["MV-26-0003"], id="waits"),
        pytest.param(("--until", "2026-04-30"), ["MV-26-0002", "MV-26-0001"], id="a-day-of-geneva"),
        pytest.param(("--since", "2026-05-01T00:00"), ["MV-26-0003"], id="since-a-minute"),
        pytest.param(("--group", "JCA-MV", "--mailbox", "/"), ["MV-26-0003", "MV-26-0002", "MV-26-0001"], id="files"),
        pytest.param(("nothing",), [], id="nothing"),
    ],
)
def test_mails_are_found(run: Run, words: tuple[str, ...], found: list[str]) -> None:
    code, out, _ = run(*words, "--json")
    assert (code, [json.loads(line)["reference"] for line in out.splitlines()]) == (0, found)
    code, out, _ = run(*words)
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, found or ["No"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--group", "jca-x"), "--group jca-x: there are jca-dcc, jca-mv."),
        (("--meeting", "1999"), "--meeting 1999: there are 2022-06-01, 2026-05-13, next."),
        (("--disposition", "lost"), "--disposition lost: there are accept, return, hold, question, ignore,"),
        (("--finding", "zzz"), "--finding ZZZ: findings are written like TPL-001."),
        (("--since", "today"), "--since today: write a day or a time as 2026-04-30 or 2026-04-30T17:00."),
        (("--output", "found.pdf"), "--output found.pdf: the name ends with one of .csv, .xlsx, .json."),
    ],
)
def test_what_means_nothing_is_said(run: Run, words: tuple[str, ...], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_what_is_found_is_saved(run: Run, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"found.{kind}"
    code, out, err = run("--output", str(file), "--most", "1")
    assert (code, out, err) == (0, "", f"3 mails: {file}\n")
    if kind == "csv":
        rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
        assert (rows[0]["subject"], rows[0]["received"]) == ("关于会议的问题", "2026-05-01 00:30:00+02:00")
    elif kind == "json":
        assert [one["numbers"] for one in json.loads(file.read_text("utf-8"))] == [[], [], ["JCA-MV-Doc-001"]]
    else:
        assert file.read_bytes()[:2] == b"PK"
