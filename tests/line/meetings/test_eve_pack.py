"""On the eve of a meeting its chairs get every registered document, once, and nothing that is held or returned."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.meeting import Item
from intake.domain.telling import eve
from intake.domain.verdict import Deed
from intake.pipeline.desk.calls.meetings import MeetingDeed, cancel, postpone
from intake.pipeline.desk.documents.packing import pack
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import admit, correct, withdraw
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.line import Line
from intake.pipeline.tick import tick
from tests.line.chairs.test_chairs import CHAIRS, KANG, LATE, MUATH, started
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.meetings.test_meetings import change
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.trouble.test_faults import Stopped
from tests.line.worlds import START, World

EVE = datetime(2026, 5, 12, 12, tzinfo=UTC)
NAME = "jca-mv/2026-05-13"
GRACE = Deed("Grace", "agreed")
FIRST, SECOND, LATER = (f"JCA-MV-Doc-00{n}" for n in (1, 2, 3))
MAILS = (
    (START, mail("one", ("Input.docx", paper("Rooms")))),
    (START + timedelta(minutes=1), mail("two", ("Input.docx", paper("Twins")), sender="other@cst.example")),
    (START + timedelta(minutes=2), mail("held", ("old.rtf", RTF), sender="held@etri.example")),
    (START + timedelta(minutes=3), mail("back", ("minutes.docx", other_paper()), sender="back@etri.example")),
    (LATE, mail("late", ("Late.docx", paper("Trust")), sender="late@cst.example")),
    (LATE + timedelta(minutes=1), mail("later", ("Later.docx", paper("Haptics")), sender="later@cst.example")),
    (LATE + timedelta(days=1), mail("rev", (f"{FIRST}-Rev1.docx", paper("Rooms", text="Revised.")))),
)


def before(world: World) -> Line:
    """A call with two papers in time, one of them revised, one admitted, and what nobody registered."""
    line = started(world)
    for at, raw in MAILS:
        world.clock.at = at
        world.server.deliver(raw, at)
        world.run(line)
    admit(line, "5", GRACE)
    world.run(line)
    return line


def packs(world: World, to: str = KANG) -> list[EmailMessage]:
    return [one for one in letters(world, to) if "Documents for" in str(one["Subject"])]


def files(letter: EmailMessage) -> dict[str, bytes]:
    (attached,) = letter.iter_attachments()
    assert attached.get_content_type() == "application/zip"
    return unzipped(attached.get_content())


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {one: archive.read(one) for one in archive.namelist()}


def test_the_chairs_get_what_is_registered(world: World) -> None:
    line = before(world)
    world.run_at(line, EVE - timedelta(minutes=10))
    assert packs(world) == []
    world.run_at(line, EVE)
    (letter,) = packs(world)
    assert letter["Subject"] == "[JCA-MV] Documents for Second meeting of JCA-MV: 3"
    assert {str(letter["To"]), str(letter["Cc"])} == {KANG, MUATH}
    said = " ".join(text_of(letter).split())
    assert "begins: Wednesday 13 May 2026, 08:30 Geneva time (UTC+2)" in said
    assert "Attached: JCA-MV-2026-05-13-documents.zip" in said
    found = files(letter)
    assert list(found) == [
        "abstracts.html", "abstracts.docx", f"{FIRST}-Rev1.docx", f"{SECOND}.docx", f"{LATER}.docx",
    ]  # fmt: skip
    for number in (f"{FIRST}-Rev1", SECOND, LATER):
        assert found[f"{number}.docx"] == stamped(line, number).content
    _its_page_tells_of_each_paper_and_of_nothing_else(world)
    _the_same_documents_make_the_same_bytes(world, line)


def _its_page_tells_of_each_paper_and_of_nothing_else(world: World) -> None:
    found = files(packs(world)[0])
    page = found["abstracts.html"].decode()
    titles = [page.index(words) for words in (f"{FIRST}-Rev1: Rooms", f"{SECOND}: Twins", f"{LATER}: Trust")]
    assert titles == sorted(titles)
    assert page.count("Abstract: It proposes something.") == 3
    assert page.count("Source: ETRI") == 3
    rooms, twins, trust = (page[a:b] for a, b in zip(titles, [*titles[1:], None], strict=True))
    assert "Revised after the date for contributions" in rooms
    assert "date for contributions" not in twins
    assert "Received after the date for contributions, admitted" in trust
    with zipfile.ZipFile(BytesIO(found["abstracts.docx"])) as archive:
        document = archive.read("word/document.xml").decode()
    assert "Attached" not in page
    for text in (page, document, text_of(packs(world)[0])):
        for words in ("Haptics", "MV-26-", "Minutes of a meeting", "old.rtf", "860 0000"):
            assert words not in text
    assert "Received after the date for contributions, admitted" in document


def _the_same_documents_make_the_same_bytes(world: World, line: Line) -> None:
    (attached,) = packs(world)[0].iter_attachments()
    world.clock.at += timedelta(hours=3)
    assert pack(line, NAME).content == attached.get_content()


def test_they_stand_in_the_order_of_the_agenda(world: World) -> None:
    line = before(world)
    items = (
        Item("2", "Incoming liaison statements", kinds=("liaison_in",)),
        Item("3", "Contributions", kinds=("contribution",)),
    )
    change(line, lambda book: replace(book, meetings=(replace(book.meetings[0], items=items),)))
    correct(line, SECOND, GRACE, kind="liaison_in")
    world.run_at(line, EVE)
    found = files(packs(world)[0])
    assert list(found)[2:] == [f"{SECOND}.docx", f"{FIRST}-Rev1.docx", f"{LATER}.docx"]
    assert "Agenda item: 2 Incoming liaison statements" in found["abstracts.html"].decode()


def test_what_is_too_large_is_listed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eve, "LARGEST", 1_000)
    line = before(world)
    post(line, [FIRST, SECOND], GRACE)
    world.run_at(line, EVE)
    (letter,) = packs(world)
    assert list(letter.iter_attachments()) == []
    said = " ".join(text_of(letter).split())
    assert "larger than 10 MB, so they are not attached" in said
    assert "What is posted is on the page of the group: https://www.itu.int/en/ITU-T/jca/mv/" in said
    assert "Reply to this mail to get what you need" in said
    assert f"{SECOND}: Twins" in said
    assert "not attached" not in unzipped(pack(line, NAME).content)["abstracts.html"].decode()


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_meeting_that_does_not_take_place_has_no_eve(world: World, status: str) -> None:
    line = before(world)
    deed = MeetingDeed("Grace", "the hall is closed")
    if status == "postponed":
        postpone(line, NAME, deed, (date(2026, 6, 10), date(2026, 6, 10)), None)
    else:
        cancel(line, NAME, deed)
    world.run_at(line, EVE + timedelta(hours=1))
    assert packs(world) == []
    world.run_at(line, datetime(2026, 6, 9, 12, tzinfo=UTC))
    assert len(packs(world)) == (status == "postponed")


def test_a_pack_that_waits_is_taken_out_when_the_meeting_is_postponed(world: World) -> None:
    line = before(world)
    world.clock.at = EVE
    tick(line)
    postpone(line, NAME, MeetingDeed("Grace", "the hall is closed"), (date(2026, 6, 10), date(2026, 6, 10)), None)
    world.run_at(line, EVE + timedelta(hours=1))
    assert packs(world) == []


def test_after_it_began_nobody_gets_it(world: World) -> None:
    line = before(world)
    world.run_at(line, datetime(2026, 5, 13, 6, 31, tzinfo=UTC))
    assert packs(world) == []


def test_who_chairs_no_longer_and_who_has_no_address_is_left_out(world: World) -> None:
    line = before(world)
    officers = (replace(CHAIRS[0], addresses=()), *CHAIRS[1:])
    change(line, lambda book: replace(book, group=replace(book.group, officers=officers)))
    world.run_at(line, EVE)
    assert (len(packs(world, MUATH)), packs(world, KANG), packs(world, "grace@example.org")) == (1, [], [])


def test_a_meeting_without_documents_has_no_pack(world: World) -> None:
    line = started(world)
    world.clock.at = START
    world.server.deliver(MAILS[0][1], START)
    world.run(line)
    withdraw(line, FIRST, GRACE)
    world.run_at(line, EVE)
    assert packs(world) == []


@pytest.mark.parametrize("step", ["eve-pack.owed", "tick.committed", "pay.sent"])
def test_wherever_it_stops_it_leaves_as_one_letter(world: World, step: str) -> None:
    """After the mail server has taken it, the same letter may be sent again, and is known as the same."""
    before(world)
    world.groups, world.clock.at = (), EVE
    with pytest.raises(Stopped):
        world.run(world.start(StopOnceOwed(step)))
    for _ in range(2):
        line = world.start()
        with line.store.write() as work:
            work.debts.release_all()
        world.run(line)
    assert len({one["Message-ID"] for one in packs(world)}) == 1


class StopOnceOwed:
    """Stops at this step, at the earliest when the pack is owed."""

    def __init__(self, at: str) -> None:
        self.at, self.owed = at, False

    def __call__(self, name: str) -> None:
        self.owed |= name == "eve-pack.owed"
        if self.owed and name == self.at:
            raise Stopped(name)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home")
    (tmp_path / "a.eml").write_bytes(MAILS[0][1])
    run_command(["ingest", str(tmp_path / "a.eml"), "--received", START.isoformat(), "--home", str(home)])
    capsys.readouterr()
    assert run_command(["meeting", "pack", "JCA-MV/2026-05-13", str(tmp_path), "--home", str(home), "--json"]) == 0
    target = tmp_path / "JCA-MV-2026-05-13-documents.zip"
    assert json.loads(capsys.readouterr().out) == {"meeting": NAME, "file": str(target), "numbers": [FIRST]}
    assert list(unzipped(target.read_bytes())) == ["abstracts.html", "abstracts.docx", f"{FIRST}.docx"]
