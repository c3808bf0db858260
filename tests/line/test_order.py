"""Numbers follow the time of receipt, as far as a mail is read in time."""

from datetime import datetime, timedelta

import pytest

from intake.pipeline.decide import decide
from intake.pipeline.line import Line
from intake.pipeline.poll import poll
from intake.pipeline.read import read
from tests.line.letters_in import mail, paper
from tests.line.worlds import START, World

EARLIER, LATER = START - timedelta(minutes=2), START - timedelta(minutes=1)


@pytest.fixture
def line(world: World) -> Line:
    """A line that has read the later mail of two, and only stored the earlier one."""
    line = world.start()
    arrive(world, line, "later", LATER)
    read(line)
    arrive(world, line, "earlier", EARLIER)
    return line


def arrive(world: World, line: Line, name: str, at: datetime) -> None:
    world.server.deliver(mail(name, ("Input.docx", paper(title=name))), at)
    poll(line, world.server, world.box)


def titles(line: Line) -> list[str]:
    with line.store.read() as work:
        return [one.title for one in work.contributions.listed("jca-mv")]


def overtakings(line: Line) -> int:
    with line.store.read() as work:
        return len(work.log.listed(what="overtaking"))


def test_a_mail_waits_for_an_earlier_one(world: World, line: Line) -> None:
    waiting = decide(line)
    assert (waiting.count, titles(line)) == (0, [])
    assert waiting.next_at is not None
    assert waiting.next_at > world.clock.now(), "one that waits keeps nobody busy"
    read(line)
    assert decide(line).count == 2
    assert (titles(line), overtakings(line)) == (["earlier", "later"], 0)


def test_a_mail_waits_no_longer_than_its_patience(world: World, line: Line) -> None:
    world.clock.wait(line.pace.order_patience)
    assert decide(line).count == 1
    read(line)
    assert decide(line).count == 1
    assert (titles(line), overtakings(line)) == (["later", "earlier"], 1)


def test_overtaking_a_mail_that_could_not_be_read_is_told_too(world: World, line: Line) -> None:
    now = world.clock.now()
    with line.store.write() as work:
        (earlier,) = work.submissions.claim("stored", now=now, until=line.until(now), token="t", limit=1)
        work.submissions.mark_failed(
            earlier.id, token="t", next_try=now + timedelta(hours=1), alone=False, back_to="stored"
        )
    assert decide(line).count == 1
    assert (titles(line), overtakings(line)) == (["later"], 1)
