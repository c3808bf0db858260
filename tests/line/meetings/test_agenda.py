"""What the rulebooks make fall due: noted once, moved with its deadline, forgotten with its meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from intake.domain.meeting import Deadline, Meeting
from intake.domain.rulebook import Rulebook
from intake.pipeline.agenda.planning import plan
from intake.pipeline.line import Line
from intake.pipeline.tick import tick
from intake.ports import Store
from intake.store.work import open_store
from tests.line.worlds import START, World

PAST, SOON, LATER = (START + timedelta(hours=hours) for hours in (-1, 1, 2))


def with_deadlines(rulebook: Rulebook, deadlines: Sequence[datetime]) -> Rulebook:
    """The rulebook with one meeting for each of these deadlines, M0, M1 and so on."""
    meetings = tuple(
        Meeting(
            f"M{number}",
            "",
            at.date(),
            at.date(),
            "UTC",
            deadlines=(Deadline("contribution", at.replace(tzinfo=None), "UTC", at),),
        )
        for number, at in enumerate(deadlines)
    )
    return replace(rulebook, meetings=meetings)


def fallen_due(world: World, line: Line) -> list[str]:
    """The meetings whose deadline the log tells of, in order, a day later."""
    world.clock.at = START + timedelta(days=1)
    while tick(line).count:
        pass
    with line.store.read() as work:
        return [str(one.facts["meeting"]) for one in work.log.listed(what="deadline")]


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        pytest.param([[SOON]], ["M0"], id="noted"),
        pytest.param([[SOON], [SOON]], ["M0"], id="noted-once"),
        pytest.param([[SOON, LATER], [SOON]], ["M0"], id="meeting-gone"),
        pytest.param([[LATER, SOON], [SOON, LATER]], ["M0", "M1"], id="moved"),
        pytest.param([[PAST]], [], id="passed-before-we-came"),
        pytest.param([[PAST], [PAST, SOON]], ["M1"], id="passed-before-we-came-and-named-again"),
        pytest.param([[SOON], [SOON, PAST]], ["M1", "M0"], id="moved-into-the-past"),
    ],
)
def test_each_deadline_falls_due_once(world: World, versions: list[list[datetime]], told: list[str]) -> None:
    world.groups = ("jca-mv",)
    line = world.start()
    with line.store.write() as work:
        shipped = line.rulebook(work, "jca-mv")
        plan(work, replace(shipped, meetings=()), shipped, START)
        before: Rulebook | None = None
        for deadlines in versions:
            rulebook = with_deadlines(shipped, deadlines)
            plan(work, rulebook, before, START)
            before = rulebook
    assert fallen_due(world, line) == told


class Ahead:
    """A store whose database has another clock: ours is this many seconds ahead."""

    def __init__(self, store: Store, seconds: float) -> None:
        self._seconds = seconds
        self.read, self.write = store.read, store.write
        self.is_outage, self.close = store.is_outage, store.close

    def check_clock(self, now: datetime) -> float:
        return self._seconds


@pytest.mark.parametrize(("seconds", "told"), [(60, ["M0"]), (-60, ["M0"]), (60.5, []), (-60.5, [])])
def test_nothing_falls_due_by_a_clock_that_is_more_than_a_minute_wrong(
    world: World, seconds: float, told: list[str]
) -> None:
    world.groups = ("jca-mv",)
    line = world.start(store=Ahead(open_store(world.url), seconds))
    with line.store.write() as work:
        shipped = line.rulebook(work, "jca-mv")
        plan(work, replace(shipped, meetings=()), shipped, START)
        plan(work, with_deadlines(shipped, [SOON]), None, START)
    assert fallen_due(world, line) == told
