"""`intake circular import`: a letter's file becomes the draft of a rulebook."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.circular.found import FIELDS
from tests.domain.circular.letter_files import LETTERS
from tests.readers.circulars import ENGLISH, SECOND_MEETING, circular_docx

FRENCH = LETTERS / "fr_circular_127.txt"
TODAY = ("--today", "2026-04-01")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What the command prints."""
    assert run_command(["circular", "import", *words]) == code
    printed = capsys.readouterr()
    return printed.out if code == 0 else printed.err


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON that the command prints."""
    found: dict[str, Any] = json.loads(said(capsys, *words, "--json"))
    return found


def test_the_json_has_fields_conflicts_and_notes(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, str(FRENCH), *TODAY)
    assert list(found) == ["fields", "conflicts", "notes"]
    assert set(found["fields"]) <= set(FIELDS)
    assert found["fields"]["circular_no"] == {"value": "127", "evidence": "Circulaire TSB 127", "confidence": "high"}
    assert found["fields"]["chairs"]["value"] == ["Muath AlRumayh", "Shin-Gak Kang"]
    assert found["fields"]["ordinal"]["value"] == 2
    zone = next(one for one in found["conflicts"] if one["field"] == "timezone")
    assert zone["values"] == ["Europe/Zurich"]
    assert len(zone["evidence"]) == 1
    assert zone["question"].endswith("Is it right?")
    assert found["notes"] == []


def test_dates_that_have_passed_are_notes(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, str(FRENCH), "--today", "2026-06-01")
    assert len(found["notes"]) == 3
    assert all("has passed" in one for one in found["notes"])
    assert found["fields"] == told(capsys, str(FRENCH), *TODAY)["fields"]


def test_a_person_reads_values_then_questions_then_notes(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, str(FRENCH), "--today", "2026-05-02")
    value = text.index("contribution_deadline: 2026-04-30  (high; list of dates)\n    30 avril 2026 – Soumission")
    question = text.index("  timezone: Europe/Zurich. The letter names no time zone")
    note = text.index("  The date for contributions, 2026-04-30, has passed.")
    assert value < question < note


def test_a_word_file_becomes_the_draft_of_a_group(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "circular.docx").write_bytes(circular_docx(ENGLISH))
    target = tmp_path / "groups"
    target.mkdir()
    answers = ("--accept", "secretariat=secretary@example.org", "--accept", "first_number=7")
    text = said(capsys, str(tmp_path / "circular.docx"), "-o", str(target), *answers, *TODAY)
    assert f"{target / 'jca-idm.toml'} is written." in text
    tree = tomllib.loads((target / "jca-idm.toml").read_text(encoding="utf-8"))
    assert tree["group"]["secretariat"] == ["secretary@example.org"]
    assert tree["series"][0] == {
        "id": "doc",
        "pattern": "JCA-IdM-Doc-{number:03d}",
        "first_number": 7,
        "kinds": ["contribution"],
    }
    assert tree["meeting"][0]["deadlines"]["contribution"].isoformat() == "2026-06-18T23:59:00"


def test_nothing_is_written_where_no_place_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "circular.docx").write_bytes(circular_docx(ENGLISH))
    draft = said(capsys, str(tmp_path / "circular.docx"), "--toml", *TODAY)
    assert tomllib.loads(draft)["group"]["acronym"] == "JCA-IdM"
    assert [one.name for one in tmp_path.iterdir()] == ["circular.docx"]


def test_a_home_that_knows_the_group_is_asked_less(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    (tmp_path / "circular.docx").write_bytes(circular_docx(SECOND_MEETING))
    found = told(capsys, str(tmp_path / "circular.docx"), "--home", str(home), *TODAY)
    assert [one["field"] for one in found["conflicts"]] == ["timezone", "home_page"]


def test_a_mailbox_that_the_rulebook_does_not_have_is_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    letter = tmp_path / "letter.txt"
    letter.write_text(FRENCH.read_text(encoding="utf-8").replace("tsbjcamv@", "jcamv@"), encoding="utf-8")
    found = told(capsys, str(letter), "--home", str(home), *TODAY)
    asked = next(one for one in found["conflicts"] if one["field"] == "mailbox")
    assert asked["values"] == ["jcamv@itu.int", "tsbjcamv@itu.int"]


def test_a_draft_with_open_questions_says_where_to_answer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = said(capsys, str(FRENCH), "-o", str(tmp_path / "jca-mv.toml"), *TODAY)
    assert (
        f"{tmp_path / 'jca-mv.toml'} is written. Answer the questions in it, at PLEASE SAY and PLEASE CONFIRM." in text
    )
    assert "PLEASE CONFIRM" in (tmp_path / "jca-mv.toml").read_text(encoding="utf-8")


def test_a_known_group_is_never_replaced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    file = home / "rules" / "groups" / "jca-mv.toml"
    before = file.read_text(encoding="utf-8")
    error = said(capsys, str(FRENCH), "-o", str(file.parent), *TODAY, code=2)
    assert "already; nothing was changed. Answer what is open in the file, at PLEASE SAY and PLEASE CONFIRM" in error
    assert file.read_text(encoding="utf-8") == before


def test_a_corrigendum_changes_the_known_meeting(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    file = home / "rules" / "groups" / "jca-mv.toml"
    text = said(capsys, str(LETTERS / "en_corrigendum.txt"), "-o", str(file), *TODAY)
    assert "changed: contribution: 2026-04-30 -> 2026-05-05" in text
    assert run_command(["rules", "check", "--home", str(home)]) == 0


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("Geneva, 1 May 2026\nSubject: Cancellation of the meeting of JCA-MV\nDear Sir,\n", "cancels a meeting"),
        ((LETTERS / "en_corrigendum.txt").read_text(encoding="utf-8"), "there is no such file"),
    ],
)
def test_a_letter_for_which_there_is_no_place_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, letter: str, words: str
) -> None:
    (tmp_path / "letter.txt").write_text(letter, encoding="utf-8")
    error = said(capsys, str(tmp_path / "letter.txt"), "-o", str(tmp_path), *TODAY, code=2)
    assert words in error
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.docx", None, "No such file"),
        ("scan.png", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
    ],
)
def test_a_file_that_is_no_letter_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert words in said(capsys, str(tmp_path / name), code=2)


def test_an_acronym_that_a_person_says_is_looked_for(capsys: pytest.CaptureFixture[str]) -> None:
    letter = str(LETTERS / "en_workshop.txt")
    found = told(capsys, letter, "--accept", "group_acronym=WS-NGN", "--accept", "contribution_deadline=none", *TODAY)
    assert found["fields"]["group_acronym"]["value"] == "WS-NGN"
    assert {one["field"] for one in found["conflicts"]}.isdisjoint({"group_acronym", "contribution_deadline"})


def test_a_day_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "'tomorrow' is no day; write it like 2026-05-04" in said(capsys, str(FRENCH), "--today", "tomorrow", code=2)
