"""From the mailbox to the site: only what was posted is there, and nobody's address or telephone."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intake.app import make_home, open_site
from intake.cli.main import run_command
from intake.domain.errors import UsageError
from intake.domain.publishing.site import Watched
from intake.domain.rulebook import Audience
from intake.pipeline.desk.calls.meetings import MeetingDeed, postpone
from intake.pipeline.desk.documents.posting import post, post_all, take_off
from intake.pipeline.desk.mails.acts import admit, correct, withdraw
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.line import Line
from intake.pipeline.publishing import Wish, publish
from tests.line.acts.test_acts import DEADLINE
from tests.line.acts.test_posting import FIRST, GRACE, SECOND, TWO, one, with_mails
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.meetings.test_meetings import change
from tests.line.worlds import START, World

MEETING = "2026-05-13"
TELEPHONE = "+82 42 860 0000"


def published(line: Line, top: Path, audience: Watched = "members", meeting: str = "") -> Path:
    """The folder of the meeting on the site."""
    with open_site(top / "site", audience) as site:
        publish(line, site, Wish(audience, "jca-mv", meeting))
    return top / "site" / "jca-mv" / MEETING


def documents(folder: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = json.loads((folder / "documents.json").read_text())["documents"]
    return found


def numbers(folder: Path) -> list[tuple[str, str]]:
    return [(each["number"], each["state"]) for each in documents(folder)]


def everything(top: Path) -> dict[str, bytes]:
    """All that anybody can read on the site but in the documents themselves, unpacked."""
    found = {}
    for path in (each for each in (top / "site").rglob("*") if each.is_file() and each.parent.name != "files"):
        found[path.name] = str(path).encode() + path.read_bytes()
        if path.suffix in (".xlsx", ".zip"):
            with zipfile.ZipFile(path) as archive:
                found[f"{path.name} names"] = "\n".join(archive.namelist()).encode()
                parts = archive.namelist() if path.suffix == ".xlsx" else []
                found[f"{path.name} parts"] = b"\n".join(archive.read(each) for each in parts)
    return found


def test_only_what_is_posted_is_there(world: World, tmp_path: Path) -> None:
    held = mail("held", ("old.rtf", RTF), subject="A held paper")
    returned = mail("returned", ("minutes.docx", other_paper()), subject="A returned paper")
    line = with_mails(world, *TWO, held, returned, one("c", "Not posted"))
    post(line, [SECOND], GRACE)
    folder = published(line, tmp_path)
    assert numbers(folder) == [(SECOND, "posted")]
    assert (folder / "files" / f"{SECOND}.docx").read_bytes() == stamped(line, SECOND).content
    assert [each.name for each in (folder / "files").iterdir()] == [f"{SECOND}.docx"]
    for content in everything(tmp_path).values():
        for words in (FIRST, "First", "Not posted", "JCA-MV-Doc-003", "MV-26-", "held", "returned", "old.rtf"):
            assert words.encode() not in content.replace(b"withheld", b"")


def test_no_address_and_no_telephone_is_anywhere(world: World, tmp_path: Path) -> None:
    """Not even where an author wrote them into a title or a source."""
    title = f"On rooms, by Ji-won Park <{DELEGATE}>, tel. {TELEPHONE} or +41 22 730 5111"
    line = with_mails(world, mail("a", ("Input.docx", paper(title, f"ETRI ({DELEGATE})"))), TWO[1])
    post(line, [FIRST, SECOND], GRACE)
    folder = published(line, tmp_path)
    first = documents(folder)[0]
    assert first["title"].startswith("On rooms, by Ji-won Park")
    assert first["source"] == ["ETRI (…)"]
    for name, content in everything(tmp_path).items():
        for private in (DELEGATE, "delegate", "etri.example", TELEPHONE, "860 0000", "730 5111", "Park@"):
            assert private.encode() not in content, name
        if not name.endswith((".xlsx", ".zip")):
            assert b"@" not in content.replace(b"@media", b""), name


def test_numbers_without_a_document_have_a_line(world: World, tmp_path: Path) -> None:
    """A number that was posted and withdrawn keeps its title; one that never was posted shows nothing but itself."""
    third = one("c", "Third", sender="other@cst.example")
    line = with_mails(world, *TWO, third, one("d", "Fourth"))
    post(line, [FIRST, "JCA-MV-Doc-003", "JCA-MV-Doc-004"], GRACE)
    folder = published(line, tmp_path)
    assert (folder / "files" / "JCA-MV-Doc-003.docx").is_file()
    withdraw(line, SECOND, GRACE)
    withdraw(line, "JCA-MV-Doc-003", GRACE)
    published(line, tmp_path)
    assert numbers(folder) == [
        (FIRST, "posted"), (SECOND, "withdrawn"), ("JCA-MV-Doc-003", "withdrawn"), ("JCA-MV-Doc-004", "posted"),
    ]  # fmt: skip
    assert [each["title"] for each in documents(folder)] == ["First", "", "Third", "Fourth"]
    assert [each["file"] for each in documents(folder)][1:3] == [None, None]
    assert not list((tmp_path / "site").rglob("*Doc-003*"))
    take_off(line, ["JCA-MV-Doc-004"], GRACE)
    published(line, tmp_path)
    assert [number for number, _ in numbers(folder)] == [FIRST, SECOND, "JCA-MV-Doc-003"]


def test_late_and_revised_documents_say_so(world: World, tmp_path: Path) -> None:
    line = with_mails(world, *TWO)
    post_all(line, "jca-mv", None, GRACE)
    post(line, [FIRST], GRACE)
    after = DEADLINE + timedelta(minutes=11)
    revised = mail("rev", (f"{FIRST}-Rev1.docx", paper("First", number=f"{FIRST}-Rev1")))
    for raw in (mail("late", ("Input.docx", paper("Late"))), revised):
        world.clock.at = after
        world.server.deliver(raw, after)
        world.run(line)
    admit(line, "3", GRACE)
    assert numbers(published(line, tmp_path)) == [(FIRST, "posted"), (SECOND, "posted")]
    post(line, [FIRST, "JCA-MV-Doc-003"], GRACE)
    folder = published(line, tmp_path)
    assert {each["number"]: each["remarks"] for each in documents(folder)} == {
        FIRST: ["superseded"],
        f"{FIRST}-Rev1": ["after-call"],
        SECOND: [],
        "JCA-MV-Doc-003": ["admitted"],
    }
    assert (folder / "files" / f"{FIRST}-Rev1.docx").read_bytes() == stamped(line, f"{FIRST}-Rev1").content
    assert "Received after the date for contributions, admitted" in (folder / "index.html").read_text()
    assert "Thursday 30 April 2026, 17:31" in (folder / "index.html").read_text()


def test_the_mark_follows_the_kind_as_it_is_recorded(world: World, tmp_path: Path) -> None:
    """What was no contribution is not late as one; its Decisions still tell how it came."""
    line = with_mails(world, TWO[0])
    world.clock.at = DEADLINE + timedelta(minutes=11)
    world.server.deliver(mail("late", ("Input.docx", paper("Late"))), world.clock.at)
    world.run(line)
    admit(line, "2", GRACE)
    post(line, [SECOND], GRACE)
    assert documents(published(line, tmp_path))[0]["remarks"] == ["admitted"]
    correct(line, SECOND, GRACE, kind="information")
    assert documents(published(line, tmp_path))[0]["remarks"] == []
    correct(line, SECOND, GRACE, kind="contribution")
    assert documents(published(line, tmp_path))[0]["remarks"] == ["admitted"]
    with line.store.read() as work:
        assert {one.verdict.late_by for one in work.submissions.decisions(2)} == {660}


def test_what_was_stamped_once_is_not_stamped_again(world: World, tmp_path: Path) -> None:
    line = with_mails(world, *TWO)
    post(line, [FIRST], GRACE)
    folder = published(line, tmp_path)
    before = (folder / "files" / f"{FIRST}.docx").stat()
    asked: list[str] = []
    whole = line.reader

    class Counting:
        def __getattr__(self, name: str) -> object:
            asked.append(name)
            return getattr(whole, name)

    line.reader = Counting()  # type: ignore[assignment]
    post(line, [SECOND], GRACE)
    published(line, tmp_path)
    after = (folder / "files" / f"{FIRST}.docx").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert asked.count("write") == 1


AUDIENCES: list[tuple[Audience, Watched, bool]] = [
    ("members", "members", True), ("members", "public", False), ("public", "public", True),
    ("public", "members", True), ("none", "members", False), ("none", "public", False),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "audience", "there"), AUDIENCES)
def test_whom_documents_are_for(world: World, tmp_path: Path, rule: Audience, audience: Watched, there: bool) -> None:
    line = with_mails(world, TWO[0])
    post(line, [FIRST], GRACE)
    change(line, lambda book: replace(book, policy=replace(book.policy, audience=rule, footer="Rec. A.1 applies.")))
    folder = published(line, tmp_path, audience)
    assert folder.exists() is there
    if there:
        assert "Rec. A.1 applies." in (folder / "index.html").read_text()
        assert ("For members" in (folder / "index.html").read_text()) is (audience == "members")
    else:
        with pytest.raises(UsageError):
            published(line, tmp_path, audience, MEETING)


def test_what_is_for_members_from_now_on_leaves_the_public_site(world: World, tmp_path: Path) -> None:
    line = with_mails(world, TWO[0])
    post(line, [FIRST], GRACE)
    change(line, lambda book: replace(book, policy=replace(book.policy, audience="public")))
    assert published(line, tmp_path, "public").exists()
    change(line, lambda book: replace(book, policy=replace(book.policy, audience="members")))
    assert not published(line, tmp_path, "public").exists()
    assert not list((tmp_path / "site").rglob(f"{FIRST}*"))


def test_the_calendar_follows_the_meeting(world: World, tmp_path: Path) -> None:
    line = with_mails(world, TWO[0])
    before = (published(line, tmp_path) / "meeting.ics").read_text()
    postpone(line, f"jca-mv/{MEETING}", MeetingDeed("Grace", "no room"), (date(2026, 6, 10), date(2026, 6, 10)))
    after = (published(line, tmp_path) / "meeting.ics").read_text()
    assert [row for row in before.splitlines() if row.startswith("UID")] == [
        row for row in after.splitlines() if row.startswith("UID")
    ]
    assert "DTSTART;TZID=Europe/Zurich:20260513T083000" in before
    assert "DTSTART;TZID=Europe/Zurich:20260610T083000" in after
    assert "SEQUENCE:1" in after


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home")
    for name, raw in zip("ab", TWO, strict=True):
        (tmp_path / f"{name}.eml").write_bytes(raw)
        at = (START + timedelta(minutes=ord(name))).isoformat()
        run_command(["ingest", str(tmp_path / f"{name}.eml"), "--received", at, "--home", str(home)])
    run_command(["post", FIRST, "--home", str(home), "--reason", "checked"])
    capsys.readouterr()
    words = ["publish", str(tmp_path / "site"), "--home", str(home), "--group", "JCA-MV"]
    assert run_command([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "folder": str(tmp_path / "site"),
        "meetings": [{"group": "jca-mv", "meeting": MEETING, "documents": 1, "changed": True}],
        "taken_down": [],
    }
    assert run_command(words) == 0
    assert capsys.readouterr().out == f"jca-mv/{MEETING}: 1 documents, nothing changed\n"
    assert run_command([*words, "--audience", "public"]) == 2
    assert "is the site for members" in capsys.readouterr().err
    listed = (tmp_path / "site" / "jca-mv" / MEETING / "documents.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(listed)))
    assert [row[0] for row in rows] == ["number", FIRST]
    assert datetime.fromisoformat(documents(tmp_path / "site" / "jca-mv" / MEETING)[0]["received"]).tzinfo
