"""Interrupted at any step of a change to a meeting and run again, the end is the same; two workers do it once."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from intake.adapters.clock import OffsetClock, SystemClock
from intake.domain.calls.moving import MoreTime
from intake.domain.errors import UsageError
from intake.domain.names import meeting_named
from intake.pipeline.desk.calls.meetings import MeetingDeed, cancel, extend, postpone
from intake.pipeline.line import Line
from intake.pipeline.runner import until_nothing_is_due
from intake.store.work import SqlStore
from tests.line.letters_in import DELEGATE, RTF, mail, paper
from tests.line.meetings.test_meetings import JULY, announced, change, with_list
from tests.line.trouble.test_alerts import parsed
from tests.line.trouble.test_faults import EachStep, MakeWorld, Stopped, restarted
from tests.line.trouble.test_parallel import at_once, lines_on_one_store
from tests.line.worlds import SECRETARIAT, World

NAME = "jca-mv/2026-05-13"
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
AFTER = DEADLINE + timedelta(minutes=11)
MONDAY = date(2026, 5, 4)
GRACE = MeetingDeed("Grace", "holiday in several countries")
OTHER = "other@cst.example"

Act = Callable[[Line], object]


@pytest.fixture(autouse=True)
def _clock_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL has the real time, so that nothing scheduled would happen in the time of these tests."""
    monkeypatch.setattr(SqlStore, "check_clock", lambda _self, _now: 0.0)


def mails() -> Sequence[bytes]:
    return (
        mail("one", ("Input.docx", paper("First"))),
        mail("two", ("Input.docx", paper("Second"))),
        mail("three", ("Input.docx", paper("Third")), sender=OTHER),
        mail("held", ("old.rtf", RTF), sender="held@etri.example"),
    )


def begun(world: World, at: datetime) -> World:
    """A world in which these mails came at this instant and were decided."""
    world.groups = ("jca-mv",)
    world.clock.at = at
    for raw in mails():
        world.server.deliver(raw, at)
    line = world.start()
    with closing(line.store):
        with_list(line)
        world.run(line)
    world.groups = ()
    return world


def more_time(line: Line) -> None:
    extend(line, NAME, GRACE, MoreTime(MONDAY))


def in_june(line: Line) -> None:
    postpone(line, NAME, GRACE, (date(2026, 6, 10), date(2026, 6, 11)), date(2026, 5, 28))


def not_at_all(line: Line) -> None:
    cancel(line, NAME, GRACE)


def a_new_meeting(line: Line) -> None:
    with line.store.read() as work:
        known = line.rulebook(work, "jca-mv").meeting("2026-09-02")
    if known is None:
        change(line, announced())


ACTS = [
    pytest.param(more_time, AFTER, id="extended"),
    pytest.param(in_june, AFTER, id="postponed"),
    pytest.param(not_at_all, AFTER, id="cancelled"),
    pytest.param(a_new_meeting, JULY, id="announced"),
]


def state(world: World, line: Line) -> dict[str, Any]:
    """All that people see of it: numbers, Decisions, letters, drafts; each once."""
    with line.store.read() as work:
        listed = work.submissions.listed()
        decided = {
            one.reference: [(each.act, each.verdict.disposition, each.verdict.meeting) for each in found]
            for one in listed
            for found in (work.submissions.decisions(one.id),)
        }
        registered = [(one.label, one.title, one.meeting) for one in work.contributions.listed("jca-mv")]
        versions = Counter(one.facts["version"] for one in work.log.listed(what="rulebook"))
        alerts = work.log.listed(what="alert")
    return {
        "decided": decided,
        "registered": registered,
        "versions": sorted(versions.values()),
        "alerts": [one.why for one in alerts],
        "letters": sorted(letters(world)),
        "drafts": len(world.server.folders.get("Drafts", {})),
    }


def letters(world: World) -> set[tuple[str, str, str]]:
    """Recipient, subject and mail of each letter to a sender; the same bytes sent again count once."""
    sent = {(to, one.raw) for one in world.sink.sent for to in one.recipients if to != SECRETARIAT}
    named = [(to, *about(raw)) for to, raw in sent]
    assert len(set(named)) == len(named), "the same letter was written twice"
    return set(named)


def about(raw: bytes) -> tuple[str, str]:
    head = parsed(raw)
    return str(head["Subject"]), str(head["In-Reply-To"])


def done_again(act: Act, line: Line) -> None:
    """The person gives the command once more, and is told if it was done."""
    with suppress(UsageError):
        act(line)


@pytest.mark.parametrize(("act", "at"), ACTS)
def test_stopped_at_each_step_the_end_is_the_same(make_world: MakeWorld, act: Act, at: datetime) -> None:
    """At every step of the change and of the agenda; those of reading and paying stop in tests of their own."""
    world = begun(make_world("whole"), at)
    line = world.start()
    with closing(line.store):
        act(line)
        world.run(line)
        expected = state(world, line)
    world, stops = begun(make_world("stopped"), at), EachStep()
    changed = False
    while True:
        line = restarted(world)
        line.step = stops
        with closing(line.store):
            try:
                if not changed:
                    done_again(act, line)
                    changed = True
                world.run(line)
            except Stopped:
                continue
            line.step = lambda _: None
            assert state(world, line) == expected
            world.run(line)
            assert state(world, line) == expected, "one more run"
            break
    assert {"tick.due", "tick.before-commit", "tick.committed"} <= set(stops.names)
    assert {"meeting.before-commit", "meeting.committed", "rules.before-commit", "rules.committed"} & set(stops.names)


def both(lines: Sequence[Line]) -> None:
    """All workers do what is due, at the same time."""
    assert at_once([partial(until_nothing_is_due, line, wait=5) for line in lines]) == []


@pytest.mark.parametrize(("act", "at"), ACTS)
def test_two_workers_do_it_once(make_world: MakeWorld, act: Act, at: datetime) -> None:
    alone = begun(make_world("alone"), at)
    line = alone.start()
    with closing(line.store):
        act(line)
        alone.run(line)
        expected = state(alone, line)
    world = begun(make_world("two"), at)
    lines = lines_on_one_store(world, 2)
    for line in lines:
        line.clock = OffsetClock(SystemClock(), at + timedelta(seconds=1))
    with closing(lines[0].store):
        act(lines[0])
        both(lines)
        world.clock.at = at + timedelta(minutes=1)
        world.run(lines[0])
        found = state(world, lines[0])
    # Two workers may take two mails at the same instant, so which of them has the lower number is open.
    assert [one[0] for one in found.pop("registered")] == [one[0] for one in expected.pop("registered")]
    assert sorted(one[0] for one in found.pop("letters")) == sorted(one[0] for one in expected.pop("letters"))
    assert found == expected


def test_a_mail_that_is_decided_while_the_deadline_moves_has_more_time(make_world: MakeWorld) -> None:
    """The decider has taken the mail under the old rulebook; the extension comes before it writes."""
    world = make_world("beside")
    world.groups = ("jca-mv",)
    world.clock.at = AFTER
    world.server.deliver(mails()[0], AFTER)
    line = world.start()
    other = world.start(store=line.store)
    moved: list[str] = []

    def step(name: str) -> None:
        if name == "decide.claimed" and not moved:
            moved.append(name)
            more_time(other)

    line.step = step
    with closing(line.store):
        world.run(line)
        assert moved
        with line.store.read() as work:
            (decision,) = work.submissions.decisions(1)
    assert (decision.verdict.disposition, decision.verdict.late_by) == ("accept", 0)


def test_two_people_who_extend_at_once_are_both_heard(make_world: MakeWorld) -> None:
    world = make_world("people")
    world.groups = ("jca-mv",)
    lines = [world.start()]
    lines.append(world.start(store=lines[0].store))
    wishes = (MoreTime(MONDAY, addresses=(DELEGATE,)), MoreTime(MONDAY, addresses=(OTHER,)))
    jobs = [partial(extend, line, NAME, GRACE, wish) for line, wish in zip(lines, wishes, strict=True)]
    with closing(lines[0].store):
        assert at_once(jobs) == []
        with lines[0].store.read() as work:
            meeting = lines[0].rulebook(work, "jca-mv").meeting("2026-05-13")
    assert meeting is not None
    assert {one.addresses for one in meeting.extensions} == {(DELEGATE,), (OTHER,)}


def test_a_deadline_that_moves_a_minute_before_falls_due_once(make_world: MakeWorld) -> None:
    world = make_world("minute")
    world.groups = ("jca-mv",)
    world.clock.at = DEADLINE - timedelta(days=1)
    line = world.start()
    with closing(line.store):
        world.run(line)
        world.clock.at = DEADLINE - timedelta(minutes=1)
        more_time(line)
        for hours in (1, 24, 48, 96, 97, 200):
            world.clock.at = DEADLINE + timedelta(hours=hours)
            world.run(line)
            told = [one.facts["deadline"] for one in _of_contributions(line)]
            assert len(told) == (hours >= 96)
        assert told == ["2026-05-04T21:59:59+00:00"]
        with line.store.read() as work:
            closed = [
                one.due.at for one in work.agenda.listed("jca-mv", after=DEADLINE, limit=99) if one.due.kind == "close"
            ]
            assert len(work.closings.of("jca-mv", meeting_named(line.rulebook(work, "jca-mv"), "2026-05-13"))) == 1
    assert closed == [datetime(2026, 5, 4, 22, 14, 59, tzinfo=UTC)]


def _of_contributions(line: Line) -> list[Any]:
    with line.store.read() as work:
        return [one for one in work.log.listed(what="deadline") if one.facts["kind"] == "contribution"]
