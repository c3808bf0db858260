"""Acts on the command line: looked at first, done, and taken back while their letter waits."""

import json
from pathlib import Path

import pytest

from intake.app import make_home, open_home
from intake.cli.main import run_command
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.desk.mails.holding import hold
from tests.line.letters_in import RTF, mail, paper

NAME = "MV-26-0001"


class Desk:
    """A home with one held mail and one that has a number, and what commands print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._capsys = make_home(folder / "home"), capsys
        for name, file in (("held", ("old.rtf", RTF)), ("accepted", ("Input.docx", paper()))):
            (folder / f"{name}.eml").write_bytes(mail(name, file))
            self.do("ingest", str(folder / f"{name}.eml"), "--received", "2026-04-30T17:30:00+02:00")

    def do(self, *words: str) -> tuple[int, str]:
        self._capsys.readouterr()
        code = run_command([*words, "--home", str(self.home)])
        done = self._capsys.readouterr()
        return code, done.out + done.err

    def act(self, *words: str) -> tuple[int, str]:
        return self.do(*words, "--reason", "looked at", "--by", "Ada")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_the_letter_is_read_before_the_act_and_nothing_is_changed(desk: Desk) -> None:
    before = desk.do("log"), desk.do("audit", "numbers")
    code, out = desk.act("release", NAME, "--preview")
    assert (code, out.splitlines()[:3]) == (
        0,
        [
            "It would be: accept, JCA-MV-Doc-002",
            "To: delegate@etri.example",
            "Subject: [JCA-MV] Registered: JCA-MV-Doc-002",
        ],
    )
    assert "JCA-MV-Doc-002" in "".join(out.splitlines()[4:])
    assert (desk.do("log"), desk.do("audit", "numbers")) == before
    shown = json.loads(desk.act("hold", "JCA-MV-Doc-001", "--preview", "--json")[1])
    assert (shown["disposition"], shown["numbers"], shown["to"]) == ("hold", [], [])


def test_an_act_says_until_when_it_can_be_taken_back_and_is(desk: Desk) -> None:
    code, out = desk.act("release", NAME)
    assert code == 0
    assert out.startswith(f"{NAME}: accept, JCA-MV-Doc-002; receipt owed: [JCA-MV] Registered: JCA-MV-Doc-002")
    assert f"until then: intake undo {NAME})" in out
    assert "It would not leave: [JCA-MV] Registered: JCA-MV-Doc-002" in desk.act("undo", NAME, "--preview")[1]
    assert desk.act("undo", NAME) == (0, f"{NAME}: hold; nothing is sent\n")
    code, out = desk.act("undo", NAME)
    assert (code, "undone already" in out) == (2, True)


def test_what_was_done_to_several_at_once_is_taken_back_for_all(desk: Desk) -> None:
    other = "MV-26-0002"
    code, out = desk.act("undo", NAME, "--together")
    assert (code, "was on this mail alone" in out) == (2, True)
    deed = Deed("Ada", "both at once", together="at-once")
    with open_home(desk.home) as opened:
        release(opened.line, NAME, deed)
        hold(opened.line, other, deed)
    before = desk.do("log")
    code, out = desk.act("undo", other, "--together", "--preview")
    assert (code, f"{NAME}:\nIt would be: hold" in out, f"{other}:\nIt would be: accept" in out) == (0, True, True)
    shown = json.loads(desk.act("undo", NAME, "--together", "--preview", "--json")[1])
    assert [(one["reference"], one["why"]) for one in shown] == [(NAME, None), (other, None)]
    assert desk.do("log") == before
    assert desk.act("undo", other, "--together") == (0, f"{NAME}: taken back\n{other}: taken back\n")
    shown = json.loads(desk.do("show", other, "--json")[1])
    assert (shown["disposition"], shown["recorded"][0]["withdrawn_at"]) == ("accept", None)


def test_one_that_cannot_be_taken_back_says_why_and_stops_no_other(desk: Desk) -> None:
    deed = Deed("Ada", "both at once", together="at-once")
    with open_home(desk.home) as opened:
        release(opened.line, NAME, deed)
        hold(opened.line, "MV-26-0002", deed)
    desk.act("release", "MV-26-0002")
    code, out = desk.act("undo", NAME, "--together")
    assert (code, out.splitlines()[0]) == (1, f"{NAME}: taken back")
    assert out.splitlines()[1].startswith("MV-26-0002: not taken back: MV-26-0002 was decided in between")


def test_documents_are_moved_held_and_linked(desk: Desk) -> None:
    assert desk.act("move", "JCA-MV-Doc-001", "--meeting", "next")[0] == 0
    assert desk.act("link", NAME, "--to", "JCA-MV-Doc-001")[1].startswith(f"{NAME}: accept, JCA-MV-Doc-001-Rev1; ")
    code, out = desk.act("hold", "MV-26-0002")
    assert (code, "has files from several mails" in out) == (2, True)
    assert desk.act("undo", NAME) == (0, f"{NAME}: hold; nothing is sent\n")
    assert desk.act("hold", "MV-26-0002")[0] == 0


def test_what_another_group_would_decide_is_foreseen(desk: Desk) -> None:
    code, out = desk.act("release", NAME, "--group", "jca-dcc", "--preview")
    assert (code, out.splitlines()[:2]) == (0, ["It would be: ignore", "No letter would be sent."])
    assert "DCC-26-0001 would be: hold\nTo: delegate@etri.example" in out
    code, out = desk.act("release", NAME, "--attached", "--preview")
    assert (code, "has no attached mail" in out) == (2, True)
