"""`intake watch` as it is typed: the secretariat's list beside a home on trial, and the end of the trial."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from tests.line.letters_in import mail, other_paper, paper

Run = Callable[..., tuple[int, str]]
LIST = """number;title;received;submitter
JCA-MV-Doc-001;Digital twins;2026-04-30 17:30;
JCA-MV-Doc-002;Minutes of our meeting;2026-04-30 17:40;delegate@etri.example
JCA-MV-Doc-003;Agenda;2026-04-01 09:00;
"""
WATCHING = 'replies = "watch" #'


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    home = make_home(tmp_path / "home")
    site = home / "rules" / "site.toml"
    site.write_text(site.read_text().replace('# replies = "draft"', WATCHING))

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run_command([*words, "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out + told.err

    run("rules", "activate")
    for name, raw in (
        ("one", mail("one", ("Input.docx", paper("Digital twins")))),
        ("two", mail("two", ("Minutes.docx", other_paper()))),
    ):
        (tmp_path / f"{name}.eml").write_bytes(raw)
        run("ingest", str(tmp_path / f"{name}.eml"), "--received", "2026-04-30T17:30:00+02:00")
    return run


def test_a_trial_is_compared_with_the_list_and_ended(run: Run, tmp_path: Path) -> None:
    listing = tmp_path / "LIST.csv"
    listing.write_text(LIST)
    words = ("watch", "compare", str(listing), "--group", "jca-mv")
    code, told = run(*words)
    assert (code, told.splitlines()[0]) == (0, "You and intake: 1 agrees, 2 differ.")
    assert "its submitter wrote MV-26-0002 at that time: " in told
    assert "No mail that intake saw brought it." in told
    as_json: dict[str, Any] = json.loads(run(*words, "--json")[1])
    assert as_json["agree"] == ["JCA-MV-Doc-001"]
    assert [(one["list"], one["intake"], one["mail"]) for one in as_json["differ"]] == [
        ("JCA-MV-Doc-002", None, "MV-26-0002"),
        ("JCA-MV-Doc-003", None, None),
    ]
    listing.write_text("number;title\nDoc;x\n")
    code, told = run(*words)
    assert (code, "LIST.csv cannot be compared." in told, "no column received" in told) == (2, True, True)

    assert "trial          jca-dcc, jca-mv: this home only watches" in run("doctor")[1]
    code, told = run("watch", "end", "--reason", "it agrees", "--preview")
    assert code == 0
    assert "jca-mv: 1 document keeps its number, up to JCA-MV-Doc-001: the next ones follow." in told
    assert told.endswith("Nothing was changed.\n")
    code, told = run("watch", "end", "--reason", "it agrees", "--by", "eva")
    assert (code, "The trial is over." in told) == (0, True)
    assert 'rules/site.toml still says replies = "watch"' in told
    code, told = run("watch", "end", "--reason", "again")
    assert (code, "No group of this home is on trial." in told) == (2, True)
    assert "it agrees" in run("log", "--what", "rulebook")[1]
    (tmp_path / "three.eml").write_bytes(mail("three", ("Input.docx", paper("Avatars"))))
    assert run("ingest", str(tmp_path / "three.eml"))[0] == 0
    assert "A receipt to" in run("why-no-receipt", "JCA-MV-Doc-002")[1]
    assert "only watches" in run("why-no-receipt", "JCA-MV-Doc-001")[1]
