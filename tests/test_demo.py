"""The demo as its user sees it: run once in a process of its own, kept running, mailed to, and ended by Ctrl-C."""

import os
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from intake.cli.main import run_command
from intake.demo.replay import differences
from intake.demo.scenes import SCENES, Expected, Scene
from intake.demo.stage import MARK

pytestmark = pytest.mark.xdist_group("demo")

EXPECTED = [one for scene in SCENES for one in scene.expected]
FOUND: dict[str, Any] = {
    "disposition": "accept",
    "state": "decided",
    "group": "jca-mv",
    "documents": [{"role": "contribution", "number": "JCA-MV-Doc-001", "of": None}],
    "findings": [{"id": "TPL-004", "severity": "repair"}] * 2 + [{"id": "TIM-002", "severity": "note"}],
    "receipt": {"state": "sent", "subject": "[JCA-MV] Registered: JCA-MV-Doc-001 - Title"},
}
CAME = Expected("accept", "JCA-MV-Doc-001", ("TPL-004",), "Registered: JCA-MV-Doc-001 - Title")


@dataclass(frozen=True)
class Demo:
    home: Path
    picture: Path
    code: int
    replay: str
    after: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    home, picture = folder / "home", folder / "demo.svg"
    command = [sys.executable, "-m", "intake", "demo", "--home", str(home), "--keep", "--svg", str(picture)]
    old_terminal = {**os.environ, "PYTHONIOENCODING": "ascii"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=old_terminal
    ) as process:
        try:
            replay = _until(process, "Ctrl-C ends it")
            offered = re.search(r"^ *(python3 -c .+)$", replay, re.MULTILINE)
            assert offered, replay
            subprocess.run([sys.executable, *shlex.split(offered[1])[1:]], check=True, timeout=60)
            after = _until(process, "Subject: [JCA-DEMO]")
            process.send_signal(signal.SIGINT)
            after += process.communicate(timeout=60)[0]
        finally:
            process.kill()
    return Demo(home, picture, process.returncode, replay, after)


def _until(process: "subprocess.Popen[str]", words: str) -> str:
    """What the process prints, up to a line with these words, or to its end."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            break
    return "".join(lines)


def test_everything_comes_out_as_the_table_expects(demo: Demo) -> None:
    assert demo.code == 0, demo.replay
    assert (
        f"{len(SCENES)} scenes, 14 receipts and 1 letter to the secretariat sent: everything as the table expects."
        in demo.replay
    )


@pytest.mark.parametrize("subject", [one.subject for one in EXPECTED if one.subject])
def test_the_user_sees_each_receipt(demo: Demo, subject: str) -> None:
    assert re.search(rf"^Subject: \[JCA-(MV|DCC)\] {re.escape(subject)}$", demo.replay, re.MULTILINE)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.what)
def test_the_user_sees_what_came_of_each_mail(demo: Demo, scene: Scene) -> None:
    lines = [line for line in demo.replay.splitlines() if f"{scene.who.name}: {scene.what} -> " in line]
    came = [line.partition(" -> ")[2] for line in lines]
    assert [one.partition(":")[0] for one in came] == [
        " ".join(filter(None, (one.disposition, one.number))) for one in scene.expected
    ]
    assert [re.findall(r"[A-Z]{3}-\d{3}(?=[ \]])", one) for one in came] == [
        list(one.findings) for one in scene.expected
    ]


def test_names_are_whole_on_any_terminal(demo: Demo) -> None:
    assert "Source: Agence Teranga du numérique" in demo.replay


def test_the_account_adds_up(demo: Demo) -> None:
    assert "jca-mv/INBOX: 17 seen = 1 linked + 7 accepted + 3 returned + 3 held + 3 ignored; adds up" in demo.replay
    assert "jca-dcc/INBOX: 1 seen = 1 accepted; adds up" in demo.replay


def test_the_corrected_paper_keeps_its_place(demo: Demo) -> None:
    assert "Registered; counts from 23:50" in demo.replay


def test_the_returned_receipt_is_joined(demo: Demo) -> None:
    assert "The receipt for MV-26-0007 did not arrive" in demo.replay


def test_a_kept_demo_answers_the_mail_that_it_offers(demo: Demo) -> None:
    assert "Subject: [JCA-DEMO] Registered: JCA-DEMO-Doc-001 - A first contribution" in demo.after
    assert f"Ended; everything stays in {demo.home}" in demo.after
    assert "Traceback" not in demo.after


def test_the_commands_that_it_names_work_afterwards(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    named = re.findall(r"^ +\S*intake ((?:show|log) --home .+)$", demo.replay, re.MULTILINE)
    assert len(named) == 3
    for arguments in named:
        assert run_command(shlex.split(arguments)) == 0
    printed = capsys.readouterr().out
    assert "JCA-MV-Doc-005" in printed
    assert "TIM-001" in printed


def test_secrets_are_for_their_owner_only(demo: Demo) -> None:
    secrets = list((demo.home / "secrets").iterdir())
    assert len(secrets) == 3
    assert {one.stat().st_mode & 0o777 for one in secrets} == {0o600}


def test_the_picture_names_no_host(demo: Demo) -> None:
    picture = demo.picture.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"')]+", picture)) == {"http://www.w3.org/2000/svg"}
    assert "JCA-MV-Doc-005" in picture
    assert "@font-face" not in picture


def test_the_picture_in_the_documentation_is_of_this_demo(demo: Demo) -> None:
    shown = Path(__file__).parent.parent / "docs" / "demo.svg"
    assert demo.picture.read_bytes() == shown.read_bytes(), "draw it anew: intake demo --svg docs/demo.svg"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("three years", encoding="utf-8")
    assert run_command(["demo", "--home", str(tmp_path)]) == 2
    assert f"{tmp_path} holds something other than an earlier demo" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]
    assert not (tmp_path / MARK).exists()


def test_scenes_follow_each_other() -> None:
    assert [one.at for one in SCENES] == sorted(one.at for one in SCENES)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param(CAME, [], id="as-expected"),
        pytest.param(replace(CAME, disposition="hold"), ["disposition expected hold, came accept."], id="disposition"),
        pytest.param(replace(CAME, number=None), ["number expected none, came JCA-MV-Doc-001."], id="number"),
        pytest.param(replace(CAME, findings=()), ["findings expected none, came TPL-004."], id="findings"),
        pytest.param(
            replace(CAME, subject="Withdrawn"),
            ["subject expected Withdrawn, came Registered: JCA-MV-Doc-001 - Title."],
            id="subject",
        ),
        pytest.param(replace(CAME, receipt="bounced"), ["receipt expected bounced, came sent."], id="receipt"),
        pytest.param(replace(CAME, group="jca-dcc"), ["expected 1 submission(s), came jca-mv."], id="group"),
    ],
)
def test_each_difference_is_named(wanted: Expected, said: list[str]) -> None:
    scene = replace(SCENES[0], expected=(wanted,))
    assert [one.partition("not filled in)")[2].removeprefix(" in jca-mv").removeprefix(": ")
            for one in differences(scene, [FOUND])] == said  # fmt: skip


def test_a_mail_that_nothing_came_of_is_named() -> None:
    (said,) = differences(SCENES[0], [])
    assert said.endswith("expected 1 submission(s), came nothing.")
