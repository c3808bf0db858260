"""docs/json.md names every key of the objects that the commands print, and no other."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.circular.found import FIELDS
from tests.architecture.pages import doc, rows, section
from tests.line.letters_in import RTF, mail, other_paper, paper

Run = Callable[..., list[Any]]
FREE = ("facts", "timestamps", "personal", "deadlines", "value")
"""What follows from the case at hand: the page names the key, not what is in it."""

RECEIVED = ("--received", "2026-04-30T17:30:00+02:00")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one mail in it that brings a number, a finding and a receipt."""
    made = make_home(tmp_path_factory.mktemp("intake") / "home")
    (made / "mail.eml").write_bytes(mail("one", ("Input.docx", paper()), ("old.rtf", RTF), ("list.txt", b"Members.")))
    (made / "stray.eml").write_bytes(mail("stray", to="nobody@example.org"))
    (made / "minutes.docx").write_bytes(other_paper())
    run_command(["ingest", str(made / "mail.eml"), *RECEIVED, "--home", str(made)])
    return made


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the home; the JSON values that it prints, a line each."""

    def run(*words: str) -> list[Any]:
        run_command([*words, "--home", str(home)])
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def keys(value: Any) -> set[str]:  # noqa: ANN401 - any JSON value
    """The paths of all keys of an object as the page writes them: a, a.b, a[], a[].b; `receipt` is told once."""
    return {one for one in _paths(value, "") if one and not one.startswith("receipt.")}


def _paths(value: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if at.rpartition(".")[2] in FREE:
        yield at
    elif isinstance(value, list):
        yield f"{at}[]"
        for one in value:
            yield from _paths(one, f"{at}[]")
    else:
        yield from [] if at.endswith("[]") else [at]
        for key, one in value.items() if isinstance(value, dict) else ():
            yield from _paths(one, f"{at}.{key}" if at else key)


def told(heading: str) -> set[str]:
    """The keys in the table under this heading."""
    return set(rows(section(doc("json.md"), heading)))


def outermost(paths: set[str]) -> set[str]:
    """The keys of the object itself."""
    return {one for one in paths if "." not in one}


def test_a_submission(run: Run, home: Path) -> None:
    (taken,) = run("ingest", str(home / "mail.eml"), *RECEIVED)
    (shown,) = run("show", "MV-26-0001", "--json")
    assert taken["findings"]
    assert keys(taken) == keys(shown) == told("A submission")


def test_a_mail_that_is_not_stored_has_the_same_keys_and_a_sentence(run: Run, home: Path) -> None:
    (shown,) = run("ingest", str(home / "stray.eml"))
    assert outermost(keys(shown)) == outermost(told("A submission")) | {"sentence"}


def test_a_file(run: Run, home: Path) -> None:
    (checked,) = run("check", str(home / "minutes.docx"), "--group", "jca-mv", "--json")
    assert outermost(keys(checked)) == told("A file")


def test_the_health(run: Run) -> None:
    (health,) = run("doctor", "--json")
    assert keys(health) == told("The health")


def test_a_rulebook(run: Run) -> None:
    (rulebook,) = run("rules", "show", "jca-mv", "--json")
    assert keys(rulebook) == told("A rulebook")


def test_the_log(run: Run) -> None:
    assert {one for line in run("log", "--json") for one in keys(line)} == told("A line of the log")


def test_a_mail_of_the_log(run: Run) -> None:
    (found,) = run("find", "--most", "1", "--json")
    assert keys(found) == told("A mail of the log")


def test_what_waits(run: Run) -> None:
    assert {one for line in run("waiting", "--json") for one in keys(line)} == told("Work list")


def test_a_document(run: Run) -> None:
    (document,) = run("list", "jca-mv", "--json")
    assert keys(document) == told("A document")


def test_what_was_judged_again(run: Run) -> None:
    (again,) = run("replay", "MV-26-0001", "--as-then", "--json")
    assert keys(again) == told("Verdicts compared")


def test_a_circular(run: Run) -> None:
    letter = Path(__file__).parents[1] / "domain" / "circular" / "letters" / "fr_circular_127.txt"
    (circular,) = run("circular", "import", str(letter), "--today", "2026-05-02", "--json")
    named = {one for one in told("A circular") if one in FIELDS}
    assert named == set(FIELDS)
    shown = {one for one in keys(circular) if not one.startswith("fields.")}
    assert shown == told("A circular") - named
    assert set(circular["fields"]) <= named


@pytest.mark.parametrize("command", ["once", "audit verify"])
def test_small_objects(run: Run, command: str) -> None:
    (shown,) = run(*command.split(), "--json")
    row = rows(section(doc("json.md"), "The rest"))[f"{command} --json"]
    assert {one for one in shown if f"`{one}`" not in row} == set()


@pytest.mark.parametrize("words", ["audit numbers --group jca-mv", "reserve jca-mv/2026-05-13"])
def test_the_numbers_and_what_is_kept(run: Run, words: str) -> None:
    run("reserve", "jca-mv/2026-05-13", "--for", "agenda", "--number", "9", "--reason", "why", "--json")
    (shown,) = run(*words.split(), "--json")
    command = " ".join(words.split()[: 2 if words.startswith("audit") else 1])
    row = rows(section(doc("json.md"), "The rest"))[f"{command} --json"]
    named = {one.rpartition(".")[2].removesuffix("[]") for one in keys(shown)}
    assert {one for one in named if f"`{one}`" not in row} == set()


def test_what_became_of_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make_home(tmp_path / "home")
    (own / "minutes.docx").write_bytes(other_paper())
    (own / "LIST.csv").write_text("number,title,source,submitter,received,files\n7,T,S,,2026-04-01,minutes.docx\n")
    words = ["documents", "import", str(own / "LIST.csv"), "--files", str(own), "--group", "jca-mv", "--reason", "why"]
    run_command([*words, "--json", "--home", str(own)])
    shown = json.loads(capsys.readouterr().out)
    row = rows(section(doc("json.md"), "The rest"))["documents import --json"]
    assert {one for one in keys(shown) if f"`{one}`" not in row} == set()


def test_what_was_posted_and_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make_home(tmp_path / "home")
    (own / "mail.eml").write_bytes(mail("one", ("Input.docx", paper())))
    run_command(["ingest", str(own / "mail.eml"), *RECEIVED, "--home", str(own)])
    for words in (["post", "--all", "--group", "jca-mv", "--reason", "why"], ["publish", str(tmp_path / "site")]):
        capsys.readouterr()
        run_command([*words, "--json", "--home", str(own)])
        shown = json.loads(capsys.readouterr().out)
        row = rows(section(doc("json.md"), "The rest"))[f"{words[0]} --json"]
        assert {one for one in keys(shown) if f"`{one}`" not in row} == set()
