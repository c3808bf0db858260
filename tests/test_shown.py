"""What a person sees of one mail: subject, both times, the words of a question, whose finding; and the files."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.readers.build import archive

Run = Callable[..., tuple[int, str]]
IN_TIME = ("--received", "2026-04-30T17:30:00+02:00")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make_home(tmp_path / "home")


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run_command([*words, "--home", str(home)])
        return code, capsys.readouterr().out

    return run


def shown(run: Run, home: Path, raw: bytes, *received: str) -> str:
    (home / "mail.eml").write_bytes(raw)
    run("ingest", str(home / "mail.eml"), *(received or IN_TIME))
    return run("show", "MV-26-0001")[1]


def test_subject_and_first_lines_of_a_question_are_shown(run: Run, home: Path) -> None:
    told = shown(run, home, mail("q", subject="Отель", text="Hello,\n\nwhen does it begin?\n"))
    assert "subject   Отель\n" in told
    assert "          | Hello,\n          | when does it begin?\n" in told


def test_the_time_of_receipt_is_told_where_the_meeting_is_and_in_utc(run: Run, home: Path) -> None:
    told = shown(run, home, mail("one", ("Input.docx", paper())))
    assert "received  Thu 2026-04-30 17:30:00 Europe/Zurich = 2026-04-30T15:30:00Z (given)" in told


def test_a_finding_names_the_file_that_it_is_about(run: Run, home: Path) -> None:
    told = shown(run, home, mail("two", ("Input.docx", paper()), ("old.rtf", RTF), ("minutes.docx", other_paper())))
    about = [line for line in told.splitlines() if " FIL-001 " in line or " TPL-001 " in line]
    assert about
    assert all("old.rtf: " in line or "minutes.docx: " in line for line in about)


def test_a_finding_about_a_file_out_of_an_archive_names_both(run: Run, home: Path) -> None:
    packed = archive({"draft.rtf": RTF, "annex.rtf": RTF + b" "})
    told = shown(run, home, mail("zip", ("papers.zip", packed)))
    about = [line for line in told.splitlines() if " FIL-001 " in line]
    assert len(about) == 2
    for name, line in zip(("draft.rtf", "annex.rtf"), about, strict=True):
        assert f"The file {name} (in papers.zip) is in a text format other than .docx." in line
        assert line.count("papers.zip") == 1
    (letter,) = (home / "receipts").glob("*.eml")
    body = message_from_bytes(letter.read_bytes(), policy=default).get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "draft.rtf (in papers.zip)" in text
    assert "annex.rtf (in papers.zip)" in text


def test_a_withheld_receipt_says_why(run: Run, home: Path) -> None:
    told = shown(run, home, mail("list", ("Input.docx", paper()), List_Id="<members.example.org>"))
    (line,) = [line for line in told.splitlines() if line.startswith("receipt   withheld (")]
    assert line.index(")") > len("receipt   withheld (")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        pytest.param("--original", "JCA-MV-Doc-001-original.docx", id="as-sent"),
        pytest.param("--stamped", "JCA-MV-Doc-001.docx", id="stamped"),
    ],
)
def test_each_form_of_a_document_goes_into_a_folder_by_its_number(
    run: Run, home: Path, tmp_path: Path, form: str, name: str
) -> None:
    shown(run, home, mail("one", ("../../Inp\x1but.DOCX", paper())))
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("document", "JCA-MV-Doc-001", form, "-o", str(folder))[0] == 0
    assert [one.name for one in folder.iterdir()] == [name]
    if form == "--original":
        assert (folder / name).read_bytes() == paper()


def test_the_log_names_the_revision(run: Run, home: Path) -> None:
    shown(run, home, mail("one", ("Input.docx", paper())))
    shown(run, home, mail("rev", ("Input.docx", paper(number="JCA-MV-Doc-001-Rev1"))))
    assert "[JCA-MV-Doc-001-Rev1]" in run("log", "--what", "decided")[1]


def test_a_replay_tells_times_in_the_zone_of_the_meeting(run: Run, home: Path) -> None:
    shown(run, home, mail("late", ("Input.docx", paper())), "--received", "2026-05-01T08:00:00+02:00")
    rules = home / "rules" / "groups" / "jca-mv.toml"
    text = rules.read_text()
    moved = text.replace("contribution = 2026-04-30", "contribution = 2026-05-02")
    assert moved != text
    rules.write_text(moved)
    assert run("rules", "activate")[0] == 0
    told = run("replay", "MV-26-0001", "--as-now")[1]
    assert "date for contributions: 30 April 2026, 23:59:59 (UTC+02:00) -> 2 May 2026, 23:59:59 (UTC+02:00)" in told
    assert "Input.docx: outcome: held -> accepted" in told
    assert "no longer found: TIM-001 (Input.docx)" in told
    assert "datetime" not in told
