"""A co-chair's days in Riyadh, by mail only: a late paper, revisions of the agenda, the eve, and a postponement.

The deadline is 30 April 2026, 23:59:59 in Geneva (21:59:59 UTC); the meeting begins on 13 May at 08:30.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from intake.demo.papers import AuthoredPaper, fill
from intake.domain.letters.links import read_link
from intake.domain.meeting import Officer
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.calls.meetings import MeetingDeed, postpone
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.line import Line
from intake.pipeline.requests.links import standing_of_link
from intake.shipped import shipped_templates
from tests.line.acts.test_publishing import published
from tests.line.chairs.test_chairs import KANG, SECRETARIAT, asked, started
from tests.line.chairs.test_chairs_by_link import PUBLIC, links, press, shown
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.meetings.test_agenda_faults import with_our_clock
from tests.line.meetings.test_eve_pack import files
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import World

MUATH, PRIVATE, COUNSELLOR = "muath@cst.example", "muath@home.example", "counsellor@office.example"
OTHER = "other@cst.example"
CHAIRS = (
    Officer("co-chair", "Muath AlRumayh", "CST", addresses=(MUATH, PRIVATE)),
    Officer("co-chair", "Shin-Gak Kang", "ETRI", addresses=(KANG,)),
    Officer("counsellor", "Ada Lovelace", addresses=(COUNSELLOR,)),
)
LATE = datetime(2026, 4, 30, 22, 10, 59, tzinfo=UTC)
NAME = "jca-mv/2026-05-13"
AGENDA = "JCA-MV-Doc-001"


class Days:
    """The days as they pass, with what each person reads."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.clock.at = datetime(2026, 4, 20, 8, tzinfo=UTC)
        self.line: Line = with_our_clock(started(world, chairs=CHAIRS))
        self.line.public = PUBLIC
        self.comes(world.clock.at, mail("agenda", _agenda("Agenda"), sender=COUNSELLOR, subject="The agenda"))
        self.comes(world.clock.at, mail("one", ("In.docx", paper("Rooms")), sender=OTHER))

    def comes(self, at: datetime, raw: bytes) -> None:
        self.world.clock.at = max(at, self.world.clock.at)
        self.world.server.deliver(raw, self.world.clock.at)
        self.world.run(self.line)

    def passes(self, **time: int) -> None:
        self.world.run_at(self.line, self.world.clock.at + timedelta(**time))

    def decisions(self, submission: int) -> list[Decision]:
        with self.line.store.read() as work:
            return work.submissions.decisions(submission)

    def subjects(self, to: str) -> list[str]:
        return [str(one["Subject"]) for one in letters(self.world, to)]

    def last(self, to: str) -> str:
        """The words of the last letter to somebody."""
        return " ".join(text_of(letters(self.world, to)[-1]).split())


def _agenda(text: str, name: str = "Agenda.docx", number: str | None = None) -> tuple[str, bytes]:
    template = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
    cover = AuthoredPaper("Agenda", "JCA-MV", kind="Agenda", number=number, body=(text,), spare_contact=False)
    return name, fill(template, cover)


def test_the_co_chair_s_days(world: World, tmp_path: Path) -> None:
    days = Days(world)
    _a_late_paper_is_admitted(days)
    _the_other_comes_second(days)
    _a_revision_of_the_agenda(days)
    _the_eve(days)
    _postponed(days, tmp_path)


def _a_late_paper_is_admitted(days: Days) -> None:
    """Eleven minutes late: a decision mail to each co-chair; what only looks at a link decides nothing."""
    days.comes(LATE, mail("late", ("Late.docx", paper("Digital twins"))))
    days.passes(minutes=1)
    head = "[JCA-MV] Received after the date for contributions: MV-26-0003 - Digital twins"
    assert [str(one["Subject"]) for one in asked(days.world, MUATH)] == [head]
    words = " ".join(text_of(asked(days.world, MUATH)[0]).split())
    assert "11 minutes after the date for contributions" in words
    assert days.subjects(DELEGATE) == ["[JCA-MV] Received after the date for contributions"]
    admit, keep = links(days.world, MUATH)
    with days.line.store.read() as work:
        rulebook = days.line.rulebook(work, "jca-mv")
        for token in (admit, keep):
            link = read_link(token, PUBLIC.key, days.world.clock.at)
            assert standing_of_link(work, rulebook, link, days.world.clock.at).outcome == ""
    days.passes(minutes=5)
    assert len(days.decisions(3)) == 1
    press(days.line, admit, "It closes a gap.")
    days.passes(seconds=10)
    assert days.subjects(DELEGATE)[-1] == "[JCA-MV] Admitted: JCA-MV-Doc-003 - Digital twins"
    assert "It was admitted by the co-chair Muath AlRumayh." in days.last(DELEGATE)


def _the_other_comes_second(days: Days) -> None:
    """A minute later the other one presses "keep": it is decided already, they read by whom, and when; all are told."""
    _, keep = links(days.world, KANG)
    days.passes(minutes=1)
    second = press(days.line, keep, "It can wait.")
    days.passes(seconds=10)
    outcome, words = shown(days.line, second)
    assert outcome == "already"
    assert "Muath AlRumayh" in words
    assert "Friday 1 May 2026, 00:1" in words
    assert len(days.decisions(3)) == 2
    days.passes(hours=2)
    for people in (SECRETARIAT, KANG):
        told = [" ".join(text_of(one).split()) for one in letters(days.world, people)]
        assert [one for one in told if "was admitted by the co-chair Muath AlRumayh" in one]


def _a_revision_of_the_agenda(days: Days) -> None:
    """The private address on the officer's record counts; an unknown one does not."""
    at = datetime(2026, 5, 8, 6, tzinfo=UTC)
    for n, sender in ((1, COUNSELLOR), (2, PRIVATE)):
        file = _agenda(f"Version {n}", f"{AGENDA}-Rev{n}.docx", f"{AGENDA}-Rev{n}")
        days.comes(at, mail(f"rev-{n}", file, sender=sender, subject=f"{AGENDA}-Rev{n}"))
        assert days.subjects(sender)[-1] == f"[JCA-MV] Registered: {AGENDA}-Rev{n} - Agenda"
    file = _agenda("Version 3", f"{AGENDA}-Rev3.docx", f"{AGENDA}-Rev3")
    days.comes(at, mail("rev-3", file, sender="somebody@home.example", subject=f"{AGENDA}-Rev3"))
    assert days.subjects("somebody@home.example") == ["[JCA-MV] Received, the secretariat will reply"]
    with days.line.store.read() as work:
        (agenda,) = [one for one in work.contributions.listed("jca-mv") if one.label == AGENDA]
    assert (agenda.kind, agenda.revision) == ("agenda", 2)


def _the_eve(days: Days) -> None:
    days.passes(days=3)
    days.world.run_at(days.line, datetime(2026, 5, 12, 12, tzinfo=UTC))
    (letter,) = [one for one in letters(days.world, MUATH) if "Documents for" in str(one["Subject"])]
    assert list(files(letter))[2:] == [f"{AGENDA}-Rev2.docx", "JCA-MV-Doc-002.docx", "JCA-MV-Doc-003.docx"]
    assert "Received after the date for contributions, admitted" in text_of(letter)


def _postponed(days: Days, tmp_path: Path) -> None:
    """One letter to each submitter; what was due for the old days never leaves; calendar and eve follow."""
    post(days.line, ["JCA-MV-Doc-002"], Deed("Ada", "looked at"))
    calendar = published(days.line, tmp_path) / "meeting.ics"
    assert "DTSTART;TZID=Europe/Zurich:20260513T083000" in calendar.read_text()
    before = len(days.world.sink.sent)
    june = date(2026, 6, 10)
    postpone(days.line, NAME, MeetingDeed("Ada", "the hall is closed"), (june, june), date(2026, 6, 1))
    days.passes(minutes=5)
    told = [one for one in days.world.sink.sent[before:] if b"postponed" in one.raw]
    recipients = sorted(address for one in told for address in one.recipients if address != SECRETARIAT)
    assert recipients == sorted([DELEGATE, OTHER, COUNSELLOR, PRIVATE, "somebody@home.example"])
    assert "JCA-MV-Doc-003" in days.last(DELEGATE)
    assert published(days.line, tmp_path) == calendar.parent
    assert "DTSTART;TZID=Europe/Zurich:20260610T083000" in calendar.read_text()
    assert "SEQUENCE:1" in calendar.read_text()
    before = len(days.world.sink.sent)
    days.world.run_at(days.line, datetime(2026, 5, 13, 12, tzinfo=UTC))
    assert [one for one in days.world.sink.sent[before:] if MUATH in one.recipients] == []
    days.world.run_at(days.line, datetime(2026, 6, 9, 12, tzinfo=UTC))
    assert len([one for one in letters(days.world, MUATH) if "Documents for" in str(one["Subject"])]) == 2
