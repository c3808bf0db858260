"""Mails whose receipt was kept are named to people on the next morning of a working day, each once."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.line import ALERTS, Line
from intake.store import SqlStore
from tests.line.acts.test_acts import by
from tests.line.letters_in import mail, paper
from tests.line.test_mailbox import with_policy
from tests.line.trouble.test_alerts import OPS, parsed, text_of
from tests.line.trouble.test_faults import Stopped, Stopper, restarted
from tests.line.worlds import SECRETARIAT, Sink, World

MakeWorld = Callable[[str], World]
FRIDAY = datetime(2026, 4, 24, 9, tzinfo=UTC)
"""11:00 in Geneva."""
SATURDAY = FRIDAY + timedelta(days=1)
MONDAY = datetime(2026, 4, 27, 6, 31, tzinfo=UTC)
"""08:31 in Geneva."""


def kept(name: str, subject: str) -> bytes:
    """A mail over a list, which is not answered."""
    return mail(name, (f"{name}.docx", paper(title=f"The paper {name}")), subject=subject, List_Id="<l.example.org>")


def begun(world: World, step: Callable[[str], None] = lambda _: None) -> Line:
    world.groups = ("jca-mv",)
    world.clock.at = FRIDAY
    line = world.start(step)
    line.alerts_to = (OPS,)
    return line


def comes(world: World, line: Line, instant: datetime, name: str) -> None:
    world.server.deliver(kept(name, f"About {name}"), instant)
    world.run_at(line, instant)


def told(world: World, to: str, sink: Sink | None = None) -> list[str]:
    """The letters to this address that name mails without a receipt."""
    sent = [parsed(raw) for raw in dict.fromkeys(one.raw for one in (sink or world.sink).sent if to in one.recipients)]
    return [text for text in map(text_of, sent) if "no receipt left" in text]


@pytest.mark.parametrize("to", [SECRETARIAT, OPS])
def test_what_nobody_answered_over_the_weekend_is_named_on_monday(world: World, to: str) -> None:
    line = begun(world)
    comes(world, line, FRIDAY, "one")
    comes(world, line, SATURDAY, "two")
    world.run_at(line, MONDAY - timedelta(hours=1))
    assert told(world, to) == []
    world.run_at(line, MONDAY)
    world.run_at(line, MONDAY + timedelta(minutes=5))
    (text,) = told(world, to)
    for name, reference in (("one", "MV-26-0001"), ("two", "MV-26-0002")):
        assert f"About {name}" in text
        assert f"intake resend {reference} --reason WHY" in text
    assert "delegate@etri.example" in text
    world.run_at(line, MONDAY + timedelta(days=1))
    assert len(told(world, to)) == 1


def test_each_day_names_its_own(world: World) -> None:
    line = begun(world)
    comes(world, line, FRIDAY, "one")
    world.run_at(line, MONDAY)
    comes(world, line, MONDAY + timedelta(hours=2), "two")
    world.run_at(line, MONDAY + timedelta(days=1))
    world.run_at(line, MONDAY + timedelta(days=1, minutes=5))
    first, second = told(world, OPS)
    assert ("About one" in first, "About two" in first) == (True, False)
    assert ("About one" in second, "About two" in second) == (False, True)


def test_what_was_sent_after_all_is_not_named(world: World) -> None:
    line = begun(world)
    comes(world, line, FRIDAY, "one")
    resend(line, "MV-26-0001", by("eva"))
    world.run_at(line, MONDAY)
    world.run_at(line, MONDAY + timedelta(minutes=5))
    assert told(world, OPS) == []


def test_a_home_on_trial_names_nothing_that_it_keeps_itself(world: World) -> None:
    line = begun(world)
    with_policy(line, replies="watch")
    world.server.deliver(mail("paper", ("Input.docx", paper())), FRIDAY)
    world.run_at(line, FRIDAY)
    world.run_at(line, MONDAY)
    world.run_at(line, MONDAY + timedelta(minutes=5))
    assert told(world, SECRETARIAT) == []


def test_who_is_told_of_alerts_reads_it_by_the_server_for_alerts(world: World) -> None:
    line = begun(world)
    line.senders[ALERTS] = other = Sink()
    comes(world, line, FRIDAY, "one")
    world.run_at(line, MONDAY)
    world.run_at(line, MONDAY + timedelta(minutes=5))
    assert len(told(world, OPS, other)) == 1
    assert (len(told(world, SECRETARIAT)), told(world, OPS)) == (1, [])


def test_downtime_over_the_morning_makes_it_late_not_never(world: World) -> None:
    line = begun(world)
    comes(world, line, FRIDAY, "one")
    world.run_at(line, MONDAY + timedelta(days=2))
    world.run_at(line, MONDAY + timedelta(days=2, minutes=5))
    assert len(told(world, OPS)) == 1


def _monday(world: World, line: Line) -> None:
    world.run_at(line, MONDAY)
    world.run_at(line, MONDAY + timedelta(minutes=5))


def test_stopped_at_any_step_of_the_morning_it_is_told_once(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqlStore, "check_clock", lambda _self, _now: 0.0)
    world, stopper = make_world("whole"), Stopper()
    line = begun(world, stopper)
    comes(world, line, FRIDAY, "one")
    stopper.names.clear()
    _monday(world, line)
    names = list(stopper.names)
    mine = [place for place, name in enumerate(names, 1) if name.startswith("tick.")]
    assert {names[place - 1] for place in mine} >= {"tick.due", "tick.before-commit", "tick.committed"}
    for place in mine:
        again, stops = make_world(f"stopped-{place}"), Stopper()
        line = begun(again, stops)
        comes(again, line, FRIDAY, "one")
        stops.names.clear()
        stops.at = place
        with closing(line.store), pytest.raises(Stopped):
            _monday(again, line)
        line = restarted(again)
        line.alerts_to = (OPS,)
        with closing(line.store):
            _monday(again, line)
            assert [len(told(again, one)) for one in (OPS, SECRETARIAT)] == [1, 1]
