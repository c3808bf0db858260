"""The demo as its user sees it: run once in a process of its own, kept running, mailed to, and ended by Ctrl-C."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from intake.cli.main import run_command
from intake.demo.account import GENEVA
from intake.demo.acts import ACTS, PlayedAct
from intake.demo.letters import DRAFTS, LETTERS, Read, letters_unlike
from intake.demo.people import known_as
from intake.demo.replay import differences
from intake.demo.scenes import SCENES, Expected, Scene
from intake.demo.stage import MARK

pytestmark = pytest.mark.xdist_group("demo")

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

    @property
    def lines(self) -> list[str]:
        """The account as it was printed."""
        return self.replay.splitlines()

    @property
    def look(self) -> Path:
        """The folder that a person opens."""
        return self.home / "look"


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


def test_everything_comes_out_as_the_tables_expect(demo: Demo) -> None:
    assert demo.code == 0, demo.replay
    counted = f"{len(SCENES)} mails, {len(ACTS)} acts, 16 answers, 18 letters of our own accord"
    assert f"{counted}: everything as the tables expect." in demo.replay


def test_no_line_of_the_account_is_wider_than_a_hundred_columns(demo: Demo) -> None:
    story, _, _ = demo.replay.partition("adds up")
    lines = story.splitlines()
    assert len(lines) > len(SCENES) + len(ACTS) + len(LETTERS)
    assert [line for line in lines[1:] if len(line) > 100] == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.what)
def test_the_user_sees_what_came_of_each_mail(demo: Demo, scene: Scene) -> None:
    """The number that it got, or that it was returned, held, or is not answered."""
    words = {
        "return": "returned",
        "hold": "held for the",
        "ignore": "no answer (",
        "question": "for a person to answer",
    }
    (line,) = [index for index, one in enumerate(demo.lines) if f"  {scene.who.name:<16} {scene.what}" in one]
    for one, shown in zip(scene.expected_at_once, demo.lines[line:], strict=False):
        assert (one.number or words[one.disposition]) in shown


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.what)
def test_the_user_sees_what_people_do(demo: Demo, act: PlayedAct) -> None:
    (line,) = [one for one in demo.lines if f"{act.who.name:<16} {act.what}" in one]
    assert line.rstrip("…").rpartition("  ")[2] in act.expected


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.subject)
def test_the_user_sees_each_letter(demo: Demo, letter: Read) -> None:
    """At its time in Geneva; a long subject is cut."""
    readers = " and ".join(map(known_as, letter.to))
    said = f"{letter.at.astimezone(GENEVA):%H:%M:%S}  to {readers}: {letter.subject.partition('] ')[2]}"
    assert said in demo.lines or f"{said[:99]}…" in demo.lines


def test_the_user_sees_the_end_and_the_close_of_the_call(demo: Demo) -> None:
    assert "23:59:59  The date for contributions to 2026-05-13 has passed; 4 were registered until now." in demo.lines
    assert "00:14:59  The call for 2026-05-13 is closed: 4 registered, 1 late, 3 held." in demo.lines
    assert "00:14:59  The report on the call for 2026-05-13 is final." in demo.lines


def test_names_are_whole_on_any_terminal(demo: Demo) -> None:
    assert "Tomasz Zieliński An old .doc" in demo.replay


def test_the_account_adds_up(demo: Demo) -> None:
    assert "jca-mv/INBOX: 18 seen = 1 linked + 8 accepted + 3 returned + 6 ignored; adds up" in demo.replay
    assert "jca-dcc/INBOX: 1 seen = 1 accepted; adds up" in demo.replay


def test_a_chair_decides_by_a_link_and_who_is_second_reads_so(demo: Demo) -> None:
    """What a scanner opens decides nothing."""
    came = [one.rpartition("  ")[2] for one in demo.lines if re.search(r"Opens (?:both|a|his)", one)]
    assert came == ["nothing is decided", "decided", "decided already"]


def test_the_agenda_is_the_first_document_by_reservation(demo: Demo) -> None:
    public = (demo.look / "site/public/jca-mv/2026-05-13/documents.json").read_text(encoding="utf-8")
    documents = {one["number"]: one["kind"] for one in json.loads(public)["documents"]}
    assert documents["JCA-MV-Doc-001"] == "agenda"
    assert documents["JCA-MV-Doc-008"] == "information"


def test_the_chairs_get_the_pack_of_the_eve(demo: Demo) -> None:
    (pack,) = (demo.look / "mails").glob("*/*.zip")
    with ZipFile(pack) as packed:
        assert [one for one in packed.namelist() if "JCA-MV-Doc-007" in one]


def test_the_corrected_paper_keeps_its_place(demo: Demo) -> None:
    assert "JCA-MV-Doc-006: counts from 23:50" in demo.replay


def test_the_returned_receipt_is_joined(demo: Demo) -> None:
    assert "The receipt for MV-26-0008 did not arrive" in (demo.look / "log.txt").read_text(encoding="utf-8")


def test_a_kept_demo_answers_the_mail_that_it_offers(demo: Demo) -> None:
    assert "Subject: [JCA-DEMO] Registered: JCA-DEMO-Doc-001 - A first contribution" in demo.after
    assert f"Ended; everything stays in {demo.home}" in demo.after
    assert "Traceback" not in demo.after


def test_the_commands_that_it_names_work_afterwards(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    named = re.findall(r"^ +\S*intake ((?:show|log|agenda) --home .+)$", demo.replay, re.MULTILINE)
    assert len(named) == 3
    for arguments in named:
        assert run_command(shlex.split(arguments)) == 0
    printed = capsys.readouterr().out
    assert "JCA-MV-Doc-007" in printed
    assert "TIM-001" in printed
    assert "close of the call" in printed


def pages(look: Path) -> list[Path]:
    """The pages of the folder itself: the site has those of its own."""
    return [look / "index.html", *(one for one in (look / "mails").glob("*.html") if not one.stem.endswith("-body"))]


def test_one_page_leads_to_everything(demo: Demo) -> None:
    """Every mail that left, by its reader; reports, sites and calendars; all by links within the folder."""
    index = (demo.look / "index.html").read_text(encoding="utf-8")
    for one in (*LETTERS, *DRAFTS):
        assert escape(one.subject, quote=False) in index.replace("&#34;", '"').replace("&#39;", "'")
    for words in ("JCA-MV-2026-05-13-report.docx", "site/members/index.html", "site/public/index.html", "meeting.ics"):
        assert words in index
    led = {one.resolve() for page in pages(demo.look) for one in linked(page)}
    assert {one for one in led if not one.exists()} == set()
    assert {one.resolve() for one in pages(demo.look)} <= led
    assert {one.resolve() for one in (demo.look / "mails").rglob("*") if one.is_file()} <= led


def linked(page: Path) -> list[Path]:
    """Where the links and frames of this page lead; they are all relative."""
    html = page.read_text(encoding="utf-8")
    targets = [unquote(one) for one in re.findall(r'(?:href|src)="([^"#]+)"', html)]
    assert [one for one in targets if "://" in one or one.startswith(("/", "mailto:"))] == []
    return [page.parent / one for one in targets]


def test_no_page_runs_a_program(demo: Demo) -> None:
    assert [one for one in demo.look.rglob("*.html") if "<script" in one.read_text(encoding="utf-8").lower()] == []


def test_what_was_held_or_returned_is_on_no_site(demo: Demo) -> None:
    """And what is for members is not on the site for everybody."""
    public = (demo.look / "site/public/jca-mv/2026-05-13/index.html").read_text(encoding="utf-8")
    assert re.findall(r"JCA-MV-Doc-\d{3}(?=</a>)", public) == [f"JCA-MV-Doc-00{n}" for n in range(1, 9)]
    assert "Gap analysis" not in public
    assert not (demo.look / "site/public/jca-dcc").exists()
    assert (demo.look / "site/members/jca-dcc").is_dir()


def test_secrets_are_for_their_owner_only(demo: Demo) -> None:
    secrets = list((demo.home / "secrets").iterdir())
    assert sorted(one.name for one in secrets) == ["jca-dcc", "jca-demo", "jca-mv", "links"]
    assert {one.stat().st_mode & 0o777 for one in secrets} == {0o600}


def test_a_kept_demo_leads_to_its_desk(demo: Demo) -> None:
    """With a link for the first person, before the story begins."""
    before, _, after = demo.replay.partition("23 April")
    assert re.search(r"open:\n  http://127\.0\.0\.1:[0-9]+/link/[A-Za-z0-9_-]{20,}\n", before)
    assert re.search(r"Desk +http://127\.0\.0\.1:[0-9]+\n", after)


def test_the_picture_names_no_host(demo: Demo) -> None:
    picture = demo.picture.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"')]+", picture)) == {"http://www.w3.org/2000/svg"}
    assert "JCA-MV-Doc-007" in picture
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
    found = differences(SCENES[0], [FOUND], (wanted,))
    assert [one.partition("and no file)")[2].removeprefix(" in jca-mv").removeprefix(": ") for one in found] == said


def test_a_mail_that_nothing_came_of_is_named() -> None:
    (said,) = differences(SCENES[0], [], SCENES[0].expected)
    assert said.endswith("expected 1 submission(s), came nothing.")


@pytest.mark.parametrize(
    ("had", "said"),
    [
        pytest.param(LETTERS, [], id="as-expected"),
        pytest.param(LETTERS[1:], ["Not sent: 23 April 15:30:20 UTC, to Secretariat: "], id="missing"),
        pytest.param(
            (*LETTERS, replace(LETTERS[0], to=("ada@example.org",))),
            ["Not expected: 23 April 15:30:20 UTC, to ada@example.org: "],
            id="somebody-else",
        ),
        pytest.param((*LETTERS, LETTERS[0]), ["Not expected: 23 April 15:30:20 UTC, to Secretariat: "], id="twice"),
        pytest.param(
            (replace(LETTERS[0], at=LETTERS[1].at), *LETTERS[1:]),
            [
                "Not sent: 23 April 15:30:20 UTC, to Secretariat: ",
                "Not expected: 28 April 15:30:20 UTC, to Secret",
            ],
            id="another-time",
        ),
    ],
)
def test_a_letter_that_should_not_be_or_is_missing_is_named(had: tuple[Read, ...], said: list[str]) -> None:
    found = letters_unlike(LETTERS, had)
    assert len(found) == len(said)
    assert all(one.startswith(wanted) for one, wanted in zip(found, said, strict=True))
