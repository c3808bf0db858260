"""While a meeting sits: a new document is held, the chairs are asked at once, and what they admit is posted at once."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.rulebook import Policy
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import admit
from intake.pipeline.line import Line
from tests.line.acts.test_posting import posted
from tests.line.chairs.test_chairs import KANG, SECRETARIAT, asked, started
from tests.line.chairs.test_chairs_by_link import PUBLIC, links, press
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.meetings.test_agenda_faults import with_our_clock
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import START, World

SITS = datetime(2026, 5, 13, 7, tzinfo=UTC)
"""Half an hour after it began."""
EARLY, ROOM = "JCA-MV-Doc-001", "JCA-MV-Doc-002"


def from_the_room(world: World, policy: Policy | None = None, sender: str = DELEGATE, source: str = "ETRI") -> Line:
    """A meeting that sits, and a paper that came into it; the delegate has sent one before the date, too."""
    world.clock.at = START
    world.server.deliver(mail("early", ("Early.docx", paper("Early"))), START)
    line = with_our_clock(started(world, policy))
    line.public = PUBLIC
    world.run(line)
    world.run_at(line, SITS - timedelta(minutes=5))
    world.server.deliver(mail("room", ("Room.docx", paper("From the room", source)), sender=sender), SITS)
    world.run_at(line, SITS)
    return line


@pytest.mark.parametrize("notify", ["each", "daily"])
def test_the_chairs_are_asked_at_once(world: World, notify: str) -> None:
    """Also where they read one letter a day."""
    line = from_the_room(world, Policy(notify_chairs=notify))  # type: ignore[arg-type]
    world.run_at(line, SITS + timedelta(seconds=45))
    assert [str(one["Subject"]) for one in asked(world, KANG)] == [
        "[JCA-MV] Received after the date for contributions: MV-26-0002 - From the room"
    ]
    assert posted(line) == []


def test_what_a_chair_admits_is_posted_within_a_minute(world: World) -> None:
    line = from_the_room(world)
    world.run_at(line, SITS + timedelta(minutes=2))
    before = world.clock.at
    press(line, links(world, KANG)[0], "It is needed now.")
    world.run(line)
    assert posted(line) == [ROOM]
    with line.store.read() as work:
        (one,) = [each for each in work.contributions.listed("jca-mv") if each.label == ROOM]
        (entry,) = work.log.listed(what="posted")
    assert one.posted_at is not None
    assert one.posted_at - before <= timedelta(minutes=1)
    assert (entry.who, entry.facts["number"]) == ("tick", ROOM)
    assert "Admitted: JCA-MV-Doc-002" in str(letters(world, DELEGATE)[-1]["Subject"])


def test_before_the_meeting_a_person_posts_what_was_admitted(world: World) -> None:
    world.clock.at = START
    world.server.deliver(mail("early", ("Early.docx", paper("Early"))), START)
    line = started(world)
    world.run(line)
    world.clock.at = SITS - timedelta(days=2)
    world.server.deliver(mail("late", ("Late.docx", paper("Late"))), world.clock.at)
    world.run(line)
    admit(line, "2", Deed("Ada", "agreed"))
    world.run_at(line, SITS)
    assert posted(line) == []


@pytest.mark.parametrize(
    ("sender", "source", "why"),
    [
        pytest.param("new@cst.example", "ETRI", "came with the first mail of its address", id="first-mail"),
        pytest.param(
            "someone@gmail.com", "Ministry of Digital Affairs", "from an address that anybody can have", id="free-mail"
        ),
    ],
)
def test_in_doubt_a_person_looks_first_and_is_told(world: World, sender: str, source: str, why: str) -> None:
    line = from_the_room(world, sender=sender, source=source)
    admit(line, "MV-26-0002", Deed("Ada", "the chairs agree"))
    world.run(line)
    world.run_at(line, world.clock.at + timedelta(hours=2))
    assert posted(line) == []
    told = [" ".join(text_of(one).split()) for one in letters(world, SECRETARIAT)]
    (words,) = [one for one in told if f"intake post {ROOM}" in one]
    assert f"{ROOM} {'came' if 'first' in why else 'speaks'}" in words
    assert why in words
