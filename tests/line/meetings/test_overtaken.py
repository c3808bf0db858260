"""What a change of a meeting overtakes: letters that wait, reports, the time for sending again. Figures are fresh."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.calls.moving import MoreTime
from intake.domain.telling.unanswered import Unanswered, unanswered
from intake.pipeline.agenda.telling import tell_secretariat
from intake.pipeline.desk.calls.meetings import MeetingDeed, cancel, extend, postpone
from intake.pipeline.line import Line
from intake.pipeline.showing.meetings import meetings_of
from intake.pipeline.tick import tick
from tests.line.letters_in import mail, other_paper, paper
from tests.line.meetings.test_closing import BEFORE, CHAIR, CLOSED, DEADLINE, NEXT_EVENING, reports, started
from tests.line.meetings.test_meetings import change
from tests.line.meetings.test_states_of_play import LAST_MORNING
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import SECRETARIAT, World

NAME = "jca-mv/2026-05-13"
GRACE = MeetingDeed("Grace", "the hall is closed")
MONDAY = datetime(2026, 5, 4, 21, 59, 59, tzinfo=UTC)
JUNE = (date(2026, 6, 10), date(2026, 6, 11))

OF_OTHERS = "Mails without a receipt: 1"

Act = Callable[[Line], object]


def more_time(line: Line) -> object:
    return extend(line, NAME, GRACE, MoreTime(MONDAY.date()))


def no_date(line: Line) -> object:
    return postpone(line, NAME, GRACE)


def in_june(line: Line) -> object:
    return postpone(line, NAME, GRACE, JUNE)


def not_at_all(line: Line) -> object:
    return cancel(line, NAME, GRACE)


def nothing(_: Line) -> None:
    pass


def begun(world: World, at: datetime, *raws: bytes) -> Line:
    world.groups = ("jca-mv",)
    world.clock.at = at
    for raw in raws:
        world.server.deliver(raw, at)
    line = started(world)
    world.run(line)
    return line


def subjects(world: World, to: str = SECRETARIAT) -> list[str]:
    return [str(one["Subject"]).removeprefix("[JCA-MV] ") for one in letters(world, to)]


@pytest.mark.parametrize(
    ("act", "left"),
    [
        pytest.param(nothing, "This morning: 0 registered, 0 waiting for you, 0 for the chairs (+2)", id="as-it-was"),
        pytest.param(no_date, OF_OTHERS, id="postponed"),
        pytest.param(not_at_all, OF_OTHERS, id="cancelled"),
        pytest.param(more_time, OF_OTHERS, id="more-time"),
    ],
)
def test_a_letter_that_waits_tells_nothing_of_a_call_that_is_no_more(world: World, act: Act, left: str) -> None:
    """The morning mail and the state of play are owed; within their minute the meeting changes. What else is, stays."""
    line = begun(world, LAST_MORNING - timedelta(minutes=1))
    world.clock.at = LAST_MORNING
    tick(line)
    with line.store.write() as work:
        other = unanswered([Unanswered("MV-26-0001", "a@b.example", "Hello", "a machine may be answering")])
        tell_secretariat(line, work, line.rulebook(work, "jca-mv"), other, world.clock.at)
    act(line)
    world.run_at(line, LAST_MORNING + timedelta(minutes=1))
    assert subjects(world) == [left]


@pytest.mark.parametrize(
    ("act", "told"),
    [
        pytest.param(nothing, 1, id="as-it-was"),
        pytest.param(in_june, 1, id="other-days-for-the-same-call"),
        pytest.param(no_date, 0, id="postponed"),
        pytest.param(not_at_all, 0, id="cancelled"),
        pytest.param(more_time, 0, id="more-time"),
    ],
)
def test_a_report_that_waits_leaves_only_while_it_is_true(world: World, act: Act, told: int) -> None:
    line = begun(world, BEFORE)
    world.clock.at = CLOSED
    for verb in world.steps()[:3]:  # the mailbox is read, and what is due is done; nothing is sent so far
        verb(line)
    act(line)
    world.run_at(line, CLOSED + timedelta(minutes=1))
    assert [len(reports(world, to)) for to in (SECRETARIAT, CHAIR)] == [told, told]


def test_the_figures_are_those_of_the_moment_at_which_the_letter_leaves(world: World) -> None:
    line = begun(world, LAST_MORNING - timedelta(minutes=1))
    world.clock.at = LAST_MORNING
    tick(line)
    world.server.deliver(mail("one", ("Input.docx", paper())), LAST_MORNING)
    world.run(line)
    (letter,) = letters(world, SECRETARIAT)
    assert "This morning: 1 registered" in str(letter["Subject"])
    assert text_of(letter).count("Registered: 1.") == 2


def closings(line: Line) -> list[str]:
    with line.store.read() as work:
        return [one.why for one in work.log.listed(what="closed")]


def shown(line: Line) -> str:
    """What `intake meeting show` says of the close."""
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
        (found,) = meetings_of(work, book, line.clock.now())
    return str(found["closed"]["report"])


def test_a_postponed_meeting_has_its_final_report_once_it_has_a_date(world: World) -> None:
    """The call was closed while a document could still return. Log and `show` say what becomes of its report."""
    line = begun(world, BEFORE, mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"))
    world.run_at(line, CLOSED)
    assert shown(line) == "provisional, and a final one follows"
    no_date(line)
    assert closings(line)[-1] == (
        "Second meeting of JCA-MV is postponed: the report on its call stays provisional, and a final one follows when "
        "its days are known."
    )
    assert shown(line) == "provisional, and a final one follows when its days are known"
    world.run_at(line, NEXT_EVENING)
    assert len(reports(world)) == 1
    in_june(line)
    world.run_at(line, NEXT_EVENING + timedelta(minutes=16))
    world.run_at(line, NEXT_EVENING + timedelta(minutes=17))
    assert reports(world)[1:] == ["[JCA-MV] Call closed: 0 registered for Second meeting of JCA-MV"]
    assert shown(line) == "final"


def test_a_cancelled_meeting_keeps_its_provisional_report(world: World) -> None:
    line = begun(world, BEFORE, mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"))
    world.run_at(line, CLOSED)
    not_at_all(line)
    world.run_at(line, NEXT_EVENING)
    assert len(reports(world)) == 1
    assert closings(line)[-1].endswith("stays provisional, and no other one follows.")


def until(line: Line) -> datetime | None:
    with line.store.read() as work:
        return work.submissions.get(1).correct_until


def sent_back(world: World) -> list[str]:
    return [one for one in subjects(world, "delegate@etri.example") if "send your document again" in one]


def test_what_was_sent_back_may_return_until_the_date_that_was_moved(world: World) -> None:
    line = begun(world, BEFORE, mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"))
    assert until(line) == DEADLINE + timedelta(days=1)
    more_time(line)
    assert until(line) == MONDAY
    world.run_at(line, DEADLINE + timedelta(hours=10))
    assert sent_back(world) == [], "Friday is no longer the last day"
    extend(line, NAME, GRACE, MoreTime(date(2026, 5, 2), shorten=True))
    assert until(line) == MONDAY, "nobody has less time than they were told"
    world.run_at(line, datetime(2026, 5, 4, 7, 1, tzinfo=UTC))
    assert len(sent_back(world)) == 1
    answer = mail("again", ("Minutes.docx", paper("Minutes")), subject="Re: MV-26-0001")
    world.server.deliver(answer, MONDAY)
    world.run_at(line, MONDAY)
    with line.store.read() as work:
        last = work.submissions.decisions(2)[-1].verdict
    assert (last.disposition, last.late_by, last.counts_from) == ("accept", 0, BEFORE)


@pytest.mark.parametrize(
    ("addresses", "end"),
    [
        pytest.param(("delegate@etri.example",), MONDAY, id="of-the-sender"),
        pytest.param(("other@cst.example",), DEADLINE + timedelta(days=1), id="of-another"),
    ],
)
def test_more_time_for_one_sender_is_for_what_was_sent_back_to_them(
    world: World, addresses: tuple[str, ...], end: datetime
) -> None:
    line = begun(world, BEFORE, mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"))
    extend(line, NAME, GRACE, MoreTime(MONDAY.date(), addresses=addresses))
    assert until(line) == end


def test_a_receipt_that_is_written_after_the_date_was_moved_prints_the_later_end(world: World) -> None:
    world.groups = ("jca-mv",)
    world.clock.at = BEFORE
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), BEFORE)
    line = started(world)
    moved: list[str] = []

    def step(name: str) -> None:
        if name == "decide.committed" and not moved:
            moved.append(name)
            more_time(line)

    line.step = step
    world.run(line)
    assert moved
    assert until(line) == MONDAY
    assert "Monday 4 May 2026, 23:59:59" in text_of(letters(world, "delegate@etri.example")[0])


def test_a_date_that_is_moved_back_closes_no_call_again(world: World) -> None:
    line = begun(world, BEFORE, mail("one", ("Input.docx", paper())))
    world.run_at(line, CLOSED)
    extend(line, NAME, GRACE, MoreTime(date(2026, 4, 29), shorten=True))
    found = DEADLINE - timedelta(days=2)
    world.server.deliver(mail("found", ("Other.docx", paper("Another topic"))), found)
    for hours in (1, 2, 26, 27):
        world.run_at(line, CLOSED + timedelta(hours=hours))
    assert reports(world) == [
        "[JCA-MV] Call closed: 1 registered for Second meeting of JCA-MV",
        "[JCA-MV] 1 more for Second meeting of JCA-MV since the report",
    ]


def test_chairs_are_asked_once_a_postponed_meeting_has_a_date(world: World) -> None:
    """The letter of the next morning did not leave, since the meeting had no date; the paper is late all the same."""
    late = DEADLINE + timedelta(minutes=11)
    line = begun(world, BEFORE)
    change(line, lambda book: replace(book, policy=replace(book.policy, notify_chairs="daily")))
    world.server.deliver(mail("late", ("Input.docx", paper())), late)
    world.run_at(line, late)
    no_date(line)
    world.run_at(line, late + timedelta(hours=10))
    assert [one for one in subjects(world, CHAIR) if "Received after" in one] == []
    in_june(line)
    for minutes in (1, 2):
        world.run_at(line, late + timedelta(hours=10, minutes=minutes))
    asked = [one for one in subjects(world, CHAIR) if "Received after" in one]
    assert len(asked) == 1
    no_date(line)
    in_june(line)
    world.run_at(line, late + timedelta(hours=13))
    assert [one for one in subjects(world, CHAIR) if "Received after" in one] == asked
