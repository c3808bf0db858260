"""A meeting that is postponed, cancelled or announced: each submitter hears of it once, and every number stays."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest

from intake.domain.calls.moving import MoreTime
from intake.domain.calls.states import state_of
from intake.domain.errors import UsageError
from intake.domain.meeting import Meeting
from intake.domain.names import meeting_named
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission, Timestamps
from intake.domain.verdict import Decision
from intake.pipeline.agenda import notifying
from intake.pipeline.desk.calls.meetings import MeetingDeed, cancel, extend, open_call, postpone, report_is_out
from intake.pipeline.desk.mails.acts import release, withdraw
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Line
from intake.pipeline.receive import Arrived, receive
from intake.store.collections.mails.submissions import SqlSubmissions
from tests.line.acts.test_acts import by, decisions, submission
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.test_line import subjects
from tests.line.trouble.test_alerts import parsed, text_of
from tests.line.worlds import SECRETARIAT, World

NAME = "jca-mv/2026-05-13"
CALL = datetime(2026, 4, 20, 8, tzinfo=UTC)
OTHER = "other@cst.example"
ASSISTANT = "assistant@etri.example"
GRACE = MeetingDeed("Grace", "the hall is closed")
JUNE = (date(2026, 6, 10), date(2026, 6, 11))


def came(world: World, *mails: bytes, at: datetime = CALL) -> Line:
    world.groups = ("jca-mv",)
    for raw in mails:
        world.server.deliver(raw, at)
    world.clock.at = max(world.clock.at, at) if world.lines else at
    line = world.start()
    world.run(line)
    return line


def with_list(line: Line) -> None:
    """The group has a list that letters are prepared for."""
    change(line, lambda book: replace(book, group=replace(book.group, announce_to="jca-mv@lists.example.org")))


def change(line: Line, made: Callable[[Rulebook], Rulebook]) -> None:
    """Put a changed rulebook in force, as from files."""
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    version, text = line.codec.write(made(book))
    activate(line, "jca-mv", version, text, who="test")


def told(world: World, before: int) -> dict[str, list[EmailMessage]]:
    """The letters that left for senders since, by recipient."""
    found: dict[str, list[EmailMessage]] = {}
    for one in world.sink.sent[before:]:
        for to in one.recipients:
            if to != SECRETARIAT:
                found.setdefault(to, []).append(parsed(one.raw))
    return found


def drafts(world: World) -> list[EmailMessage]:
    return [parsed(raw) for raw, _ in world.server.folders.get("Drafts", {}).values()]


def papers() -> tuple[bytes, ...]:
    """Two papers of one delegate, one of them sent by an assistant; another's; one held; one sent back; a question."""
    return (
        mail("one", ("Input.docx", paper("First"))),
        mail("two", ("Input.docx", paper("Second")), Sender=ASSISTANT),
        mail("three", ("Input.docx", paper("Third")), sender=OTHER),
        mail("held", ("old.rtf", RTF), sender="held@etri.example"),
        mail("back", ("minutes.docx", other_paper()), sender="back@etri.example"),
        mail("question", text="When does the meeting begin?", sender="who@etri.example"),
    )


def in_june(line: Line) -> None:
    postpone(line, NAME, GRACE, JUNE, date(2026, 5, 28))


def without_a_date(line: Line) -> None:
    postpone(line, NAME, GRACE)


def not_at_all(line: Line) -> None:
    cancel(line, NAME, GRACE)


def test_the_desk_is_told_how_many_mails_are_answered_with_a_letter(world: World) -> None:
    line = came(world, *papers())
    assert postpone(line, NAME, GRACE).told == 4, "not what was returned, and not the question"


@pytest.mark.parametrize(
    ("act", "subject", "says"),
    [
        pytest.param(in_june, "is postponed", ["Dates: Wednesday 10 June 2026", "28 May 2026"], id="to-other-days"),
        pytest.param(without_a_date, "is postponed", ["not known yet"], id="without-a-date"),
        pytest.param(not_at_all, "is cancelled", ["bring your documents to another meeting"], id="cancelled"),
    ],
)
def test_each_submitter_gets_one_letter(
    world: World, act: Callable[[Line], None], subject: str, says: list[str]
) -> None:
    line = came(world, *papers())
    with_list(line)
    world.run(line)
    before = len(world.sink.sent)
    act(line)
    world.run(line)
    world.clock.wait(3600)
    world.run(line)
    letters = told(world, before)
    assert {to: len(found) for to, found in letters.items()} == dict.fromkeys(
        (DELEGATE, ASSISTANT, OTHER, "held@etri.example"), 1
    )
    (mine,) = letters[DELEGATE]
    assert mine["Subject"] == f"[JCA-MV] Second meeting of JCA-MV {subject}"
    text = " ".join(text_of(mine).split())
    assert "JCA-MV-Doc-001, JCA-MV-Doc-002" in text
    assert "Doc-003" not in text
    for words in says:
        assert words in text
    assert "JCA-MV-Doc-002." in text_of(letters[ASSISTANT][0])
    assert "MV-26-0004" in text_of(letters["held@etri.example"][0])
    assert "do not need to do anything" not in text_of(letters["held@etri.example"][0])
    (draft,) = drafts(world)
    assert (draft["To"], draft["Subject"]) == ("jca-mv@lists.example.org", mine["Subject"])
    with line.store.read() as work:
        assert [one.label for one in work.contributions.listed("jca-mv")] == [
            f"JCA-MV-Doc-00{number}" for number in (1, 2, 3)
        ]


def test_a_letter_of_an_earlier_change_that_did_not_leave_never_leaves(world: World) -> None:
    line = came(world, *papers())
    before = len(world.sink.sent)
    without_a_date(line)
    in_june(line)
    world.run(line)
    assert [len(found) for found in told(world, before).values()] == [1, 1, 1, 1]
    (mine,) = told(world, before)[DELEGATE]
    assert "10 June 2026" in text_of(mine)


def test_who_withdrew_everything_hears_nothing(world: World) -> None:
    line = came(world, mail("one", ("Input.docx", paper("First"))))
    withdraw(line, "JCA-MV-Doc-001", by("Ada"))
    world.run(line)
    before = len(world.sink.sent)
    not_at_all(line)
    world.run(line)
    assert told(world, before) == {}


def test_nobody_is_written_to_whose_receipt_is_withheld(world: World) -> None:
    """A mail through a list is taken; its sender did not expect an answer, and gets no letter either."""
    line = came(world, mail("list", ("Input.docx", paper("First")), List_Id="<all.example.org>"))
    assert decisions(line)[-1].verdict.numbers == ("JCA-MV-Doc-001",)
    not_at_all(line)
    world.run(line)
    assert told(world, 0) == {}


@pytest.mark.parametrize("act", [without_a_date, not_at_all])
def test_no_reminder_of_it_falls_due_any_more(world: World, act: Callable[[Line], None]) -> None:
    line = came(world, *papers())
    act(line)
    world.run(line)
    with line.store.read() as work:
        left = [
            item.due.subject
            for item in work.agenda.listed("jca-mv", after=CALL, limit=999)
            if item.outcome is None and "2026-05-13/" in item.due.subject and item.due.kind != "returned"
        ]
    assert left == []
    world.server.deliver(mail("late", ("Input.docx", paper("Fourth"))), CALL + timedelta(days=30))
    world.clock.at = CALL + timedelta(days=30)
    world.run(line)
    assert subjects(world)[-1].startswith("[JCA-MV] Registered for the next meeting: JCA-MV-Doc-004")


def test_a_meeting_moves_with_its_hours_and_what_is_due_when_it_starts(world: World) -> None:
    line = came(world)
    meeting = postpone(line, NAME, GRACE, JUNE).meeting
    assert (meeting.first_day, meeting.last_day) == JUNE
    assert meeting.starts is not None
    assert f"{meeting.starts:%Y-%m-%d %H:%M}" == "2026-06-10 08:30"
    liaison, usual = meeting.deadline("liaison_in"), meeting.deadline("contribution")
    assert liaison is not None
    assert liaison.utc == datetime(2026, 6, 10, 6, 30, tzinfo=UTC)
    assert usual is not None
    assert usual.local.date() == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        pytest.param(lambda line: postpone(line, NAME, GRACE, JUNE[::-1]), "before the first day", id="backwards"),
        pytest.param(lambda line: postpone(line, NAME, GRACE, (date(2026, 1, 1),) * 2), "is over", id="past"),
        pytest.param(lambda line: postpone(line, NAME, GRACE, None, JUNE[0]), "needs the meeting's days", id="no-days"),
        pytest.param(
            lambda line: postpone(line, NAME, GRACE, JUNE, date(2026, 7, 1)), "after the meeting's", id="late"
        ),
        pytest.param(
            lambda line: cancel(line, "jca-mv/2026", GRACE),
            "no such meeting of jca-mv; there are jca-mv/2026-05-13",
            id="unknown",
        ),
        pytest.param(lambda line: open_call(line, NAME, GRACE), "is open already: it is call-open", id="open"),
        pytest.param(
            lambda line: postpone(line, NAME, GRACE, (date(2026, 4, 28),) * 2),
            "after the meeting's last day",
            id="too-early",
        ),
    ],
)
def test_what_cannot_be_done_is_said(world: World, act: Callable[[Line], object], sentence: str) -> None:
    line = came(world)
    with pytest.raises(UsageError, match=sentence):
        act(line)


@pytest.mark.parametrize(
    ("act", "again", "sentence"),
    [
        pytest.param(not_at_all, not_at_all, "is cancelled already", id="cancelled-twice"),
        pytest.param(without_a_date, without_a_date, "is postponed already", id="postponed-twice"),
        pytest.param(not_at_all, without_a_date, "with --to it takes place after all", id="postponed-when-cancelled"),
        pytest.param(
            without_a_date,
            lambda line: extend(line, NAME, GRACE, MoreTime(date(2026, 5, 4))),
            "gives it its days",
            id="extended-when-postponed",
        ),
    ],
)
def test_what_cannot_be_done_twice_is_said(
    world: World, act: Callable[[Line], object], again: Callable[[Line], object], sentence: str
) -> None:
    line = came(world)
    act(line)
    with pytest.raises(UsageError, match=sentence):
        again(line)


NEXT_MEETING = Meeting(
    "2026-09-02", "Third meeting of JCA-MV", date(2026, 9, 2), date(2026, 9, 2), "Europe/Zurich", place="Geneva"
)
JULY = datetime(2026, 7, 1, 8, tzinfo=UTC)


def announced(opens: datetime | None = None) -> Callable[[Rulebook], Rulebook]:
    meeting = replace(NEXT_MEETING, opens=opens)
    return lambda book: replace(book, meetings=(*book.meetings, meeting))


def for_next(world: World) -> Line:
    """Three documents that came while no meeting was ahead, two of them from one delegate; one is held."""
    return came(
        world,
        mail("one", ("Input.docx", paper("First"))),
        mail("two", ("Input.docx", paper("Second"))),
        mail("three", ("Input.docx", paper("Third")), sender=OTHER),
        mail("held", ("old.rtf", RTF), sender="held@etri.example"),
        at=JULY,
    )


def meetings(line: Line) -> list[tuple[str, str | None]]:
    with line.store.read() as work:
        return [(one.label, one.meeting) for one in work.contributions.listed("jca-mv")]


def test_documents_for_next_join_the_meeting_that_is_announced(world: World) -> None:
    line = for_next(world)
    assert {one for _, one in meetings(line)} == {None}
    before = len(world.sink.sent)
    change(line, announced())
    world.run(line)
    assert meetings(line) == [(f"JCA-MV-Doc-00{number}", "2026-09-02") for number in (1, 2, 3)]
    assert [one.act for one in decisions(line)] == ["judge", "join"]
    letters = told(world, before)
    assert {to: len(found) for to, found in letters.items()} == {DELEGATE: 1, OTHER: 1}
    (mine,) = letters[DELEGATE]
    assert mine["Subject"] == "[JCA-MV] Third meeting of JCA-MV: your documents will be presented there"
    text = " ".join(text_of(mine).split())
    assert "Date: Wednesday 2 September 2026." in text
    assert "JCA-MV-Doc-001, JCA-MV-Doc-002" in text
    change(line, lambda book: replace(book, group=replace(book.group, telephone="+41 22 730 0000")))
    world.run(line)
    assert len(told(world, before)[DELEGATE]) == 1


def test_they_join_when_its_call_opens(world: World) -> None:
    line = for_next(world)
    change(line, announced(opens=JULY + timedelta(days=7)))
    world.run(line)
    assert {one for _, one in meetings(line)} == {None}
    world.clock.at = JULY + timedelta(days=7)
    world.run(line)
    assert {one for _, one in meetings(line)} == {"2026-09-02"}


def test_a_call_is_opened_before_its_time(world: World) -> None:
    line = for_next(world)
    change(line, announced(opens=JULY + timedelta(days=7)))
    open_call(line, "jca-mv/2026-09-02", GRACE)
    world.run(line)
    assert {one for _, one in meetings(line)} == {"2026-09-02"}


def test_what_is_released_later_is_for_the_meeting_that_is_ahead_then(world: World) -> None:
    line = for_next(world)
    change(line, announced())
    world.run(line)
    release(line, submission(line, "4").reference, by("Ada"))
    world.run(line)
    assert meetings(line)[-1] == ("JCA-MV-Doc-004", "2026-09-02")


def test_documents_of_a_cancelled_meeting_stay_with_it(world: World) -> None:
    line = came(world, mail("one", ("Input.docx", paper("First"))))
    not_at_all(line)
    change(line, announced())
    world.run(line)
    assert meetings(line) == [("JCA-MV-Doc-001", "2026-05-13")]


def test_a_mail_that_was_taken_from_a_file_gets_its_letter_in_the_folder(world: World) -> None:
    """As its receipt: nobody is written to behind the back of whoever gave the file."""
    world.groups = ("jca-mv",)
    world.clock.at = CALL
    line = world.start()
    stamps = Timestamps(first_seen=CALL, given=CALL)
    raw = mail("one", ("Input.docx", paper("First")))
    receive(line, [Arrived(raw, "file:one", "jca-mv", "", "", 0, 0, stamps, "one.eml", answers="folder")])
    world.run(line)
    not_at_all(line)
    world.run(line)
    assert told(world, 0) == {}
    written = [parsed(path.read_bytes()) for path in sorted((world.folder / "receipts").glob("*.eml"))]
    assert [str(one["Subject"]) for one in written] == [
        "[JCA-MV] Registered: JCA-MV-Doc-001 - First",
        "[JCA-MV] Second meeting of JCA-MV is cancelled",
    ]


def test_many_submitters_are_told_without_reading_the_meeting_for_each(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row for some mails reads the meeting's decisions once, and an address in two rows still gets one letter."""
    monkeypatch.setattr(notifying, "_TOGETHER", 3)
    line = came(world, *papers())
    before = len(world.sink.sent)
    not_at_all(line)
    with line.store.read() as work:
        planned = [one.due.subject for one in work.agenda.open("jca-mv", ("notify",))]
    assert len(planned) == 2
    read: list[int] = []
    real = SqlSubmissions.decided

    def counted(self: SqlSubmissions, group: str, meetings: Sequence[str]) -> list[tuple[Submission, Decision]]:
        read.append(1)
        return real(self, group, meetings)

    monkeypatch.setattr(SqlSubmissions, "decided", counted)
    world.run(line)
    assert len(read) == len(planned)
    letters = told(world, before)
    assert {to: len(each) for to, each in letters.items()} == dict.fromkeys(letters, 1)
    assert {DELEGATE, OTHER} <= set(letters)


def test_a_meeting_is_reported_when_a_person_says_so_after_its_end(world: World) -> None:
    line = came(world)

    def state() -> str:
        with line.store.read() as work:
            return state_of(meeting_named(line.rulebook(work, "jca-mv"), "2026-05-13"), world.clock.now())

    with pytest.raises(UsageError, match="is call-open, and not over yet"):
        report_is_out(line, NAME, GRACE)
    world.run_at(line, datetime(2026, 5, 20, 8, tzinfo=UTC))
    assert state() == "ended"
    report_is_out(line, NAME, GRACE)
    assert state() == "reported"
    with pytest.raises(UsageError, match="is reported"):
        report_is_out(line, NAME, GRACE)
    report_is_out(line, NAME, GRACE, undo=True)
    assert state() == "ended"
    with pytest.raises(UsageError, match="is ended"):
        report_is_out(line, NAME, GRACE, undo=True)
    with line.store.read() as work:
        told = [one.why for one in work.log.listed(what="rulebook") if "report of" in one.why]
    assert told == [
        "The report of Second meeting of JCA-MV is out: the hall is closed",
        "The report of Second meeting of JCA-MV is not out yet: the hall is closed",
    ]
