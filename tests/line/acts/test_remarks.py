"""What `doctor` and `rules activate` say of rulebooks that are right, and of which a person should know something."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.remarks import remarks_on
from tests.domain.cases import at, rulebook

BEFORE, AFTER = at("2026-04-01T00:00Z"), at("2030-01-01T00:00Z")
DRAFT = replace(rulebook().policy, replies="draft")
DRAFT_BUT_ONE = replace(DRAFT, replies_by_kind={"registered": "send"})


@pytest.mark.parametrize(
    ("one", "now", "can_send", "about"),
    [
        pytest.param(rulebook(), BEFORE, True, [], id="well"),
        pytest.param(rulebook(), AFTER, True, ["meeting"], id="the-meeting-is-over"),
        pytest.param(rulebook(meetings=()), BEFORE, True, ["meeting"], id="no-meeting"),
        pytest.param(rulebook(), BEFORE, False, ["receipts"], id="no-server"),
        pytest.param(rulebook(policy=DRAFT), BEFORE, False, [], id="drafts-need-none"),
        pytest.param(rulebook(policy=DRAFT_BUT_ONE), BEFORE, False, ["receipts"], id="one-kind-is-sent"),
    ],
)
def test_what_a_person_should_know(one: Rulebook, now: datetime, can_send: bool, about: list[str]) -> None:
    assert [remark.what for remark in remarks_on(one, now, can_send=can_send)] == about


def test_activate_and_doctor_say_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home", environment={})
    path = home / "rules" / "groups" / "jca-mv.toml"
    path.write_text(path.read_text().partition("[[meeting]]")[0])
    assert run_command(["rules", "activate", "--home", str(home)]) == 0
    told = capsys.readouterr()
    assert "jca-mv: now in force" in told.out
    assert "Please note: jca-mv: no meeting is open: mail is numbered for the next one" in told.err
    (once,) = (line for line in told.err.splitlines() if 'replies = "send", but intake.toml has no [smtp]' in line)
    assert once.startswith("Please note: jca-dcc, jca-mv: replies")
    assert run_command(["doctor", "--home", str(home)]) == 0
    told = capsys.readouterr()
    assert "note  meeting        jca-mv: no meeting is open" in told.out
    assert 'note  receipts       jca-dcc, jca-mv: replies = "send", but intake.toml has no [smtp]' in told.out
