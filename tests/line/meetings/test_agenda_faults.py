"""Everything scheduled happens once: stopped at any step, by several workers, over a moved deadline."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.calls.agenda import Due
from intake.domain.calls.moving import MoreTime
from intake.domain.meeting import Deadline, Officer
from intake.domain.verdict import Deed
from intake.pipeline.agenda.duties import DUTIES
from intake.pipeline.agenda.duty import DutyEnd, Wait
from intake.pipeline.desk.calls.meetings import MeetingDeed, cancel, extend
from intake.pipeline.desk.mails.acts import admit
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Done as Did
from intake.pipeline.line import Line, soonest
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.tick import MOST_TRIES, tick
from intake.ports import UnitOfWork
from tests.line.letters_in import mail, other_paper, paper
from tests.line.meetings.test_meetings import NEXT_MEETING, change
from tests.line.trouble.test_alerts import parsed
from tests.line.trouble.test_faults import EachStep, Stopped, restarted
from tests.line.trouble.test_parallel import at_once
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
LATE = DEADLINE + timedelta(minutes=11)
KANG, MUATH = "chair@etri.example", "muath@cst.example"
GRACE = MeetingDeed("Grace", "as agreed")


def with_our_clock(line: Line) -> Line:
    """PostgreSQL has a clock of its own, which the tests cannot turn."""
    line.store.check_clock = lambda now: 0.0  # type: ignore[method-assign]  # noqa: ARG005
    return line


def begun(world: World) -> Line:
    """A home with two chairs, a registered document, one that was sent back, and one that nobody was answered about."""
    world.groups = ("jca-mv",)
    world.clock.at = BEGIN
    world.server.deliver(mail("accepted", ("Input.docx", paper())), BEGIN)
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), BEGIN)
    world.server.deliver(
        mail("by-list", ("List.docx", paper("By a list")), sender="list@cst.example", List_Id="<l.example.org>"), BEGIN
    )
    line = with_our_clock(world.start())
    chairs = (
        Officer("chair", "Shin-Gak Kang", addresses=(KANG,)),
        Officer("co-chair", "Muath AlRumayh", addresses=(MUATH,)),
    )
    change(
        line,
        lambda book: replace(
            book, group=replace(book.group, officers=chairs), policy=replace(book.policy, posting="on-accept")
        ),
    )
    world.groups = ()
    world.run(line)
    return line


# What comes and what people do, and when: together they make every kind of row fall due.

Event = Callable[[World, Line], object]


def late_papers(world: World, _: Line) -> None:
    for name, sender in (
        ("first", "first@cst.example"),
        ("second", "second@cst.example"),
        ("third", "third@x.example"),
    ):
        world.server.deliver(mail(name, (f"{name}.docx", paper(f"The {name} one")), sender=sender), LATE)


def for_next(world: World, _: Line) -> None:
    world.server.deliver(mail("next", ("Next.docx", paper("For the next one"))), world.clock.at)


def nothing(_world: World, _line: Line) -> None:
    pass


IN_MAY = replace(
    NEXT_MEETING,
    id="2026-05-20",
    first_day=date(2026, 5, 20),
    last_day=date(2026, 5, 20),
    opens=datetime(2026, 5, 8, 13, tzinfo=UTC),
)
NAME = "jca-mv/2026-05-13"
SCRIPT: Sequence[tuple[datetime, Event]] = (
    (INSTANTS[0], nothing),
    (INSTANTS[1], nothing),
    (LATE, late_papers),
    (INSTANTS[2], nothing),
    (INSTANTS[3], nothing),
    (INSTANTS[3], lambda _, line: admit(line, "MV-26-0004", Deed("Shin-Gak Kang", "It fits."))),
    (INSTANTS[4], nothing),
    (
        datetime(2026, 5, 4, 10, 10, tzinfo=UTC),
        lambda _, line: extend(
            line,
            NAME,
            GRACE,
            MoreTime(date(2026, 5, 4), addresses=("third@x.example",)),
        ),
    ),
    (datetime(2026, 5, 4, 11, 1, tzinfo=UTC), nothing),
    (datetime(2026, 5, 5, 22, 5, tzinfo=UTC), nothing),
    (datetime(2026, 5, 6, 12, tzinfo=UTC), lambda _, line: cancel(line, NAME, GRACE)),
    (datetime(2026, 5, 7, 12, tzinfo=UTC), for_next),
    (
        datetime(2026, 5, 8, 12, tzinfo=UTC),
        lambda _, line: change(line, lambda book: replace(book, meetings=(*book.meetings, IN_MAY))),
    ),
    (datetime(2026, 5, 8, 13, 1, tzinfo=UTC), nothing),
    (datetime(2026, 5, 19, 12, 1, tzinfo=UTC), nothing),
)


def played(world: World, line: Line, work: Callable[[Line], Line]) -> Line:
    """The script; `work` does all that is due, and gives the process that is there at the end."""
    for instant, happens in SCRIPT:
        world.clock.at = max(world.clock.at, instant)
        happens(world, line)
        line = work(line)
    return line


def letters(world: World) -> Counter[tuple[str, str]]:
    """How many different letters with this subject went to this address; the same bytes again are the same letter."""
    distinct = {one.raw: (str(parsed(one.raw)["Subject"]), ", ".join(one.recipients)) for one in world.sink.sent}
    return Counter(distinct.values())


def rows(line: Line) -> list[tuple[str, datetime, str | None]]:
    with line.store.read() as work:
        return [(one.due.subject, one.due.at, one.outcome) for one in work.agenda.listed(None, after=BEGIN, limit=999)]


def outcomes(line: Line) -> dict[tuple[str, str, datetime], str | None]:
    """The outcome of each row that fell due, by kind, subject and instant."""
    with line.store.read() as work:
        listed = work.agenda.listed(None, after=BEGIN, limit=999)
    return {(one.due.kind, one.due.subject, one.due.at): one.outcome for one in listed if one.due.at <= SCRIPT[-1][0]}


def numbers(line: Line) -> dict[str, str]:
    with line.store.read() as work:
        return {one.title: one.label for one in work.contributions.listed("jca-mv")}


def pass_through(world: World, line: Line, instants: Sequence[datetime] = INSTANTS) -> None:
    for instant in instants:
        world.run_at(line, max(world.clock.at, instant))


def alone(world: World) -> Callable[[Line], Line]:
    def work(line: Line) -> Line:
        world.run(line)
        return line

    return work


def stopped_at_each_step(world: World, stops: EachStep) -> Callable[[Line], Line]:
    """A process that ends once at each step of each row; a new one goes on every time."""

    def work(line: Line) -> Line:
        while True:
            line.step = stops
            try:
                world.run(line)
            except Stopped:
                line.store.close()
                line = with_our_clock(restarted(world))
                continue
            line.step = lambda _: None
            return line

    return work


def by_several(world: World, others: Sequence[Line]) -> Callable[[Line], Line]:
    """Whenever something falls due, several workers do it at the same time."""

    def work(line: Line) -> Line:
        def ticks(_: Line) -> Did:
            done: list[Did] = []
            assert at_once([lambda one=one: done.append(tick(one)) for one in (line, *others)]) == []  # type: ignore[misc]
            return Did(sum(one.count for one in done), soonest(*(one.next_at for one in done)))

        until_nothing_is_due(line, [ticks if verb is tick else verb for verb in world.steps()])
        return line

    return work


def test_stopped_at_any_step_everything_happens_once(make_world: MakeWorld) -> None:
    """One world sees every kind of row, and stops at every step of every row."""
    whole = make_world("whole")
    line = begun(whole)
    before = [one for one in outcomes(line).values() if one]
    line = played(whole, line, alone(whole))
    expected, ended, registered = letters(whole), outcomes(line), numbers(line)
    done = {kind for (kind, _, _), outcome in ended.items() if outcome == "done"}
    assert set(DUTIES) - done == NOT_IN_THE_SCRIPT
    assert {"done", "lapsed"} == set(ended.values())
    assert max(expected.values()) == 1, [one for one, count in expected.items() if count > 1]
    world, stops = make_world("stopped"), EachStep()
    line = played(world, begun(world), stopped_at_each_step(world, stops))
    assert {"tick.due", "tick.before-commit", "tick.committed", "ask-chairs.owed", "judge-again.recorded",
            "join.recorded"} <= set(stops.names)  # fmt: skip
    assert stops.names.count("tick.committed") >= len(ended) - len(before)
    assert letters(world) == expected
    assert outcomes(line) == ended
    assert numbers(line) == registered


NOT_IN_THE_SCRIPT: set[str] = set()
"""Kinds of rows that the script does not make fall due."""


def test_several_workers_do_everything_once(make_world: MakeWorld) -> None:
    alone_there = make_world("alone")
    line = played(alone_there, begun(alone_there), alone(alone_there))
    world = make_world("many")
    first = begun(world)
    others = [with_our_clock(world.start(store=first.store)) for _ in range(2)]
    line_of_many = played(world, first, by_several(world, others))
    assert max(letters(world).values()) == 1
    assert outcomes(line_of_many) == outcomes(line)
    assert numbers(line_of_many) == numbers(line)
    assert recipients(world) == recipients(alone_there)


def recipients(world: World) -> Counter[str]:
    """How many letters each address got."""
    return Counter(to for _, to in letters(world))


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

    def crash_at_first(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd | Wait:
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
