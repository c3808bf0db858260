"""`intake list`, `allocate` and `outcome` as they are typed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from intake.app import make_home
from intake.cli.main import run_command
from tests.line.letters_in import mail, paper

Run = Callable[..., tuple[int, str, str]]
ITEMS = (
    '\n[[meeting.item]]\nnumber = "1"\ntitle = "Contributions"\n\n[[meeting.item]]\nnumber = "2"\ntitle = "Closing"\n'
)
FIRST = "JCA-MV-Doc-001"
ABOUT = ("jca-mv", "2026-05-13")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_home(tmp_path_factory.mktemp("lists") / "home")
    rules = made / "rules" / "groups" / "jca-mv.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + ITEMS, encoding="utf-8")
    (made / "one.eml").write_bytes(mail("one", ("Input.docx", paper())))
    run_command(["rules", "activate", "--home", str(made)])
    run_command(["ingest", str(made / "one.eml"), "--received", "2026-04-28T17:30:00+02:00", "--home", str(made)])
    return made


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command([*words, "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_list_is_printed_as_a_table_json_and_csv(run: Run) -> None:
    code, told, _ = run("list", "agenda", *ABOUT)
    assert code == 0
    assert "Agenda: Second meeting of JCA-MV" in told
    assert f"{FIRST} *" in told
    rows = [json.loads(line) for line in run("list", "agenda", *ABOUT, "--json")[1].splitlines()]
    assert [(row["list"], row["item"], row["number"], row["allocation"]) for row in rows] == [
        ("agenda", "1", FIRST, "kind"),
        ("agenda", "2", "", None),
    ]
    head, first, *_ = csv.reader(io.StringIO(run("list", "allocation", *ABOUT, "--csv")[1]))
    assert dict(zip(head, first, strict=True))["allocation"] == "proposed: by its kind"


def test_without_a_meeting_it_is_the_one_at_hand_and_documents_stay_as_they_were(run: Run) -> None:
    assert "Second meeting of JCA-MV" in run("list", "outcomes", "jca-mv")[1]
    assert run("list", "jca-mv")[1] == run("list", "documents", "jca-mv")[1]
    assert run("list", "jca-mv")[1].startswith("number")


def test_a_meeting_in_one_word_is_the_same_meeting(run: Run) -> None:
    assert run("list", "/".join(ABOUT)) == run("list", *ABOUT)
    assert run("list", "outcomes", "/".join(ABOUT)) == run("list", "outcomes", *ABOUT)
    assert run("list", "documents", "/".join(ABOUT))[1].startswith("number")


def test_a_list_is_written_as_a_file(run: Run, tmp_path: Path) -> None:
    for kind, name in (("abstracts", "abstracts.docx"), ("documents", "documents.docx")):
        assert run("list", kind, *ABOUT, "--docx", str(tmp_path / name))[:2] == (0, f"{tmp_path / name}\n")
        made = Document(str(tmp_path / name))
        assert any(FIRST in text for text in (*(one.text for one in made.paragraphs), made.tables[-1].cell(-1, 0).text))
    assert run("list", "figures", *ABOUT, "--xlsx", str(tmp_path / "figures.xlsx"))[0] == 0
    assert (tmp_path / "figures.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(("list", "lists", *ABOUT), "there is no such list; there are documents, agenda", id="kind"),
        pytest.param(("list", "lists", "/".join(ABOUT)), "there is no such list; there are documents", id="one-word"),
        pytest.param(("list", "agenda", "jca-xx"), "jca-xx: there is no such group", id="group"),
        pytest.param(("list", "Agenda"), "Whose list? Name the group or the meeting: intake list agenda", id="alone"),
        pytest.param(("list", "jca-xx/2026-05-13"), "jca-xx: there is no such group", id="group-one-word"),
        pytest.param(("list", "agenda", "jca-mv", "2030"), "2030: there is no such meeting of jca-mv", id="meeting"),
        pytest.param(("list", "agenda", "jca-mv", "--json", "--csv"), "Choose one of", id="two-forms"),
        pytest.param(("list", "agenda", "jca-mv", "--docx", "/nowhere/x.docx"), "cannot be written", id="folder"),
        pytest.param(("allocate", FIRST, "--reason", "x"), "Name the numbers and --item or --clear", id="no-item"),
        pytest.param(("allocate", FIRST, "--item", "7", "--reason", "x"), "no such item; there are 1, 2", id="item"),
        pytest.param(("outcome", FIRST, "--reason", "x"), "Name the numbers, and --text or --clear", id="no-text"),
        pytest.param(("outcome", FIRST, "--text", " ", "--reason", "x"), "Say what became of it", id="blank"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    code, _, told = run(*words)
    assert code != 0
    assert sentence in told


def test_documents_are_allocated_and_outcomes_noted(run: Run) -> None:
    assert run("allocate", FIRST, "--item", "2", "--reason", "asked")[1] == f"{FIRST}: under item 2\n"
    assert (
        run("allocate", FIRST, "--item", "2", "--reason", "asked")[1]
        == f"{FIRST}: stands so already, nothing changed\n"
    )
    told = json.loads(run("outcome", FIRST, "--text", "Noted.", "--reason", "the meeting", "--json")[1])
    assert told == {"changed": {FIRST: "Noted."}, "unchanged": []}
    (row,) = [json.loads(line) for line in run("list", "outcomes", *ABOUT, "--json")[1].splitlines()]
    assert (row["item"], row["outcome"]) == ("2", "Noted.")
    assert run("allocate", FIRST, "--clear", "--reason", "undone")[1] == f"{FIRST}: under no item\n"
    assert run("allocate", "--proposed", "jca-mv/2026-05-13", "--reason", "looked at")[1] == f"{FIRST}: under item 1\n"
    assert run("allocate", "--proposed", "jca-mv/2026-05-13", "--reason", "again")[1] == "Nothing is proposed.\n"
    assert "is under item 1: looked at" in run("log", "--what", "allocated")[1]
