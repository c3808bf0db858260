"""The close of a call: reported once every mail from before the deadline is decided, and never a gate."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from intake.domain.calls.moving import MoreTime
from intake.domain.errors import UsageError
from intake.domain.lists.values import ListKind
from intake.domain.meeting import Officer
from intake.domain.verdict import Deed
from intake.pipeline.desk.calls.closing import close, report
from intake.pipeline.desk.calls.meetings import MeetingDeed, extend
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.house.papers import register_paper
from intake.pipeline.line import Line
from intake.pipeline.lists.writing import written
from intake.pipeline.poll import know, poll
from intake.pipeline.runner import until_nothing_is_due
from tests.line.letters_in import mail, other_paper, paper
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import SECRETARIAT, Server, World

CHAIR = "chair@etri.example"
BEFORE = datetime(2026, 4, 30, 21, tzinfo=UTC)
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
CLOSED = DEADLINE + timedelta(minutes=16)
NEXT_EVENING = datetime(2026, 5, 1, 22, 30, tzinfo=UTC)


@pytest.fixture
def world_with_chair(world: World) -> World:
    world.groups = ("jca-mv",)
    world.clock.at = BEFORE
    return world


def started(world: World) -> Line:
    """A process with one chair who has an address, and one who has none."""
    line = world.start()
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    chairs = (Officer("co-chair", "Shin-Gak Kang", addresses=(CHAIR,)), Officer("co-chair", "Muath AlRumayh"))
    version, text = line.codec.write(replace(book, group=replace(book.group, officers=chairs)))
    activate(line, "jca-mv", version, text, who="test")
    return line


def reports(world: World, to: str = SECRETARIAT) -> list[str]:
    """The subjects of the reports that went to this address."""
    subjects = [str(one["Subject"]) for one in letters(world, to)]
    return [one for one in subjects if "closed" in one or "since the report" in one]


def test_a_call_is_closed_once_its_mails_are_decided(world_with_chair: World) -> None:
    world = world_with_chair
    world.server.deliver(mail("in-time", ("Input.docx", paper())), BEFORE)
    world.server.deliver(mail("late", ("Late.docx", paper(title="Another topic"))), DEADLINE + timedelta(minutes=11))
    line = started(world)
    world.run(line)
    world.run_at(line, DEADLINE + timedelta(minutes=14))
    assert reports(world) == []
    world.run_at(line, CLOSED)
    world.run_at(line, CLOSED + timedelta(hours=3))
    assert reports(world) == ["[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV"]
    (report,) = [one for one in letters(world, SECRETARIAT) if "closed" in str(one["Subject"])]
    told = text_of(report)
    for words in (
        "- JCA-MV-Doc-001 Title: Digital twins for metaverse standards Source: ETRI Kind: contribution Received: Thu",
        "Received after the date for contributions - MV-26-0002 Title: Another topic Source: ETRI Received: Fri",
    ):
        assert words in told
    assert "Thursday 30 April 2026: 1" in told
    assert "<svg" in str(report.get_body(("html",)).get_content())  # type: ignore[union-attr]


def test_the_report_comes_as_a_document_too(world_with_chair: World) -> None:
    world = world_with_chair
    world.server.deliver(mail("in-time", ("Input.docx", paper())), BEFORE)
    line = started(world)
    world.run(line)
    world.run_at(line, CLOSED)
    (report,) = [one for one in letters(world, SECRETARIAT) if "closed" in str(one["Subject"])]
    (attached,) = report.iter_attachments()
    assert attached.get_filename() == "JCA-MV-2026-05-13-report.docx"
    with ZipFile(BytesIO(attached.get_content())) as document:
        assert "Digital twins for metaverse standards" in document.read("word/document.xml").decode()


def test_the_chairs_read_of_registered_and_late_papers_only(world_with_chair: World) -> None:
    world = world_with_chair
    world.server.deliver(mail("in-time", ("Input.docx", paper())), BEFORE)
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), BEFORE)
    line = started(world)
    world.run(line)
    world.run_at(line, CLOSED)
    (report,) = letters(world, CHAIR)
    told = text_of(report)
    assert "JCA-MV-Doc-001" in told
    assert "MV-26-0002" not in told
    assert "+82" not in told
    assert "Sent back" not in told


def test_while_a_paper_may_return_the_report_is_provisional(world_with_chair: World) -> None:
    world = world_with_chair
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), BEFORE)
    line = started(world)
    world.run(line)
    world.run_at(line, CLOSED)
    assert reports(world) == ["[JCA-MV] Call closed, report so far: 0 registered for Second meeting of JCA-MV"]
    (report,) = letters(world, SECRETARIAT)[-1:]
    assert "still in time if they come again until Friday 1 May 2026, 23:59 Geneva time (UTC+2): 1" in text_of(report)
    world.run_at(line, NEXT_EVENING)
    world.run_at(line, NEXT_EVENING + timedelta(minutes=1))
    assert reports(world)[1:] == ["[JCA-MV] Call closed: 0 registered for Second meeting of JCA-MV"]


def test_a_silent_mailbox_keeps_the_call_open_for_a_day(world_with_chair: World) -> None:
    """Its mails from before the deadline are numbered in time whenever they are found, and told by the final report."""
    world = world_with_chair
    line = started(world)
    world.run(line)
    world.server.deliver(mail("unseen", ("Input.docx", paper())), BEFORE + timedelta(minutes=1))
    for hours in (1, 6, 23):
        world.clock.at = DEADLINE + timedelta(hours=hours)
        until_nothing_is_due(line)
    assert reports(world) == []
    world.clock.at = DEADLINE + timedelta(hours=24, minutes=3)
    until_nothing_is_due(line)
    assert reports(world) == ["[JCA-MV] Call closed, report so far: 0 registered for Second meeting of JCA-MV"]
    assert "A mailbox has not answered since that date." in text_of(letters(world, SECRETARIAT)[-1])
    world.run_at(line, DEADLINE + timedelta(hours=25))
    world.run_at(line, DEADLINE + timedelta(hours=27))
    assert reports(world)[1:] == ["[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV"]


def test_a_call_closes_within_seconds_of_a_mailbox_that_was_away_for_a_short_while(world_with_chair: World) -> None:
    world = world_with_chair
    line = started(world)
    world.run(line)
    world.server.deliver(mail("unseen", ("Input.docx", paper())), BEFORE + timedelta(minutes=1))
    due = DEADLINE + timedelta(minutes=15)
    for seconds in (1, 8):
        world.clock.at = due + timedelta(seconds=seconds)
        until_nothing_is_due(line, wait=0)
    assert closed_at(line) == []
    world.run_at(line, due + timedelta(seconds=9))
    (at,) = closed_at(line)
    assert at <= due + timedelta(seconds=12)
    world.run_at(line, at + timedelta(minutes=1))
    assert reports(world) == ["[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV"]


def closed_at(line: Line) -> list[datetime]:
    with line.store.read() as work:
        return [one.at for one in work.log.listed(what="closed")]


def test_what_is_registered_after_the_report_makes_a_supplement(world_with_chair: World) -> None:
    world = world_with_chair
    line = started(world)
    world.run(line)
    world.run_at(line, CLOSED)
    world.server.deliver(mail("found", ("Input.docx", paper())), BEFORE)
    world.run_at(line, CLOSED + timedelta(hours=2))
    world.run_at(line, CLOSED + timedelta(hours=4))
    world.run_at(line, CLOSED + timedelta(hours=6))
    assert reports(world)[1:] == ["[JCA-MV] 1 more for Second meeting of JCA-MV since the report"]
    assert reports(world, CHAIR)[1:] == ["[JCA-MV] 1 more for Second meeting of JCA-MV since the report"]


def test_a_person_closes_a_call_whose_mailbox_is_silent(world_with_chair: World) -> None:
    world = world_with_chair
    line = started(world)
    world.run(line)
    deed = MeetingDeed("Grace", "the server is being moved")
    with pytest.raises(UsageError, match="still takes contributions"):
        close(line, "jca-mv/2026-05-13", deed)
    world.clock.at = DEADLINE + timedelta(hours=1)
    assert not close(line, "jca-mv/2026-05-13", deed)
    until_nothing_is_due(line)
    assert reports(world) == ["[JCA-MV] Call closed, report so far: 0 registered for Second meeting of JCA-MV"]
    with pytest.raises(UsageError, match="closed already"):
        close(line, "jca-mv/2026-05-13", deed)
    world.run_at(line, DEADLINE + timedelta(hours=3))
    world.run_at(line, DEADLINE + timedelta(hours=5))
    assert reports(world)[1:] == ["[JCA-MV] Call closed: 0 registered for Second meeting of JCA-MV"]


def test_the_report_can_be_read_at_any_time(world_with_chair: World) -> None:
    world = world_with_chair
    world.server.deliver(mail("in-time", ("Input.docx", paper())), BEFORE)
    line = started(world)
    world.run(line)
    found = report(line, "jca-mv/2026-05-13")
    assert "- JCA-MV-Doc-001\n  Title: Digital twins for metaverse standards\n" in line.letters.as_text(
        found.head, found.notice
    )
    with ZipFile(BytesIO(line.letters.as_document(found.head, found.notice, BEFORE))) as document:
        assert "JCA-MV-Doc-001" in document.read("word/document.xml").decode()


def more_time(line: Line, until: datetime) -> None:
    extend(line, "jca-mv/2026-05-13", MeetingDeed("Grace", "holidays"), MoreTime(until))


def test_a_call_with_more_time_is_not_reported_as_closed(world_with_chair: World) -> None:
    """Nothing of the first close is told any more: no final report, no supplement; the next close tells all."""
    world = world_with_chair
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), BEFORE)
    line = started(world)
    world.run(line)
    world.run_at(line, CLOSED)
    more_time(line, datetime(2026, 5, 4, 18))  # noqa: DTZ001 - local time of the meeting
    world.run_at(line, NEXT_EVENING)
    assert len(reports(world)) == 1
    until = datetime(2026, 5, 4, 16, tzinfo=UTC)
    world.server.deliver(mail("in-time", ("Input.docx", paper())), until - timedelta(seconds=2))
    for minutes in (1, 14):
        world.run_at(line, until + timedelta(minutes=minutes))
    assert len(reports(world)) == 1
    world.run_at(line, until + timedelta(minutes=16))
    world.run_at(line, until + timedelta(hours=2))
    assert reports(world)[1:] == ["[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV"]


def test_more_time_that_is_over_already_is_reported_once(world_with_chair: World) -> None:
    """The papers that are in time then are judged again first, so that the report lists them."""
    world = world_with_chair
    world.server.deliver(mail("late", ("Input.docx", paper())), DEADLINE + timedelta(minutes=11))
    line = started(world)
    world.run(line)
    world.run_at(line, CLOSED)
    world.clock.at = DEADLINE + timedelta(hours=5)
    more_time(line, datetime(2026, 5, 1, 1))  # noqa: DTZ001 - local time of the meeting
    for minutes in (0, 3, 70):
        world.run_at(line, DEADLINE + timedelta(hours=5, minutes=minutes))
    assert reports(world) == [
        "[JCA-MV] Call closed: 0 registered for Second meeting of JCA-MV",
        "[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV",
    ]


def test_a_mailbox_that_is_read_no_longer_keeps_no_call_open(world_with_chair: World) -> None:
    world = world_with_chair
    line = started(world)
    old = replace(world.box, folder="Second")
    world.clock.at = BEFORE - timedelta(days=2)
    for box in (old, world.box):
        poll(line, Server(), box)
    world.clock.at = BEFORE
    know(line, [world.box])
    world.run_at(line, CLOSED)
    assert reports(world) == ["[JCA-MV] Call closed: 0 registered for Second meeting of JCA-MV"]


def test_a_mailbox_that_was_looked_into_since_yesterday_is_waited_for(world_with_chair: World) -> None:
    """Another machine may read it, under settings of its own."""
    world = world_with_chair
    line = started(world)
    world.clock.at = BEFORE - timedelta(hours=2)
    poll(line, Server(), replace(world.box, folder="Second"))
    know(line, [world.box])
    world.run_at(line, CLOSED)
    assert reports(world) == []


def test_a_mailbox_that_never_answered_is_waited_for(world_with_chair: World) -> None:
    world = world_with_chair
    line = started(world)
    know(line, [world.box])
    for hours in (1, 23):
        world.clock.at = DEADLINE + timedelta(hours=hours)
        until_nothing_is_due(line)
    assert reports(world) == []
    world.clock.at = DEADLINE + timedelta(hours=24, minutes=3)
    until_nothing_is_due(line)
    assert "A mailbox has not answered since that date." in text_of(letters(world, SECRETARIAT)[-1])


def test_what_the_house_wrote_is_told_in_no_report(world_with_chair: World) -> None:
    world = world_with_chair
    by = Deed("Clara", "for the meeting")
    world.server.deliver(mail("in-time", ("Input.docx", paper())), BEFORE)
    line = started(world)
    world.run(line)

    def house_writes(*kinds: ListKind) -> None:
        for kind in kinds:
            register_paper(line, written(line, kind, "jca-mv", "2026-05-13"), "jca-mv", "2026-05-13", by)

    house_writes("agenda")
    world.run_at(line, CLOSED)
    assert reports(world) == ["[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV"]
    for told in (letters(world, SECRETARIAT)[-1], letters(world, CHAIR)[-1]):
        assert "JCA-MV-Doc-001" in text_of(told)
        assert "JCA-MV-Doc-002" not in text_of(told)
    house_writes("allocation", "abstracts")
    world.run_at(line, CLOSED + timedelta(hours=3))
    assert reports(world) == reports(world, CHAIR)
    assert len(reports(world)) == 1
    with line.store.read() as work:
        assert len(work.contributions.listed("jca-mv")) == 4
        assert work.agenda.found("supplement", "jca-mv/2026-05-13/contribution") == []


@pytest.mark.parametrize(
    ("at", "subject", "date"),
    [
        pytest.param(BEFORE, "report.open.subject", "is Thursday 30 April 2026, 23:59 Geneva", id="open"),
        pytest.param(CLOSED, "report.final.subject", "was Thursday 30 April 2026, 23:59 Geneva", id="closed"),
    ],
)
def test_a_report_says_whether_the_date_is_over(world_with_chair: World, at: datetime, subject: str, date: str) -> None:
    world = world_with_chair
    line = started(world)
    world.run_at(line, at)
    found = report(line, "jca-mv/2026-05-13")
    assert found.notice.subject.key == subject
    assert date in " ".join(line.letters.as_text(found.head, found.notice).split())


def test_a_call_stays_closed_when_its_meeting_is_renamed(world_with_chair: World) -> None:
    world = world_with_chair
    world.server.deliver(mail("in-time", ("Input.docx", paper())), BEFORE)
    line = started(world)
    world.run_at(line, CLOSED)
    world.run_at(line, CLOSED + timedelta(hours=1))
    before = reports(world)
    assert before == ["[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV"]
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    (meeting,) = book.meetings
    renamed = replace(meeting, id="second", was=("2026-05-13",))
    activate(line, "jca-mv", *line.codec.write(replace(book, meetings=(renamed,))), who="test")
    world.run_at(line, CLOSED + timedelta(hours=3))
    assert reports(world) == before
    with line.store.read() as work:
        assert [one.meeting for one in work.closings.of("jca-mv", renamed)] == ["2026-05-13"]
    with pytest.raises(UsageError, match="is closed already"):
        close(line, "jca-mv/second", MeetingDeed("Ada", "again"))
