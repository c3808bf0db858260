"""A deadline that is moved: late papers get their numbers, everybody else hears nothing, and a person's word stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest

from intake.domain.calls.moving import MoreTime
from intake.domain.deadlines import deadline
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.names import meeting_named
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Severity
from intake.pipeline.desk.calls.meetings import Changed, MeetingDeed, extend, reopen
from intake.pipeline.desk.mails.acts import return_to_sender
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Line
from tests.line.acts.test_acts import LATE, by, decisions, once, submission
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.meetings.test_meetings import change
from tests.line.test_line import subjects
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import World

Late = Literal["hold", "number-and-flag", "reject"]
NAME = "jca-mv/2026-05-13"
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
AFTER = DEADLINE + timedelta(minutes=11)
MONDAY = date(2026, 5, 4)
OTHER = "other@cst.example"
GRACE = MeetingDeed("Grace", "holiday in several countries")


def came(world: World, *mails: bytes, at: datetime = AFTER) -> Line:
    """A line that has done all that follows from these mails."""
    world.groups = ("jca-mv",)
    for raw in mails:
        world.server.deliver(raw, at)
    world.clock.at = max(world.clock.at, at)
    line = world.start()
    world.run(line)
    return line


def late(name: str = "late", sender: str = DELEGATE, title: str = "A late paper") -> bytes:
    return mail(name, ("Input.docx", paper(title)), sender=sender)


def moved(world: World, line: Line, wish: MoreTime | None = None) -> tuple[Changed, list[str]]:
    """What the extension changed, and the subjects of the letters to senders that it caused."""
    before = len(subjects(world))
    changed = extend(line, NAME, GRACE, wish or MoreTime(MONDAY))
    world.run(line)
    return changed, subjects(world)[before:]


def test_a_late_paper_is_in_time_after_the_fact(world: World) -> None:
    line = came(world, late())
    assert subjects(world) == [LATE]
    changed, letters = moved(world, line)
    assert changed.judged_again == 1
    assert letters == ["[JCA-MV] Registered: JCA-MV-Doc-001 - A late paper"]
    first, last = decisions(line)
    assert (first.verdict.disposition, last.actor, last.act) == ("hold", "line", "judge-again")
    assert (last.verdict.disposition, last.verdict.late_by, last.verdict.numbers) == ("accept", 0, ("JCA-MV-Doc-001",))
    assert last.verdict.deadline == datetime(2026, 5, 4, 21, 59, 59, tzinfo=UTC)
    assert list(world.server.folders["INBOX"]) == []


OUTCOMES = [
    pytest.param(late(), "hold", "accept", 1, id="late"),
    pytest.param(mail("both", ("old.rtf", RTF)), "hold", "hold", 1, id="another-hold-stays"),
    pytest.param(mail("off", ("minutes.docx", other_paper())), "hold", "return", 1, id="then-what-is-to-be-corrected"),
]


@pytest.mark.parametrize(("raw", "before", "after", "letters"), OUTCOMES)
def test_only_its_time_is_judged_again(world: World, raw: bytes, before: str, after: str, letters: int) -> None:
    line = came(world, raw)
    assert submission(line).disposition == before
    found = {one.id for one in decisions(line)[0].verdict.findings}
    assert len(moved(world, line)[1]) == letters
    last = decisions(line)[-1].verdict
    assert last.disposition == after
    assert {one.id for one in last.findings} == {one for one in found if not one.startswith("TIM")}


def in_time(world: World) -> Line:
    return came(world, late(), at=DEADLINE - timedelta(days=1))


def decided_by_a_person(world: World) -> Line:
    line = came(world, late())
    return_to_sender(line, "1", by("Ada"))
    world.run(line)
    return line


@pytest.mark.parametrize("begin", [in_time, decided_by_a_person])
def test_others_hear_nothing(world: World, begin: Callable[[World], Line]) -> None:
    line = begin(world)
    before = decisions(line)
    assert moved(world, line)[1] == []
    assert decisions(line) == before


def test_numbers_stay_and_go_on_in_the_order_of_receipt(world: World) -> None:
    first = mail("first", ("Input.docx", paper("In time")))
    came(world, first, at=DEADLINE - timedelta(hours=1))
    line = came(world, late("b", OTHER, "Second"), late("c", title="Third"))
    _, letters = moved(world, line)
    assert letters == ["[JCA-MV] Registered: JCA-MV-Doc-002 - Second", "[JCA-MV] Registered: JCA-MV-Doc-003 - Third"]
    with line.store.read() as work:
        assert [one.title for one in work.contributions.listed("jca-mv")] == ["In time", "Second", "Third"]


@pytest.mark.parametrize(
    ("addresses", "registered"),
    [
        pytest.param((), [DELEGATE, OTHER], id="all"),
        pytest.param((DELEGATE,), [DELEGATE], id="one-address"),
        pytest.param(("@etri.example",), [DELEGATE], id="a-domain"),
        pytest.param(("Other@CST.example", DELEGATE), [DELEGATE, OTHER], id="two"),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_more_time_for_some(world: World, addresses: Sequence[str], registered: list[str], when: str) -> None:
    """Whether it is given before the mail comes or after it."""
    mails = (late(), late("other", OTHER, "Another"))
    wish = MoreTime(MONDAY, addresses=tuple(addresses))
    if when == "before":
        line = came(world)
        extend(line, NAME, GRACE, wish)
        for raw in mails:
            world.server.deliver(raw, AFTER)
        world.clock.at = AFTER
        world.run(line)
    else:
        line = came(world, *mails)
        moved(world, line, wish)
    with line.store.read() as work:
        accepted = [one.sender for one in work.submissions.listed() if one.disposition == "accept"]
    assert sorted(accepted) == sorted(registered)


def test_the_one_who_sends_on_behalf_has_more_time_too(world: World) -> None:
    line = came(world)
    extend(line, NAME, GRACE, MoreTime(MONDAY, addresses=("assistant@etri.example",)))
    raw = mail("behalf", ("Input.docx", paper()), Sender="assistant@etri.example")
    world.server.deliver(raw, AFTER)
    world.clock.at = AFTER
    world.run(line)
    assert submission(line).disposition == "accept"


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        pytest.param(MoreTime(date(2026, 4, 29)), "earlier than", id="earlier"),
        pytest.param(MoreTime(date(2026, 4, 30)), "counts already", id="the-same"),
        pytest.param(MoreTime(date(2026, 5, 14)), "after the meeting's last day", id="after-the-meeting"),
        pytest.param(MoreTime(date(2026, 4, 29), addresses=(DELEGATE,)), "nobody has less time", id="less-alone"),
        pytest.param(MoreTime(MONDAY, kind="td"), "has no date for", id="no-such-date"),
        pytest.param(MoreTime(datetime(2026, 5, 4, 1, tzinfo=UTC)), "offset of its own", id="offset"),
        pytest.param(MoreTime(datetime.fromisoformat("2026-03-29T02:30")), "does not exist in", id="clocks-go-forward"),
        pytest.param(MoreTime(datetime.fromisoformat("2026-10-25T02:30")), "exists twice in", id="clocks-go-back"),
    ],
)
def test_what_cannot_be_done_is_said(world: World, wish: MoreTime, told: str) -> None:
    line = came(world)
    with pytest.raises(UsageError, match=told):
        extend(line, NAME, GRACE, wish)


def test_less_time_counts_for_what_comes_later(world: World) -> None:
    line = came(world, late("first"), at=DEADLINE - timedelta(hours=1))
    _, letters = moved(world, line, MoreTime(date(2026, 4, 29), shorten=True))
    assert letters == []
    assert (submission(line).disposition, len(decisions(line))) == ("accept", 1)
    world.server.deliver(late("second", OTHER, "Another"), DEADLINE - timedelta(minutes=30))
    world.run(line)
    assert submission(line, "2").disposition == "hold"


def test_a_change_that_was_not_seen_is_not_overwritten(world: World) -> None:
    line = came(world)
    first = extend(line, NAME, GRACE, MoreTime(MONDAY))
    with pytest.raises(StaleDecisionError, match="changed in between"):
        extend(line, NAME, MeetingDeed("Ada", "why", replaces="0123"), MoreTime(date(2026, 5, 5)))
    extend(line, NAME, MeetingDeed("Ada", "why", replaces=first.version[:12]), MoreTime(date(2026, 5, 5)))
    with line.store.read() as work:
        meeting = line.rulebook(work, "jca-mv").meeting("2026-05-13")
        (*_, logged) = work.log.listed(what="rulebook")
    assert meeting is not None
    assert [(one.by, one.reason) for one in meeting.extensions] == [("Grace", GRACE.reason), ("Ada", "why")]
    assert logged.why == (
        "The date for contributions to Second meeting of JCA-MV is now 2026-05-05 23:59 (Europe/Zurich): why"
    )


def test_a_call_is_reopened_when_it_is_closed(world: World) -> None:
    line = came(world)
    world.clock.at = DEADLINE - timedelta(days=1)
    with pytest.raises(UsageError, match="is not closed"):
        reopen(line, NAME, GRACE, MONDAY)
    line = came(world, late())
    before = len(subjects(world))
    reopen(line, NAME, GRACE, MONDAY)
    world.run(line)
    assert subjects(world)[before:] == ["[JCA-MV] Registered: JCA-MV-Doc-001 - A late paper"]


def test_a_receipt_prints_the_senders_own_deadline(world: World) -> None:
    line = came(world)
    extend(line, NAME, GRACE, MoreTime(MONDAY, addresses=(DELEGATE,)))
    world.server.deliver(late(), datetime(2026, 5, 5, 8, tzinfo=UTC))
    world.clock.at = datetime(2026, 5, 5, 8, tzinfo=UTC)
    world.run(line)
    verdict = decisions(line)[-1].verdict
    assert (verdict.disposition, verdict.deadline) == ("hold", datetime(2026, 5, 4, 21, 59, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    ("late_is", "before", "after", "letters"),
    [
        pytest.param("reject", "return", "accept", 1, id="returned"),
        pytest.param("number-and-flag", "accept", "accept", 0, id="numbered-and-flagged"),
    ],
)
def test_whatever_the_policy_made_of_it(world: World, late_is: Late, before: str, after: str, letters: int) -> None:
    """What was numbered and flagged loses its flag; its outcome is the same, so nobody is written to."""
    line = came(world)
    severity: Severity = "error" if late_is == "reject" else "warning"
    change(line, lambda book: with_late(book, late_is, severity))
    world.server.deliver(late(), AFTER)
    world.run(line)
    assert submission(line).disposition == before
    assert len(moved(world, line)[1]) == letters
    last = decisions(line)[-1].verdict
    assert (last.disposition, last.numbers, last.late_by) == (after, ("JCA-MV-Doc-001",), 0)
    assert not any(one.tells("late") for one in last.findings)


def with_late(book: Rulebook, late_is: Late, severity: Severity) -> Rulebook:
    rules = {**book.rules, "TIM-001": replace(book.rules["TIM-001"], severity=severity)}
    return replace(book, policy=replace(book.policy, late=late_is), rules=rules)


def test_the_same_file_again_is_taken_with_the_first(world: World) -> None:
    """It was held because the first one was."""
    line = came(world, late("first"), late("again"))
    assert [one.disposition for one in all_of(line)] == ["hold", "hold"]
    _, letters = moved(world, line)
    assert [one.disposition for one in all_of(line)] == ["accept", "accept"]
    assert letters == [
        "[JCA-MV] Registered: JCA-MV-Doc-001 - A late paper",
        "[JCA-MV] Already registered: JCA-MV-Doc-001",
    ]


def all_of(line: Line) -> list[Submission]:
    with line.store.read() as work:
        return work.submissions.listed()


def test_a_deadline_that_is_moved_in_the_files_does_the_same(world: World) -> None:
    line = came(world, late())

    def longer(book: Rulebook) -> Rulebook:
        (meeting,) = book.meetings
        later = deadline("contribution", MONDAY, meeting.zone)
        kinds = tuple(later if one.kind == "contribution" else one for one in meeting.deadlines)
        return replace(book, meetings=(replace(meeting, deadlines=kinds),))

    before = len(subjects(world))
    change(line, longer)
    world.run(line)
    assert subjects(world)[before:] == ["[JCA-MV] Registered: JCA-MV-Doc-001 - A late paper"]


def test_the_report_of_a_call_that_was_opened_again_comes_at_its_end(world: World) -> None:
    """A final report that was to come for the first close is left out, and so is its supplement."""
    returned = mail("back", ("minutes.docx", other_paper()), sender=OTHER)
    line = came(world, returned, at=DEADLINE - timedelta(hours=1))
    for hours in (1, 2):
        world.clock.at = DEADLINE + timedelta(hours=hours)
        world.run(line)
    moved(world, line)
    for hours in (40, 90, 95):
        world.clock.at = DEADLINE + timedelta(hours=hours)
        world.run(line)
    with line.store.read() as work:
        closings = work.closings.of("jca-mv", meeting_named(line.rulebook(work, "jca-mv"), "2026-05-13"))
        ended = [
            (item.due.kind, item.outcome)
            for item in work.agenda.listed("jca-mv", after=DEADLINE, limit=99)
            if item.due.kind == "final-report"
        ]
    assert [one.provisional for one in closings] == [True]
    assert ended == [("final-report", "lapsed")]


@pytest.mark.parametrize("named", ["E-2", "e-2", "2026-05-13"])
def test_a_meeting_is_named_by_any_of_its_ids(world: World, named: str) -> None:
    line = came(world)
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    renamed = replace(book.meetings[0], id="E-2", was=("2026-05-13",))
    version, text = line.codec.write(replace(book, meetings=(renamed,)))
    activate(line, "jca-mv", version, text, who="test")
    assert extend(line, f"jca-mv/{named}", GRACE, MoreTime(MONDAY)).meeting.id == "E-2"


@pytest.mark.parametrize(
    ("until", "told"),
    [
        pytest.param(MONDAY, "Monday 4 May 2026, 23:59:59", id="later"),
        pytest.param(date(2026, 4, 29), "Thursday 30 April 2026, 23:59:59", id="before-the-mail-came"),
        pytest.param(datetime.fromisoformat("2026-04-30T20:00"), "Thursday 30 April 2026, 20:00:00", id="earlier"),
    ],
)
def test_a_receipt_prints_the_date_that_counts_when_it_is_written(world: World, until: date, told: str) -> None:
    """The date was moved after the Decision, and before the receipt left."""
    line = came(world, at=DEADLINE - timedelta(days=5))
    world.server.deliver(mail("in-time", ("Input.docx", paper())), world.clock.at)
    once(line, "decide.committed", lambda: extend(line, NAME, GRACE, MoreTime(until, shorten=True)))
    world.run(line)
    (letter,) = [one for one in letters(world, DELEGATE) if "Registered" in str(one["Subject"])]
    assert f"This is in time. The date for contributions is {told}" in " ".join(text_of(letter).split())
