"""Morning mails, drafts for the list, and letters to those whose document was sent back: each once, none too late."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from intake.domain.letters.notice import Notice, Said
from intake.domain.meeting import Deadline
from intake.domain.rulebook import Replies
from intake.pipeline.agenda.telling import tell_secretariat
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Line
from intake.pipeline.pay import pay
from tests.line.letters_in import DELEGATE, mail, other_paper, paper
from tests.line.trouble.test_alerts import parsed, text_of
from tests.line.worlds import SECRETARIAT, World

TUESDAY = datetime(2026, 4, 28, 8, tzinfo=UTC)
WEDNESDAY_MORNING, THURSDAY_MORNING = (datetime(2026, 4, day, 6, 31, tzinfo=UTC) for day in (29, 30))


def opened(world: World, at: datetime = TUESDAY, replies: Replies = "send") -> Line:
    world.groups = ("jca-mv",)
    world.clock.at = at
    line = world.start()
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    group = replace(book.group, announce_to="list@example.org")
    version, text = line.codec.write(replace(book, group=group, policy=replace(book.policy, replies=replies)))
    activate(line, "jca-mv", version, text, who="test")
    return line


def letters(world: World, to: str, about: str) -> list[EmailMessage]:
    """The letters to this address whose subject has these words."""
    found = [parsed(one.raw) for one in world.sink.sent if to in one.recipients]
    return [one for one in found if about in str(one["Subject"])]


def test_a_morning_with_something_to_do_begins_with_a_mail(world: World) -> None:
    line = opened(world)
    world.run(line)
    world.run_at(line, WEDNESDAY_MORNING)
    assert letters(world, SECRETARIAT, "This morning") == []
    world.server.deliver(mail("asks", text="When does the meeting begin?"), WEDNESDAY_MORNING + timedelta(hours=1))
    world.run_at(line, WEDNESDAY_MORNING + timedelta(hours=1))
    world.run_at(line, THURSDAY_MORNING)
    world.run_at(line, THURSDAY_MORNING + timedelta(minutes=10))
    (letter,) = letters(world, SECRETARIAT, "This morning")
    assert letter["Subject"] == "[JCA-MV] This morning: 0 registered, 1 waiting for you, 0 for the chairs (+1)"
    told = text_of(letter)
    assert "Today is the last day for contributions, until Thursday 30 April 2026, 23:59 Geneva time (UTC+2)." in told
    assert "State of play" in told, "the one of 09:00 goes into the same letter"


def test_who_has_not_sent_it_again_is_reminded_before_it_is_too_late(world: World) -> None:
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), TUESDAY)
    line = opened(world)
    world.run(line)
    world.run_at(line, WEDNESDAY_MORNING + timedelta(hours=2))
    assert letters(world, DELEGATE, "send your document again") == []
    world.run_at(line, THURSDAY_MORNING + timedelta(hours=2))
    world.run_at(line, THURSDAY_MORNING + timedelta(hours=3))
    (letter,) = letters(world, DELEGATE, "send your document again")
    assert (letter["In-Reply-To"], letter["To"]) == ("<returned@etri.example>", DELEGATE)
    told = text_of(letter)
    assert "until Thursday 30 April 2026, 23:59 Geneva time (UTC+2), it will be treated as received on Tuesday" in told


@pytest.mark.parametrize("replies", ["draft", "watch"])
def test_no_letter_leaves_where_receipts_do_not(world: World, replies: Replies) -> None:
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), TUESDAY)
    line = opened(world, replies=replies)
    world.run(line)
    world.run_at(line, THURSDAY_MORNING + timedelta(hours=2))
    assert letters(world, DELEGATE, "") == []
    assert letters(world, SECRETARIAT, "State of play"), "letters to staff leave"


def test_who_sent_it_again_is_not_reminded(world: World) -> None:
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), TUESDAY)
    line = opened(world)
    world.run(line)
    world.server.deliver(mail("again", ("Minutes.docx", paper())), TUESDAY + timedelta(hours=4))
    world.run_at(line, TUESDAY + timedelta(hours=4))
    world.run_at(line, THURSDAY_MORNING + timedelta(hours=2))
    assert letters(world, DELEGATE, "send your document again") == []


def test_the_list_is_reminded_by_a_draft(world: World) -> None:
    line = opened(world)
    world.run(line)
    for hour in (15, 16):
        world.run_at(line, datetime(2026, 4, 28, hour, 31, tzinfo=UTC))
    (draft,) = [parsed(raw) for raw, _ in world.server.folders.get("Drafts", {}).values()]
    assert draft["To"] == "list@example.org"
    assert str(draft["Subject"]).startswith(
        "[JCA-MV] Reminder: contributions to Second meeting of JCA-MV until Thursday"
    )
    assert "tsbjcamv@itu.int" in text_of(draft)
    assert not [one for one in world.sink.sent if "list@example.org" in one.recipients]


@pytest.mark.parametrize("spans", [("3 d",), ("2 d", "3 d"), ("54 h", "2 d", "3 d")])
def test_spans_that_mean_the_same_instant_are_one_reminder(world: World, spans: tuple[str, ...]) -> None:
    """Two and three days before Monday, 4 May, are the Friday."""
    monday = datetime(2026, 5, 4, 21, 59, 59, tzinfo=UTC)
    line = opened(world)
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    until = Deadline("contribution", datetime(2026, 5, 4, 23, 59, 59), "Europe/Zurich", monday)  # noqa: DTZ001
    meeting = replace(book.meetings[0], deadlines=(until,))
    policy = replace(book.policy, reminders=spans)
    version, text = line.codec.write(replace(book, meetings=(meeting,), policy=policy))
    activate(line, "jca-mv", version, text, who="test")
    world.run_at(line, datetime(2026, 5, 1, 15, 31, tzinfo=UTC))
    assert len(world.server.folders.get("Drafts", {})) == 1
    assert len(letters(world, SECRETARIAT, "State of play")) == 1


def test_who_may_send_it_again_after_the_date_is_reminded_on_each_last_day(world: World) -> None:
    """On the last day of the call, Thursday, and on the last day for sending it again, Friday."""
    line = opened(world)
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    version, text = line.codec.write(replace(book, policy=replace(book.policy, correction_days=2)))
    activate(line, "jca-mv", version, text, who="test")
    evening = WEDNESDAY_MORNING + timedelta(hours=11)
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper()), subject="My minutes"), evening)
    world.run_at(line, evening)
    for days, told in ((0, 1), (1, 2), (2, 2)):
        world.run_at(line, THURSDAY_MORNING + timedelta(days=days, hours=2))
        assert len(letters(world, DELEGATE, "send your document again")) == told


def test_nothing_that_is_told_to_staff_is_lost(world: World) -> None:
    """More than fits one letter goes into another, and so does what comes while one is on its way."""
    line = opened(world)
    world.run(line)
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    for number in range(100):
        with line.store.write() as work:
            tell_secretariat(line, work, book, Notice(Said("staff.figure.held", {"count": number}), ()), TUESDAY)
        if number == 10:
            world.clock.wait(60)
            pay(line)
    for hours in range(1, 6):
        world.run_at(line, TUESDAY + timedelta(hours=hours))
    told = [re.findall(r"Held, for you to decide: (\d+)", text_of(one)) for one in letters(world, SECRETARIAT, "Held")]
    assert [int(number) for letter in told for number in letter] == list(range(100))
    assert len(told) == 4
