"""Everything scheduled happens once: stopped at any step, by several workers, over a moved deadline."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.calls.agenda import Due
from intake.domain.meeting import Deadline, Officer
from intake.pipeline.agenda.duties import DUTIES
from intake.pipeline.agenda.duty import Done, Wait
from intake.pipeline.desk.rules import activate
from intake.pipeline.line import Line
from intake.pipeline.tick import MOST_TRIES, tick
from intake.ports import UnitOfWork
from tests.line.letters_in import mail, other_paper, paper
from tests.line.test_alerts import parsed
from tests.line.test_faults import Stopped, Stopper, restarted
from tests.line.test_parallel import at_once
from tests.line.worlds import World

MakeWorld = Callable[[str], World]
BEGIN = datetime(2026, 4, 30, 6, tzinfo=UTC)
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
INSTANTS = (
    datetime(2026, 4, 30, 6, 31, tzinfo=UTC),
    datetime(2026, 4, 30, 15, 1, tzinfo=UTC),
    DEADLINE + timedelta(minutes=16),
    datetime(2026, 5, 1, 7, 1, tzinfo=UTC),
    datetime(2026, 5, 1, 22, 30, tzinfo=UTC),
)


def with_our_clock(line: Line) -> Line:
    """PostgreSQL has a clock of its own, which the tests cannot turn."""
    line.store.check_clock = lambda now: 0.0  # type: ignore[method-assign]  # noqa: ARG005
    return line


def begun(world: World) -> Line:
    """A home with one chair, a registered document and one that was sent back."""
    world.groups = ("jca-mv",)
    world.clock.at = BEGIN
    world.server.deliver(mail("accepted", ("Input.docx", paper())), BEGIN)
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), BEGIN)
    line = with_our_clock(world.start())
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    chair = Officer("chair", "Shin-Gak Kang", addresses=("chair@etri.example",))
    version, text = line.codec.write(replace(book, group=replace(book.group, officers=(chair,))))
    activate(line, "jca-mv", version, text, who="test")
    world.groups = ()
    world.run(line)
    return line


def letters(world: World) -> Counter[tuple[str, str]]:
    """How many different letters with this subject went to this address; the same bytes again are the same letter."""
    distinct = {one.raw: (str(parsed(one.raw)["Subject"]), ", ".join(one.recipients)) for one in world.sink.sent}
    return Counter(distinct.values())


def rows(line: Line) -> list[tuple[str, datetime, str | None]]:
    with line.store.read() as work:
        return [(one.due.subject, one.due.at, one.outcome) for one in work.agenda.listed(None, after=BEGIN, limit=999)]


def pass_through(world: World, line: Line, instants: Sequence[datetime] = INSTANTS) -> None:
    for instant in instants:
        world.clock.at = max(world.clock.at, instant)
        world.run(line)


def test_stopped_at_any_step_each_letter_leaves_once(make_world: MakeWorld) -> None:
    world = make_world("whole")
    stopper = Stopper()
    line = begun(world)
    line.step = stopper
    pass_through(world, line)
    expected, outcomes = letters(world), rows(line)
    names = stopper.names
    assert {"tick.due", "tick.before-commit", "tick.committed"} <= set(names)
    assert max(expected.values()) == 1
    assert sum("closed" in subject for subject, _ in expected) == 4, "provisional and final, for secretariat and chair"
    for at in [place for place, name in enumerate(names, 1) if name.startswith("tick.")]:
        world = make_world(f"stopped-{at}")
        line = begun(world)
        line.step = stopping = Stopper(at)
        with closing(line.store), pytest.raises(Stopped):
            pass_through(world, line)
        line = with_our_clock(restarted(world))
        pass_through(world, line, [one for one in INSTANTS if one >= world.clock.at - timedelta(hours=1)])
        where = f"stopped at step {at}, {stopping.names[-1]}"
        assert letters(world) == expected, where
        assert rows(line) == outcomes, where


@pytest.mark.parametrize("step", ["tick.due", "tick.before-commit", "tick.committed"])
def test_stopped_at_a_supplement_it_leaves_once(world: World, step: str) -> None:
    """What is found after the final report is told at the next full hour, 23:00 UTC."""
    line = begun(world)
    pass_through(world, line)
    world.server.deliver(mail("found", ("Other.docx", paper("Another topic"))), DEADLINE - timedelta(hours=1))
    pass_through(world, line, [INSTANTS[-1] + timedelta(minutes=1)])

    def stop(name: str) -> None:
        if name == step:
            raise Stopped(name)

    line.step = stop
    with closing(line.store), pytest.raises(Stopped):
        pass_through(world, line, [INSTANTS[-1] + timedelta(minutes=31)])
    line = with_our_clock(restarted(world))
    for minutes in (32, 90, 180):
        pass_through(world, line, [INSTANTS[-1] + timedelta(minutes=minutes)])
    supplements = [count for (subject, _), count in letters(world).items() if "since the report" in subject]
    assert supplements == [1, 1], "one for the secretariat, one for the chair"


def test_several_workers_do_each_row_once(make_world: MakeWorld) -> None:
    world = make_world("many")
    line = begun(world)
    world.clock.at = DEADLINE + timedelta(minutes=16)
    world.run(line)
    world.clock.at = INSTANTS[-1]
    others = [world.start(store=line.store) for _ in range(3)]
    assert at_once([lambda one=one: tick(one) for one in (line, *others)]) == []  # type: ignore[misc]
    world.run(line)
    assert max(letters(world).values()) == 1
    assert {outcome for _, at, outcome in rows(line) if at <= world.clock.at} <= {"done", "lapsed"}


def test_a_deadline_that_moves_a_minute_before_it_falls_due_falls_due_then(world: World) -> None:
    line = begun(world)
    pass_through(world, line, INSTANTS[:2])
    world.clock.at = DEADLINE - timedelta(minutes=1)
    later = DEADLINE + timedelta(days=1)
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    local = later.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=2)
    moved = Deadline("contribution", local, "Europe/Zurich", later)
    meeting = replace(book.meetings[0], deadlines=(moved, *book.meetings[0].deadlines[1:]))
    version, text = line.codec.write(replace(book, meetings=(meeting,)))
    activate(line, "jca-mv", version, text, who="test")
    pass_through(world, line, [DEADLINE + timedelta(hours=1)])
    closed = [subject for subject, _ in letters(world) if "closed" in subject]
    assert closed == []
    pass_through(world, line, [later + timedelta(minutes=16)])
    assert len([subject for subject, to in letters(world) if "closed" in subject and "secretariat" in to]) == 1
    with line.store.read() as work:
        passed = [
            one.facts["deadline"] for one in work.log.listed(what="deadline") if one.facts["kind"] == "contribution"
        ]
    assert passed == [later.isoformat()]


@pytest.mark.parametrize("tries", [1, MOST_TRIES])
def test_a_row_that_crashes_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch, tries: int) -> None:
    """It is tried again, at last given up with an alert; the others are done at once."""
    line = begun(world)
    crashes = iter(range(tries))
    real = DUTIES["state-of-play"]

    def crash_at_first(line: Line, work: UnitOfWork, due: Due, now: datetime) -> Done | Wait:
        if next(crashes, None) is not None:
            raise RuntimeError("a fault of ours")
        return real(line, work, due, now)

    monkeypatch.setitem(DUTIES, "state-of-play", crash_at_first)
    pass_through(world, line, INSTANTS[:1])
    assert any("This morning" in subject for subject, _ in letters(world))
    for hours in range(1, 7):
        pass_through(world, line, [INSTANTS[0] + timedelta(hours=hours)])
    outcome = next(outcome for subject, _, outcome in rows(line) if subject.endswith("09:00"))
    with line.store.read() as work:
        alerts = [one.why for one in work.log.listed(what="alert")]
    if tries == 1:
        assert (outcome, alerts) == ("done", [])
    else:
        assert outcome == "failed"
        assert alerts == [
            "What was due at 2026-04-30 06:30 UTC could not be done (state-of-play: RuntimeError: a fault of ours)."
        ]


def test_a_row_that_waits_is_not_an_attempt(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    line = begun(world)
    until = INSTANTS[1]
    monkeypatch.setitem(DUTIES, "close", lambda *_: Wait(until, "the mailbox is silent"))
    world.clock.at = DEADLINE + timedelta(minutes=16)
    until = world.clock.at + timedelta(hours=1)
    assert tick(line).next_at is not None
    with line.store.read() as work:
        (item,) = [one for one in work.agenda.listed(None, after=DEADLINE, limit=99) if one.due.kind == "close"]
    assert (item.outcome, item.attempts, item.note, item.free_at) == (None, 0, "the mailbox is silent", until)


def test_while_our_clock_is_wrong_nothing_scheduled_happens(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    line = begun(world)
    world.clock.at = INSTANTS[-1]
    monkeypatch.setattr(line.store, "check_clock", lambda _: 3600.0)
    tick(line)
    assert not [subject for subject, _ in letters(world) if "closed" in subject]
    monkeypatch.undo()
    world.run(line)
    assert [subject for subject, _ in letters(world) if "closed" in subject]
