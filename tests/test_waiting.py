"""The work list: what needs a person, and that the command it names settles it. And the list of documents."""

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.cli.showing.waiting import age_in_words
from intake.domain.text.spreadsheet import safe_cells
from tests.line.letters_in import mail, paper

Run = Callable[..., tuple[int, str]]
QUESTION = "When does the meeting begin?\n"


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


def take(run: Run, home: Path, raw: bytes, received: str = "2026-04-30T17:30:00+02:00") -> None:
    file = home / "mail.eml"
    file.write_bytes(raw)
    code, _ = run("ingest", str(file), "--received", received)
    assert code in (0, 1)


def waits(run: Run, *words: str) -> list[dict[str, Any]]:
    code, out = run("waiting", "--json", *words)
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_nothing_waits_in_a_new_home(run: Run) -> None:
    assert run("waiting") == (0, "Nothing waits for you.\n")
    assert waits(run) == []


CASES = [
    pytest.param(
        mail("late", ("Input.docx", paper())),
        "2026-05-01T09:00:00+02:00",
        ("late", "It was received", "admit MV-26-0001 --reason WHY"),
        [],
        id="late",
    ),
    pytest.param(
        mail("one", ("Input.docx", paper()), sender="no-reply@etri.example"),
        "2026-04-30T17:30:00+02:00",
        ("held", "It comes from an address that takes no answer.", "release MV-26-0001 --reason WHY"),
        ["receipt"],  # nobody reads answers to that address: it is for a person to write
        id="held",
    ),
    pytest.param(
        mail("other", ("Input.docx", paper(group="JCA-DCC"))),
        "2026-04-30T17:30:00+02:00",
        ("held", "The mail came to JCA-MV, but", "release MV-26-0001 --group jca-dcc --reason WHY"),
        [],
        id="for-another-group-of-ours",
    ),
    pytest.param(
        mail("stranger", ("Input.docx", paper(group="Study Group 17"))),
        "2026-04-30T17:30:00+02:00",
        ("held", "The mail came to JCA-MV, but", "release MV-26-0001 --reason WHY"),
        [],
        id="for-a-group-elsewhere",
    ),
    pytest.param(
        mail("question", subject="Hotel", text=QUESTION),
        "2026-04-30T17:30:00+02:00",
        ("question", "It carries words and no file.", "ignore MV-26-0001 --reason WHY"),
        [],
        id="question",
    ),
]


@pytest.mark.parametrize(("raw", "received", "told", "left"), CASES)
def test_what_waits_says_why_and_its_command_settles_it(
    run: Run, home: Path, raw: bytes, received: str, told: tuple[str, str, str], left: list[str]
) -> None:
    take(run, home, raw, received)
    what, reason, command = told
    (one,) = waits(run)
    assert one["what"] == what
    assert reason in one["reason"]
    assert one["command"] == f"intake {command} --home {shlex.quote(str(home))}"
    assert one["age"] > 0
    words = shlex.split(one["command"].replace("WHY", "'Eva has looked at it'"))[1:]
    assert run_command(words) == 0
    assert [other["what"] for other in waits(run)] == left


def test_the_oldest_comes_first_and_a_group_sees_its_own(run: Run, home: Path) -> None:
    take(run, home, mail("b", subject="Second", text=QUESTION), "2026-04-29T17:30:00+02:00")
    take(run, home, mail("a", subject="First", text=QUESTION), "2026-04-28T17:30:00+02:00")
    take(run, home, mail("c", subject="Third", text=QUESTION, to="tsbjcadcc@itu.int"), "2026-04-30T17:30:00+02:00")
    assert [one["subject"] for one in waits(run)] == ["First", "Second", "Third"]
    assert [one["subject"] for one in waits(run, "--group", "JCA-DCC")] == ["Third"]
    assert run("waiting", "--group", "jca-xy")[0] == 2


def test_a_person_reads_subject_sender_and_the_first_lines_of_a_question(run: Run, home: Path) -> None:
    take(run, home, mail("q", subject="Hotel\x1b[2J", text=QUESTION))
    told = run("waiting")[1]
    for words in ("MV-26-0001", "question", "ago, from delegate@etri.example: Hotel", "| When does the meeting begin?"):
        assert words in told
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute ago"),
        (59, "less than a minute ago"),
        (60, "1 minute ago"),
        (7199, "1 hour ago"),
        (7200, "2 hours ago"),
        (86_400, "1 day ago"),
        (200_000, "2 days ago"),
        (-59, "less than a minute ago"),
        (-3600, "1 hour from now"),
        (-200_000, "2 days from now"),
    ],
)
def test_the_age_is_told_in_the_largest_unit(seconds: float, said: str) -> None:
    assert age_in_words(seconds) == said


@pytest.mark.parametrize("case", [pytest.param(one.values[:3], id=one.id) for one in CASES])
def test_a_question_says_that_an_answer_settles_it(
    run: Run, home: Path, case: tuple[bytes, str, tuple[str, ...]]
) -> None:
    raw, received, (what, *_) = case
    take(run, home, raw, received)
    assert ("Answer it from the mailbox" in run("waiting")[1]) is (what == "question")


@pytest.fixture
def registered(run: Run, home: Path) -> Run:
    """A home with three numbers: one revised, one withdrawn, one with a title like a formula."""
    take(run, home, mail("one", ("Input.docx", paper())))
    take(run, home, mail("two", ("Other.docx", paper(title="=HYPERLINK(1)", source="KT"))))
    take(run, home, mail("three", ("Third.docx", paper(title="Avatars", source="NICT"))))
    take(run, home, mail("rev", ("Input.docx", paper(number="JCA-MV-Doc-001-Rev1"))))
    assert run("withdraw", "JCA-MV-Doc-003", "--reason", "asked by the author")[0] == 0
    return run


def test_the_documents_are_listed_by_number(registered: Run) -> None:
    code, out = registered("list", "jca-mv", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(one["number"], one["revision"], one["title"], one["state"]) for one in rows] == [
        ("JCA-MV-Doc-001", 1, "Digital twins for metaverse standards", "registered"),
        ("JCA-MV-Doc-002", 0, "=HYPERLINK(1)", "registered"),
        ("JCA-MV-Doc-003", 0, "Avatars", "withdrawn"),
    ]
    assert {one["received"] for one in rows} == {"2026-04-30T17:30:00+02:00"}
    assert {one["received_at"] for one in rows} == {"2026-04-30T15:30:00Z"}


def test_corrigenda_and_addenda_follow_their_document(registered: Run, home: Path) -> None:
    take(registered, home, mail("add", ("JCA-MV-Doc-001-Add1.docx", paper("More on twins", text="Figures."))))
    take(registered, home, mail("cor", ("JCA-MV-Doc-001-Cor1.docx", paper("Errata", text="Page 2."))))
    rows = [line.split("  ")[:2] for line in registered("list", "jca-mv")[1].splitlines()]
    assert rows[1:4] == [["JCA-MV-Doc-001", one] for one in ("Rev1", "Cor1", "Add1")]
    objects = [json.loads(line) for line in registered("list", "jca-mv", "--json")[1].splitlines()]
    assert [(one["mark"], one["revision"], one["reference"]) for one in objects[:4]] == [
        ("Rev", 1, "MV-26-0004"),
        ("Cor", 1, "MV-26-0006"),
        ("Add", 1, "MV-26-0005"),
        ("Rev", 0, "MV-26-0002"),
    ]
    recorded = [line for line in registered("show", "MV-26-0001")[1].splitlines() if line.startswith("recorded")]
    assert "with JCA-MV-Doc-001-Cor1, JCA-MV-Doc-001-Add1" in recorded[0]


def test_each_version_has_its_own_time_and_mail(run: Run, home: Path) -> None:
    take(run, home, mail("one", ("Input.docx", paper())), "2026-04-20T10:00:00+02:00")
    times = {"Rev1": "2026-04-22T10:00:00+02:00", "Add1": "2026-04-23T10:00:00+02:00"}
    for mark, received in times.items():
        name = f"JCA-MV-Doc-001-{mark}"
        take(run, home, mail(mark, (f"{name}.docx", paper(number=name, text=mark))), received)
    objects = [json.loads(line) for line in run("list", "jca-mv", "--json")[1].splitlines()]
    assert [(one["mark"], one["received"], one["reference"]) for one in objects] == [
        ("Rev", times["Rev1"], "MV-26-0002"),
        ("Add", times["Add1"], "MV-26-0003"),
    ]


def test_no_cell_of_the_csv_is_a_formula(registered: Run) -> None:
    rows = list(csv.reader(io.StringIO(registered("list", "jca-mv", "--csv")[1])))
    assert rows[0] == ["number", "revision", "title", "source", "kind", "received", "files", "state"]
    assert rows[1][:2] == ["JCA-MV-Doc-001", "Rev1"]
    assert rows[2][2] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＋", "－", "＠", "\u3000＝"])
def test_what_begins_like_a_formula_gets_an_apostrophe(begins: str) -> None:
    assert safe_cells([f"{begins}1", "a=1", ""]) == [f"'{begins}1", "a=1", ""]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("A;=1", "A;'=1"), ("A; +1;\t@x", "A;' +1;'\t@x"), ("=1;=2", "'=1;'=2"), ("ETRI; KT - Korea", "ETRI; KT - Korea")],
)
def test_a_formula_behind_a_semicolon_is_none_either(cell: str, safe: str) -> None:
    """Where a comma divides decimals, a spreadsheet opens a CSV with the semicolon between its cells."""
    assert safe_cells([cell]) == [safe]


def test_a_table_has_a_line_for_each(registered: Run) -> None:
    lines = registered("list", "JCA-MV")[1].splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("JCA-MV-Doc-001  Rev1")
    assert "2026-04-30 17:30" in lines[1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(("list", "jca-mv", "2026-05-13"), 0, "JCA-MV-Doc-002", id="meeting"),
        pytest.param(("list", "jca-mv", "next"), 0, "No document of this meeting has a number yet.", id="next"),
        pytest.param(("list", "jca-dcc"), 0, "No document of this group has a number yet.", id="other-group"),
    ],
)
def test_one_meeting_is_listed(registered: Run, words: tuple[str, ...], code: int, said: str) -> None:
    got, out = registered(*words)
    assert (got, said in out) == (code, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("list", "jca-mv", "2031-01-01"), "there is no such meeting of jca-mv; there are", id="meeting"),
        pytest.param(("list", "jca-xy"), "there is no such group", id="group"),
        pytest.param(("list", "jca-mv", "--csv", "--json"), "Choose one", id="both"),
    ],
)
def test_what_is_not_known_is_named(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run_command([*words, "--home", str(home)]) == 2
    assert said in capsys.readouterr().err


def test_what_rests_is_not_on_the_list_until_somebody_decides(run: Run, home: Path) -> None:
    take(run, home, mail("question", text=QUESTION))
    said = ("MV-26-0001", "--reason", "on a journey", "--by", "Ada")
    assert run("assign", *said, "--to", "Ben") == (0, "MV-26-0001: Ben looks after it\n")
    assert "Ben looks after it." in run("waiting")[1]
    assert run("snooze", *said, "--until", "2099-05-04T09:00:00Z") == (
        0,
        "MV-26-0001: rests until 2099-05-04 09:00 UTC\n",
    )
    assert run("waiting") == (0, "Nothing waits for you.\n1 more rests for now: 'intake waiting --all'.\n")
    assert "It rests until 2099-05-04 09:00 UTC." in run("waiting", "--all")[1]
    assert run("snooze", *said, "--clear") == (0, "MV-26-0001: is on the list again\n")
    assert [(one["what"], one["assignee"], one["rests_until"]) for one in waits(run)] == [("question", "Ben", None)]
    assert run("note", "MV-26-0001", "It is for the chair.", "--by", "Ada") == (0, "MV-26-0001: noted\n")
