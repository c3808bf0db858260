"""The secretary's night before a deadline, from the state of play in the afternoon to the list in the morning.

The deadline is 30 April 2026, 23:59:59 in Geneva (21:59:59 UTC). The clock below is that of Geneva.
"""

from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from intake.domain.meeting import Item
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.allocating import allocate_as_proposed
from intake.pipeline.desk.documents.posting import post, post_all
from intake.pipeline.desk.mails.acts import correct, release
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.flow import OfLine, OfMailbox, in_order
from intake.pipeline.house.papers import register_paper
from intake.pipeline.house.passing_on import take_attached
from intake.pipeline.house.reserving import reserve
from intake.pipeline.line import Line
from intake.pipeline.lists.writing import written
from intake.pipeline.mailbox import Mailbox
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.account import account
from tests.line.acts.test_passed_on import inner, outer
from tests.line.acts.test_publishing import documents, everything, published
from tests.line.chairs.test_chairs import CHAIRS, KANG, MUATH
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.meetings.test_meetings import change
from tests.line.test_liaison_letters import LETTERS
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.waits import Waits, waits
from tests.line.worlds import SECRETARIAT, Server, World
from tests.readers.others import pptx, slide

ADA = Deed("Ada", "looked at")
BOTH = "tsbjcamv@itu.int, tsbjcadcc@itu.int"
ITEMS = (
    Item("1", "Opening of the meeting"),
    Item("2", "Incoming liaison statements", kinds=("liaison_in",)),
    Item("3", "Contributions", kinds=("contribution", "information", "presentation")),
)
CHECKED = [f"JCA-MV-Doc-{n:03d}" for n in range(2, 14)]
"""What she has looked at in the morning."""
GENEVA = ZoneInfo("Europe/Zurich")


class Night:
    """The hours as they pass: two groups, each with a mailbox, one of which may not answer."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.servers = {one: Server(account=one) for one in ("jca-mv", "jca-dcc")}
        self.down: set[str] = set()
        world.clock.at = _utc("04-30 15:00")
        self.line: Line = world.start()
        change(self.line, _as_it_was_that_day)

    def comes(self, clock: str, raw: bytes, *groups: str) -> None:
        """A mail reaches the mailboxes of these groups; the server takes it also while nobody can log in."""
        at = _utc(clock)
        if not self.down:
            self.passes(clock)
        for group in groups or ("jca-mv",):
            self.servers[group].deliver(raw, at)
        self.passes(clock)

    def passes(self, clock: str) -> None:
        """Everything that falls due until then is done."""
        at = _utc(clock)
        while (due := self._now()) is not None and due < at:
            self.world.clock.at = max(due, self.world.clock.at)
        self.world.clock.at = max(at, self.world.clock.at)
        self._now()

    def _now(self) -> datetime | None:
        base = datetime(2026, 3, 26, tzinfo=UTC)

        def verbs(group: str) -> "Verbs":
            return Verbs(self.servers[group], Mailbox(group, "INBOX", group, base=base))

        reached = [verbs(one) for one in self.servers if one not in self.down]
        return until_nothing_is_due(self.line, in_order(reached), wait=0).next_at

    def told(self, to: str, words: str) -> list[EmailMessage]:
        """The letters to somebody with these words in the subject."""
        return [one for one in letters(self.world, to) if words in str(one["Subject"])]

    def receipt(self, to: str) -> EmailMessage:
        return letters(self.world, to)[-1]

    def waits(self) -> dict[str, Waits]:
        return {one.submission.reference: one for one in waits(self.line, ["jca-mv"])}

    def registered(self, group: str = "jca-mv") -> list[Contribution]:
        with self.line.store.read() as work:
            return work.contributions.listed(group)


def _as_it_was_that_day(book: Rulebook) -> Rulebook:
    """With chairs who have addresses, and an agenda."""
    meeting = replace(book.meetings[0], items=ITEMS)
    return replace(book, group=replace(book.group, officers=CHAIRS), meetings=(meeting,))


class Verbs:
    """The verbs of one mailbox."""

    def __init__(self, server: Server, box: Mailbox) -> None:
        self.server, self.box = server, box

    def __call__(self, verb: OfMailbox) -> OfLine:
        return lambda line: verb(line, self.server, self.box)


def _utc(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-{clock}").replace(tzinfo=GENEVA).astimezone(UTC)


def said(letter: EmailMessage) -> str:
    return " ".join(text_of(letter).split())


@pytest.fixture
def night(world: World) -> Night:
    return Night(world)


def test_the_secretary_s_night(night: Night, tmp_path: Path) -> None:
    _the_afternoon(night)
    _two_held_at_ten(night)
    _the_mailbox_does_not_answer(night)
    _it_answers_again(night)
    _a_mail_that_went_to_her_own_address(night)
    _the_morning(night)
    _the_agenda(night)
    _the_list(night, tmp_path)
    _the_account(night)


def _the_afternoon(night: Night) -> None:
    """The agenda is there, under the number that was kept for it; 17:00: the state of play by mail."""
    reserve(night.line, "jca-mv/2026-05-13", "agenda", None, ADA)
    register_paper(night.line, written(night.line, "agenda", "jca-mv"), "jca-mv", "2026-05-13", ADA)
    night.comes("04-30 15:10", mail("one", ("In.docx", paper("HAPTICS IN VIRTUAL ROOMS")), sender="one@a.example"))
    night.comes("04-30 15:20", mail("two", ("In.docx", paper("Terms")), sender="two@b.example"))
    night.passes("04-30 17:05")
    (letter,) = night.told(SECRETARIAT, "State of play")
    assert letter["Subject"] == "[JCA-MV] State of play: 2 registered, 0 waiting for you, 0 for the chairs"
    assert "Thursday 30 April 2026, 23:59 Geneva time (UTC+2)" in said(letter)


def _two_held_at_ten(night: Night) -> None:
    """A liaison statement and slides wait, each with its reason; one gets a cover, the other her word."""
    name, letter = LETTERS["pdf"]
    slides = pptx(slide(("title", "Avatars in the classroom", 100)))
    night.comes("04-30 20:30", mail("ls", (name, letter), sender="ls@sc24.example", subject="LS to JCA-MV"))
    night.comes("04-30 21:00", mail("pp", ("Talk.pptx", slides), sender="expert@c.example", subject="My slides"))
    night.passes("04-30 22:00")
    waits = night.waits()
    assert list(waits) == ["MV-26-0004", "MV-26-0005"]
    assert all(one.reason.endswith(".") for one in waits.values())
    assert "liaison statement" in waits["MV-26-0004"].reason
    assert "presentation" in waits["MV-26-0005"].reason
    assert "secretariat will reply" in str(night.receipt("ls@sc24.example")["Subject"])
    covered = make_cover(night.line, "MV-26-0004", ADA, CoverWishes())
    assert covered.verdict.numbers == ("JCA-MV-Doc-004",)
    released = release(night.line, "MV-26-0005", ADA)
    assert released.verdict.numbers == ("JCA-MV-Doc-005",)
    night.passes("04-30 22:05")
    liaison, talk = night.registered()[3:]
    assert (liaison.kind, liaison.title) == ("liaison_in", "LS on interoperability of avatars")
    assert talk.kind == "presentation"
    assert "Registered: JCA-MV-Doc-004" in str(night.receipt("ls@sc24.example")["Subject"])
    assert night.waits() == {}


def _the_mailbox_does_not_answer(night: Night) -> None:
    """23:40 to 00:30: nine mails come before the deadline, one of them to both groups, and two after it."""
    night.passes("04-30 23:40")
    night.down.add("jca-mv")
    for n in range(8):
        raw = mail(f"out-{n}", (f"In{n}.docx", paper(f"Topic {n}")), sender=f"author{n}@d.example")
        night.comes(f"04-30 23:{41 + 2 * n}", raw)
    both = mail("both", ("Identity.docx", paper("Identity", "Teranga")), sender="both@e.example", to=BOTH)
    night.comes("04-30 23:58", both, "jca-mv", "jca-dcc")
    for n in range(2):
        raw = mail(f"late-{n}", (f"Late{n}.docx", paper(f"Afterthought {n}")), sender=f"late{n}@f.example")
        night.comes(f"05-01 00:{5 + 6 * n:02d}", raw)
    night.passes("05-01 00:29")
    assert len(night.registered()) == 5
    assert night.told(SECRETARIAT, "closed") == []


def _it_answers_again(night: Night) -> None:
    """The nine are in time, the two late ones are held and told, the chairs asked; only then the call closes."""
    night.down.clear()
    night.passes("05-01 00:31")
    assert [one.label for one in night.registered()] == [f"JCA-MV-Doc-{n:03d}" for n in range(1, 15)]
    for n in range(8):
        receipt = night.receipt(f"author{n}@d.example")
        assert receipt["Subject"] == f"[JCA-MV] Registered: JCA-MV-Doc-{n + 6:03d} - Topic {n}"
        assert f"30 April 2026, 23:{41 + 2 * n}" in said(receipt)
    subjects = sorted(str(one["Subject"]) for one in letters(night.world, "both@e.example"))
    assert [one.label for one in night.registered("jca-dcc")] == ["JCA-DCC-Doc-001"]
    assert subjects == [
        "[JCA-DCC] Registered for the next meeting: JCA-DCC-Doc-001 - Identity",
        "[JCA-MV] Registered: JCA-MV-Doc-014 - Identity",
    ]
    late = {one.submission.sender: one for one in night.waits().values()}
    assert list(late) == ["late0@f.example", "late1@f.example"]
    assert {one.what for one in late.values()} == {"late"}
    assert "Received after the date for contributions" in str(night.receipt("late0@f.example")["Subject"])
    for chair in (KANG, MUATH):
        assert len(night.told(chair, "Received after the date for contributions")) == 2
    night.passes("05-01 00:40")
    (report,) = night.told(SECRETARIAT, "Call closed")
    assert report["Subject"] == "[JCA-MV] Call closed: 13 registered for Second meeting of JCA-MV"


def _a_mail_that_went_to_her_own_address(night: Night) -> None:
    """It came at 23:30; she passes it on as an attachment, reads who and when, and confirms it with one command."""
    night.comes("05-01 00:45", outer(inner()))
    (held,) = [one for one in night.waits().values() if one.what == "held"]
    assert held.command.startswith(f"release {held.submission.reference} --attached")
    assert "received at 2026-04-30 21:30:00 UTC" in held.reason
    _, (taken,) = take_attached(night.line, held.submission.reference, ADA)
    night.passes("05-01 00:50")
    receipt = night.receipt(DELEGATE)
    assert receipt["Subject"] == "[JCA-MV] Registered: JCA-MV-Doc-015 - Digital twins for metaverse standards"
    assert "Thursday 30 April 2026, 23:30" in said(receipt)
    assert SECRETARIAT in str(receipt["Cc"])
    assert taken.reference not in night.waits()


def _the_morning(night: Night) -> None:
    """08:30: what waits; a title in capitals is corrected, one is moved to information, what is checked is posted."""
    night.passes("05-01 08:45")
    (morning,) = [one for one in night.told(SECRETARIAT, "This morning") if "2 for the chairs" in str(one["Subject"])]
    assert morning["Subject"] == "[JCA-MV] This morning: 14 registered, 0 waiting for you, 2 for the chairs"
    correct(night.line, "JCA-MV-Doc-002", ADA, title="Haptics in virtual rooms")
    correct(night.line, "JCA-MV-Doc-003", ADA, kind="information")
    done = post_all(night.line, "jca-mv", "2026-05-13", ADA)
    assert done.changed == ("JCA-MV-Doc-001",), "a person looks at the first mail of each address; the agenda is ours"
    assert all("first-mail" in why for _, why in done.doubted)
    post(night.line, CHECKED, ADA)


def _the_agenda(night: Night) -> None:
    """09:00: what came is allocated to the items of the agenda, and the agenda is written again."""
    night.passes("05-01 09:00")
    allocated = allocate_as_proposed(night.line, "jca-mv", "2026-05-13", ADA)
    assert set(allocated.changed) >= {("JCA-MV-Doc-002", "3"), ("JCA-MV-Doc-004", "2"), ("JCA-MV-Doc-015", "3")}
    done = register_paper(night.line, written(night.line, "agenda", "jca-mv"), "jca-mv", "2026-05-13", ADA)
    assert [one.revision for one in done.decision.verdict.documents if one.role == "contribution"] == [1]
    agenda = night.registered()[0]
    assert (agenda.label, agenda.kind, agenda.revision) == ("JCA-MV-Doc-001", "agenda", 1)
    words = night.line.reader.read_file(stamped(night.line, "JCA-MV-Doc-001-Rev1").content, "agenda.docx").reading
    assert words.files[0].word is not None
    assert "JCA-MV-Doc-015" in str(words.files[0].word)


def _the_list(night: Night, tmp_path: Path) -> None:
    """The site has what is posted, and nothing else; no address anywhere."""
    folder = published(night.line, tmp_path)
    listed = {one["number"]: one for one in documents(folder)}
    assert list(listed) == ["JCA-MV-Doc-001", *CHECKED]
    assert (listed["JCA-MV-Doc-002"]["title"], listed["JCA-MV-Doc-003"]["kind"]) == (
        "Haptics in virtual rooms",
        "information",
    )
    assert listed["JCA-MV-Doc-004"]["kind"] == "liaison_in"
    for name, content in everything(tmp_path).items():
        for private in ("Afterthought", "JCA-MV-Doc-014", "JCA-MV-Doc-015", "Rev1", "MV-26-", ".example"):
            assert private.encode() not in content, (name, private)


def _the_account(night: Night) -> None:
    """Each mail that was seen is in exactly one place, and every number stands for one of them."""
    with night.line.store.read() as work:
        rows = {one["account"]: one for one in account(work.deliveries.account_of())}
    mv = rows["jca-mv"]
    assert all(one["adds_up"] for one in rows.values())
    assert (mv["seen"], mv["accepted"], mv["held"], mv["ignored"]) == (16, 13, 2, 1)
    assert rows["jca-dcc"]["accepted"] == 1
    assert len(night.registered()) == mv["accepted"] + 2, "and the one that was passed on, and the agenda"
