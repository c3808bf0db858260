"""What the secretariat is told before a date for contributions: each letter once, at its hour, and none too late."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from intake.pipeline.line import Line
from tests.line.letters_in import mail, paper
from tests.line.trouble.test_alerts import parsed, text_of
from tests.line.worlds import SECRETARIAT, World

CALL_OPEN = datetime(2026, 4, 20, 8, tzinfo=UTC)
WEEK_BEFORE, TWO_DAYS_BEFORE = (datetime(2026, 4, day, 15, 30, tzinfo=UTC) for day in (23, 28))
LAST_MORNING, LAST_AFTERNOON = (datetime(2026, 4, 30, *hour, tzinfo=UTC) for hour in ((6, 30), (15, 0)))


def opened(world: World, at: datetime = CALL_OPEN) -> Line:
    """A process that begins at this instant, for one group."""
    world.groups = ("jca-mv",)
    world.clock.at = at
    return world.start()


def to_secretariat(world: World) -> list[EmailMessage]:
    return [parsed(one.raw) for one in world.sink.sent if SECRETARIAT in one.recipients]


def subjects(world: World) -> list[str]:
    """The subjects of the letters with a state of play, alone or below a morning mail."""
    return [
        str(one["Subject"]) for one in to_secretariat(world) if "State of play" in f"{one['Subject']} {text_of(one)}"
    ]


def test_the_secretariat_hears_how_the_call_stands(world: World) -> None:
    world.server.deliver(mail("one", ("Input.docx", paper())), CALL_OPEN)
    world.server.deliver(mail("two", text="When does the meeting begin?"), CALL_OPEN + timedelta(minutes=1))
    line = opened(world)
    world.run(line)
    assert subjects(world) == []
    world.run_at(line, WEEK_BEFORE)
    (letter,) = [one for one in to_secretariat(world) if "State of play" in str(one["Subject"])]
    assert letter["Subject"] == "[JCA-MV] State of play: 1 registered, 1 waiting for you, 0 for the chairs"
    assert str(letter["From"]) == '"JCA-MV secretariat (contributions)" <tsbjcamv@itu.int>'
    assert (letter["To"], letter["Auto-Submitted"]) == (SECRETARIAT, "auto-generated")
    told = text_of(letter)
    assert "Thursday 30 April 2026, 23:59 Geneva time (UTC+2)" in told
    assert "Registered: 1." in told
    row = "- MV-26-0002 Received: Monday 20 April 2026, 10:01 Geneva time (UTC+2) Sender: delegate@etri.example"
    assert row in told


@pytest.mark.parametrize(
    ("begins", "letters"),
    [
        pytest.param(CALL_OPEN, 4, id="all"),
        pytest.param(WEEK_BEFORE + timedelta(hours=1), 3, id="from-then-on"),
        pytest.param(LAST_AFTERNOON + timedelta(minutes=1), 0, id="too-late"),
    ],
)
def test_each_instant_is_told_once(world: World, begins: datetime, letters: int) -> None:
    """The reminder of three hours before moves to 17:00 and shares the letter of that hour."""
    line = opened(world, begins)
    for instant in (WEEK_BEFORE, TWO_DAYS_BEFORE, LAST_MORNING, LAST_AFTERNOON):
        if instant >= begins:
            world.run_at(line, instant)
            world.run_at(line, instant + timedelta(minutes=1))
    assert len(subjects(world)) == letters


def test_what_fell_due_while_nobody_worked_is_told_once_and_late(world: World) -> None:
    line = opened(world)
    world.run(line)
    world.run_at(line, LAST_MORNING + timedelta(hours=2))
    assert len(subjects(world)) == 1


def test_after_the_deadline_nobody_is_reminded_of_it(world: World) -> None:
    line = opened(world)
    world.run(line)
    world.run_at(line, datetime(2026, 5, 1, 1, tzinfo=UTC))
    assert subjects(world) == []
    with line.store.read() as work:
        ended = {
            item.outcome
            for item in work.agenda.listed("jca-mv", after=CALL_OPEN, limit=99)
            if "7 d" in item.due.subject
        }
    assert ended == {"lapsed"}
