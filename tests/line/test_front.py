"""The desk's first page as values: what needs a person, what comes next, and whether all works."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.deadlines import deadline
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import correct, release
from intake.pipeline.line import Line
from intake.pipeline.showing.front.health import Machine
from intake.pipeline.showing.front.whole import Front, front
from tests.line.chairs.test_chairs import CHAIRS
from tests.line.letters_in import RTF, mail, paper
from tests.line.meetings.test_allocating import as_repairs
from tests.line.meetings.test_meetings import change
from tests.line.worlds import START, World

MACHINE = Machine({"jca-mv": 60.0})
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)


def shown(line: Line, groups: list[str] | None = None, machine: Machine = MACHINE, *, whole: bool = True) -> Front:
    with line.store.read() as work:
        return front(line, work, machine, groups, whole=whole)


def troubles(line: Line, machine: Machine = MACHINE) -> list[str]:
    return [one.kind for one in shown(line, machine=machine).grave]


@pytest.fixture
def line(world: World) -> Line:
    """A line whose daemon works."""
    started = world.start()
    beat(world, started)
    world.run(started)
    return started


def beat(world: World, line: Line) -> None:
    with line.store.write() as work:
        work.beats.beat("here", world.clock.at)


def take(world: World, line: Line, *mails: bytes) -> None:
    for one in mails:
        world.server.deliver(one, world.clock.at)
    world.run(line)
    beat(world, line)


def test_nothing_waits_in_a_quiet_house(line: Line) -> None:
    found = shown(line)
    assert (found.items, found.more, found.repairs, found.grave, found.latest) == ((), 0, (), (), ())
    assert found.needed == 0


def test_what_waits_is_counted_without_what_the_chairs_decide(world: World, line: Line) -> None:
    change(line, lambda book: replace(book, group=replace(book.group, officers=CHAIRS)))
    take(world, line, mail("held", ("old.rtf", RTF)), mail("q", subject="Hotel", text="When does it begin?"))
    world.clock.at = DEADLINE + timedelta(minutes=11)
    take(world, line, mail("late", ("Input.docx", paper("A late one"))))
    world.run_at(line, world.clock.at + timedelta(minutes=2))
    beat(world, line)
    found = shown(line)
    assert [one.what for one in found.items] == ["held", "question", "late"]
    assert [one.chairs for one in found.items] == [False, False, True]
    assert (found.for_chairs, found.needed) == (1, 2)
    assert found.arrivals[0].late == 1, "what waits for the chairs has come"


def test_more_than_a_page_is_counted(world: World, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    take(world, line, *(mail(f"q{one}", subject="Hotel", text=f"When, {one}?") for one in range(4)))
    monkeypatch.setattr("intake.pipeline.showing.front.whole.MOST", 3)
    found = shown(line)
    assert (len(found.items), found.more, found.needed) == (3, 1, 4)


def test_a_chair_sees_the_own_group(world: World, line: Line) -> None:
    take(world, line, mail("mv", subject="Hotel", text="When does it begin?"))
    assert len(shown(line, ["jca-mv"]).items) == 1
    other = shown(line, ["jca-dcc"], whole=False)
    assert (other.items, other.more, other.latest, other.mailboxes, other.account) == ((), 0, (), (), ())
    assert {one.group.id for one in other.ahead} <= {"jca-dcc"}


def test_what_is_to_be_completed_is_listed_until_it_is(world: World, line: Line) -> None:
    change(line, as_repairs("COV-001"))
    take(world, line, mail("whole", ("Input.docx", paper())), mail("bare", ("Other.docx", paper("Avatars", source=""))))
    (one,) = shown(line).repairs
    assert one.act.command == "correct JCA-MV-Doc-002 --reason WHY"
    assert [each.severity for each in one.reason.findings] == ["repair"]
    assert shown(line).needed == 0, "it is no alarm"
    correct(line, "JCA-MV-Doc-002", Deed("ada", "As told by telephone."), source=("ETRI",))
    assert shown(line).repairs == ()


def test_the_meeting_ahead_tells_its_next_instant(world: World, line: Line) -> None:
    take(world, line, mail("one", ("Input.docx", paper())))
    mine = next(one for one in shown(line).ahead if one.group.id == "jca-mv")
    assert (mine.state, mine.next, mine.at, mine.registered) == ("call-open", "deadline", DEADLINE, 1)
    world.clock.at = DEADLINE + timedelta(hours=1)
    mine = next(one for one in shown(line).ahead if one.group.id == "jca-mv")
    assert (mine.state, mine.next) == ("call-closed", "begins")
    world.clock.at = datetime(2026, 7, 1, tzinfo=UTC)
    assert [one for one in shown(line).ahead if one.meeting.id == "2026-05-13"] == []


def test_arrivals_stand_beside_those_of_the_meeting_before(world: World, line: Line) -> None:
    change(line, _with_an_earlier_one)
    world.clock.at = datetime(2026, 2, 9, 12, tzinfo=UTC)
    take(world, line, mail("then", ("Input.docx", paper("Then"))))
    world.clock.at = datetime(2026, 2, 10, 22, tzinfo=UTC)
    take(world, line, mail("last", ("Input.docx", paper("At the last minute"))))
    world.clock.at = START
    take(world, line, mail("now", ("Input.docx", paper("Now"))))
    (chart,) = [one for one in shown(line).arrivals if one.group.id == "jca-mv"]
    assert chart.before is not None
    assert (chart.meeting.id, chart.before.id) == ("2026-05-13", "2026-02-20")
    assert (chart.so_far, chart.then) == (1, 1), "the other one came later on its last day"
    assert [(one.offset, one.count, one.before) for one in chart.days[-2:]] == [(-1, 0, 1), (0, 1, 1)]


def _with_an_earlier_one(book: Rulebook) -> Rulebook:
    until = deadline("contribution", date(2026, 2, 10), "Europe/Zurich")
    day = date(2026, 2, 20)
    earlier = Meeting("2026-02-20", "Meeting before", day, day, "Europe/Zurich", deadlines=(until,))
    return replace(book, meetings=(earlier, *book.meetings))


def gone(world: World, line: Line) -> None:
    world.clock.at += timedelta(minutes=2)


def outage(key: str, minutes: int = 10, patience: int = 0) -> Callable[[World, Line], None]:
    def begin(world: World, line: Line) -> None:
        with line.store.write() as work:
            work.outages.begin(key, world.clock.at - timedelta(minutes=minutes), timedelta(minutes=patience))

    return begin


def stuck(world: World, line: Line) -> None:
    from tests.store.values import arrive

    with line.store.write() as work:
        arrive(work, "stuck", group="jca-mv", stored=(world.clock.at - timedelta(minutes=6)).timestamp() - _NOON)


_NOON = datetime(2026, 4, 30, 12, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        pytest.param(gone, ["daemon"], id="silent-daemon"),
        pytest.param(outage("mailbox:jca-mv"), ["mailbox"], id="mailbox"),
        pytest.param(outage("login:jca-mv"), ["login"], id="login"),
        pytest.param(outage("smtp"), ["smtp"], id="mail-server"),
        pytest.param(outage("smtp", minutes=1, patience=5), [], id="a-mail-server-that-restarts"),
        pytest.param(outage("smtp", minutes=1), ["smtp"], id="a-mail-server-that-refuses-the-login"),
        pytest.param(outage("mailbox:jca-mv", minutes=1, patience=5), [], id="a-mailbox-whose-server-restarts"),
        pytest.param(outage("mailbox:jca-mv", minutes=5, patience=5), ["mailbox"], id="mailbox-not-told-yet"),
        pytest.param(outage("alert-server"), ["alert-server"], id="alert-server"),
        pytest.param(outage("storage"), ["storage"], id="database"),
        pytest.param(outage("disk:/srv"), ["disk"], id="disk"),
        pytest.param(outage("secret:m365:2026-05-01"), ["secret"], id="secret-that-ends"),
        pytest.param(stuck, ["stuck"], id="not-decided"),
    ],
)
def test_what_does_not_work_is_seen(
    world: World, line: Line, happens: Callable[[World, Line], None], told: list[str]
) -> None:
    happens(world, line)
    assert troubles(line) == told
    assert shown(line, ["jca-mv"], whole=False).grave == (), "a chair has nothing to do about it"


def test_a_clock_that_is_off_is_seen(line: Line) -> None:
    assert troubles(line, replace(MACHINE, clock_off=-90.0)) == ["clock"]
    assert troubles(line, replace(MACHINE, clock_off=59.0)) == []


def test_a_house_where_no_daemon_ever_worked_says_so(world: World) -> None:
    found = shown(world.start())
    assert [one.said.key for one in found.grave] == ["front.trouble.no-daemon"]
    assert found.seen_at is None


def test_a_mailbox_tells_when_it_was_read(world: World, line: Line) -> None:
    with line.store.write() as work:
        work.deliveries.read_only([("jca-mv", "INBOX", "jca-mv"), ("new", "INBOX", "jca-mv")], since=START)
    read_at = world.clock.at
    assert {one.account: (one.state, one.polled_at) for one in shown(line).mailboxes} == {
        "jca-mv": ("read", read_at),
        "new": ("never", None),
    }
    world.clock.at += timedelta(minutes=7)
    assert shown(line).mailboxes[0].state == "late"
    outage("mailbox:jca-mv")(world, line)
    away = shown(line).mailboxes[0]
    assert (away.state, away.away_since) == ("away", world.clock.at - timedelta(minutes=10))


def test_rules_that_somebody_should_look_at_are_no_alarm(line: Line) -> None:
    found = shown(line)
    assert "front.rules.secretariat" in {one.said.key for one in found.troubles}
    assert found.needed == 0


def test_the_last_mails_come_with_their_words(world: World, line: Line) -> None:
    take(world, line, *(mail(f"m{one}", ("Input.docx", paper(f"Paper {one}"))) for one in range(7)))
    found = shown(line).latest
    assert [one.card.titles for one in found] == [(f"Paper {one}",) for one in (6, 5, 4, 3, 2)]
    assert found[0].card.numbers == ("JCA-MV-Doc-007",)


def test_the_account_adds_up(world: World, line: Line) -> None:
    held = mail("held", ("old.rtf", RTF))
    take(world, line, mail("one", ("Input.docx", paper())), held)
    (row,) = shown(line).account
    assert (row["seen"], row["accepted"], row["held"], row["adds_up"]) == (2, 1, 1, True)
    release(line, "MV-26-0002", Deed("ada", "Converted by hand."))
    assert shown(line).account[0]["held"] == 0
