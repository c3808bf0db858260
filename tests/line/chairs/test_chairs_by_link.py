"""Chairs decide by the links in their letters: the page writes a request down, the line decides it once."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest

from intake.adapters.letter.notice_parts import NoticeVoice
from intake.cli.showing.log import log_line
from intake.domain.answering.outcomes import outcome
from intake.domain.errors import StorageUnavailableError
from intake.domain.letters.links import Link, LinkAct, Public, read_link, signed
from intake.domain.letters.notice import Letterhead
from intake.domain.letters.requests import NewRequest, Request
from intake.domain.meeting import Meeting, Officer
from intake.domain.rulebook import Policy, Rulebook
from intake.domain.verdict import Decision, Deed
from intake.pipeline.decision.acting import acting as begin_act
from intake.pipeline.desk.mails.acts import admit, release, return_to_sender
from intake.pipeline.desk.mails.replay import replay_as_then
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Line
from intake.pipeline.requests.answering import MOST_TRIES, answer_requests
from intake.pipeline.requests.links import standing_of_link
from tests.line.chairs.test_chairs import CHAIRS, DEADLINE, KANG, LATE, MUATH, SECRETARIAT, asked, started
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.meetings.test_agenda_faults import with_our_clock
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.trouble.test_faults import MakeWorld, Stopped, restarted
from tests.line.trouble.test_parallel import at_once
from tests.line.waits import waits
from tests.line.worlds import World, _catalogs

PUBLIC = Public("https://contributions.example.org/intake", bytes(range(32)))
PAPER = ("Input.docx", paper())
TWO = (PAPER, ("Other.docx", paper("Another topic")))
HEAD = Letterhead("jca-mv", "JCA-MV", "tsbjcamv@itu.int", "Europe/Zurich", ("en",))
A_LINK = re.compile(r"https://contributions\.example\.org/intake/decide/[\w.-]+")


def late(world: World, *files: tuple[str, bytes], policy: Policy | None = None) -> Line:
    """A line with public pages whose chairs were asked about these files, eleven minutes late."""
    world.clock.at = LATE
    world.server.deliver(mail("late", *(files or (PAPER,))), LATE)
    line = with_our_clock(started(world, policy))
    world.groups = ()
    line.public = PUBLIC
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    return line


def again(world: World) -> Line:
    """The next process on the same home."""
    line = with_our_clock(restarted(world))
    line.public = PUBLIC
    return line


def letter_to(world: World, chair: str) -> EmailMessage:
    (letter,) = asked(world, chair)
    return letter


def links(world: World, chair: str = MUATH) -> list[str]:
    """The tokens of the links in a chair's letter, in order."""
    return [one.rpartition("/")[2] for one in A_LINK.findall(text_of(letter_to(world, chair)))]


def press(line: Line, token: str, reason: str = "It completes Doc 4.") -> Request:
    """What the page does once a chair has confirmed."""
    now = line.clock.now()
    with line.store.write() as work:
        return work.requests.add(NewRequest(read_link(token, PUBLIC.key, now), reason, token), now)


def shown(line: Line, request: Request) -> tuple[str, str]:
    """What became of a request, and what its chair reads."""
    with line.store.read() as work:
        found = work.requests.get(request.id)
    assert found is not None
    voice = NoticeVoice(HEAD, (), "en", _catalogs())
    return found.outcome, " ".join(voice.say(one) for one in found.told)


def decisions(line: Line, submission: int = 1) -> list[Decision]:
    with line.store.read() as work:
        return work.submissions.decisions(submission)


def listed(line: Line) -> list[tuple[str, str | None]]:
    """The numbers that were given, and for which meeting."""
    with line.store.read() as work:
        return [(one.label, one.meeting) for one in work.contributions.listed("jca-mv")]


def receipts(world: World) -> list[str]:
    return [str(one["Subject"]) for one in letters(world, DELEGATE)]


def change(line: Line, **fields: object) -> None:
    """Put the rulebook in force with its first meeting changed."""
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    put(line, replace(book, meetings=(replace(book.meetings[0], **fields), *book.meetings[1:])))  # type: ignore[arg-type]


def put(line: Line, book: Rulebook) -> None:
    activate(line, "jca-mv", *line.codec.write(book), who="test")


def test_a_chair_gets_two_links_for_each_document_in_text_and_html(world: World) -> None:
    line = late(world, *TWO)
    letter = letter_to(world, MUATH)
    in_text = A_LINK.findall(text_of(letter))
    html = letter.get_body(("html",))
    assert html is not None
    assert re.findall(r'href="([^"]+)"', html.get_content()) == in_text
    read = [read_link(one.rpartition("/")[2], PUBLIC.key, line.clock.now()) for one in in_text]
    assert [(one.document, one.act) for one in read] == [(0, "admit"), (0, "keep"), (1, "admit"), (1, "keep")]
    assert {(one.reference, one.address) for one in read} == {("MV-26-0001", MUATH)}
    assert not {*in_text} & {*A_LINK.findall(text_of(letter_to(world, KANG)))}, "each chair has links of their own"
    said = " ".join(text_of(letter).split())
    assert "Admit it to the meeting https" in said
    assert "nothing is decided before you confirm it there" in said
    assert "Reply to this mail with “admit”" in said


@pytest.mark.parametrize(
    ("days", "until"),
    [
        pytest.param(5, LATE + timedelta(days=5), id="days"),
        pytest.param(90, datetime(2026, 5, 13, 8, 30, tzinfo=UTC), id="the-end-of-the-meeting"),
    ],
)
def test_links_work_for_some_days_and_never_longer_than_the_meeting(world: World, days: int, until: datetime) -> None:
    world.clock.at = LATE
    world.server.deliver(mail("late", PAPER), LATE)
    line = started(world)
    line.public = replace(PUBLIC, days=days)
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    (found,) = {read_link(one, PUBLIC.key, LATE).until for one in links(world)}
    assert abs(found - until) <= timedelta(minutes=1)


def test_without_pages_a_letter_has_no_link(world: World) -> None:
    world.clock.at = LATE
    world.server.deliver(mail("late", PAPER), LATE)
    line = started(world)
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    said = text_of(letter_to(world, MUATH))
    assert "https" not in said
    assert "confirm it there" not in said
    assert "Reply to this mail with “admit”" in " ".join(said.split())


def test_what_a_chair_cannot_decide_has_no_link(world: World) -> None:
    late(world, ("old.rtf", RTF), PAPER)
    read = [read_link(one, PUBLIC.key, LATE) for one in links(world)]
    assert {one.document for one in read} == {1}


def test_of_two_chairs_with_one_address_nobody_could_tell_who_it_was(world: World) -> None:
    world.clock.at = LATE
    world.server.deliver(mail("late", PAPER), LATE)
    line = started(world, chairs=(replace(CHAIRS[0], addresses=(MUATH,)), CHAIRS[1]))
    line.public = PUBLIC
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    assert all("https" not in text_of(one) for one in asked(world, MUATH))


def test_a_letter_about_what_is_kept_back_has_no_link_at_all(world: World) -> None:
    late(world, ("old.rtf", RTF))
    assert links(world) == []
    assert "confirm it there" not in text_of(letter_to(world, MUATH))


def test_nothing_is_decided_until_a_chair_confirms(world: World) -> None:
    """A scanner that opens every link of a letter only looks."""
    line = late(world)
    for token in links(world):
        with line.store.read() as work:
            link = read_link(token, PUBLIC.key, line.clock.now())
            found = standing_of_link(work, line.rulebook(work, "jca-mv"), link, line.clock.now())
        assert (found.outcome, found.told, found.own) == ("", (), "")
        assert (found.document.file, found.chair and found.chair.name) == ("Input.docx", "Muath AlRumayh")
    world.run(line)
    assert len(decisions(line)) == 1


def test_a_chair_admits_and_everybody_is_told(world: World) -> None:
    line = late(world)
    request = press(line, links(world)[0])
    world.run(line)
    decision = decisions(line)[-1]
    assert (decision.act, decision.actor, decision.reason) == ("admit", "Muath AlRumayh", "It completes Doc 4.")
    assert listed(line) == [("JCA-MV-Doc-001", "2026-05-13")]
    became, told = shown(line, request)
    assert became == "decided"
    assert told == (
        "Your decision is recorded. The sender, the secretariat and the other chairs are told. MV-26-0001, “Digital "
        "twins for metaverse standards”, was admitted by the co-chair Muath AlRumayh: Friday 1 May 2026, 00:11 Geneva "
        "time (UTC+2). Number: JCA-MV-Doc-001."
    )
    world.run_at(line, world.clock.at + timedelta(hours=2))
    assert receipts(world)[-1].startswith("[JCA-MV] Admitted: JCA-MV-Doc-001")
    for people in (KANG, SECRETARIAT):
        assert any("was admitted by the co-chair Muath AlRumayh" in flat(one) for one in letters(world, people))
    assert not any("was admitted by" in flat(one) for one in letters(world, MUATH))
    with line.store.read() as work:
        (entry,) = [one for one in work.log.listed(submission=1, what="decided") if one.facts.get("evidence")]
    assert (entry.who, entry.facts["evidence"]) == ("Muath AlRumayh", "request 1")
    assert " Muath AlRumayh by request 1: It completes Doc 4." in log_line(entry)


def flat(letter: EmailMessage) -> str:
    return " ".join(text_of(letter).split())


def test_a_chair_keeps_it_for_the_next_meeting(world: World) -> None:
    """It has its number now, stays out of this meeting whatever changes, and joins the next one that is announced."""
    line = late(world)
    request = press(line, links(world)[1])
    world.run(line)
    assert listed(line) == [("JCA-MV-Doc-001", None)]
    assert "was kept for the next meeting by the co-chair Muath AlRumayh" in shown(line, request)[1]
    assert receipts(world)[-1].startswith("[JCA-MV] Registered for the next meeting: JCA-MV-Doc-001")
    said = flat(letters(world, DELEGATE)[-1])
    assert "This will be presented at the next meeting of JCA-MV" in said
    assert "It was kept for the next meeting by the co-chair Muath AlRumayh." in said
    change(line, place="Room K")
    world.run_at(line, world.clock.at + timedelta(hours=2))
    assert listed(line) == [("JCA-MV-Doc-001", None)], "its own meeting is not the next one"
    assert any("was kept for the next meeting by" in flat(one) for one in letters(world, KANG))
    announce(line)
    world.run(line)
    assert listed(line) == [("JCA-MV-Doc-001", "2026-09-10")]
    assert "It is known now" in flat(letters(world, DELEGATE)[-1])
    assert [outcome(one) for one in decisions(line)] == ["late", "next", "registered"]


def announce(line: Line) -> None:
    """The next meeting of the group is in its rulebook, and its call is open."""
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    first = book.meetings[0]
    later = Meeting("2026-09-10", "Second meeting", date(2026, 9, 10), date(2026, 9, 11), first.zone)
    put(line, replace(book, meetings=(first, later)))


def test_where_the_next_meeting_is_known_it_joins_at_once(world: World) -> None:
    line = late(world)
    announce(line)
    press(line, links(world)[1])
    world.run(line)
    assert listed(line) == [("JCA-MV-Doc-001", "2026-09-10")]


def test_of_one_mail_a_document_is_admitted_and_another_kept(world: World) -> None:
    """Each has its own meeting; each receipt tells of its own document."""
    line = late(world, *TWO)
    tokens = links(world)
    press(line, tokens[0])
    world.run(line)
    assert receipts(world)[-1].startswith("[JCA-MV] Admitted: JCA-MV-Doc-001 - Digital")
    kept = press(line, links(world, KANG)[3], "Too late.")
    world.run(line)
    assert shown(line, kept)[0] == "decided"
    assert listed(line) == [("JCA-MV-Doc-001", "2026-05-13"), ("JCA-MV-Doc-002", None)]
    assert receipts(world)[-1].startswith("[JCA-MV] Registered for the next meeting: JCA-MV-Doc-002 - Another topic")
    assert "JCA-MV-Doc-001" not in flat(letters(world, DELEGATE)[-1])
    world.run_at(line, world.clock.at + timedelta(hours=2))
    announce(line)
    world.run(line)
    assert listed(line) == [("JCA-MV-Doc-001", "2026-05-13"), ("JCA-MV-Doc-002", "2026-09-10")]
    joined = flat(letters(world, DELEGATE)[-1])
    assert "JCA-MV-Doc-002" in joined
    assert "JCA-MV-Doc-001" not in joined


def test_in_session_what_is_kept_is_not_posted_with_what_is_admitted(world: World) -> None:
    known = mail("known", ("Known.docx", paper("A topic of before")))
    world.server.deliver(known, DEADLINE - timedelta(days=1))
    world.clock.at = datetime(2026, 5, 13, 7, tzinfo=UTC)
    world.server.deliver(mail("late", *TWO), world.clock.at)
    line = started(world)
    line.public = PUBLIC
    world.run(line)
    world.run_at(line, world.clock.at + timedelta(minutes=1))
    press(line, links(world)[1], "Too late.")
    world.run(line)
    press(line, links(world)[2])
    world.run(line)
    with line.store.read() as work:
        posted = [one.posted_at is not None for one in work.contributions.listed("jca-mv")]
    assert (listed(line)[1][1], posted) == (None, [False, False, True])


def test_beside_a_document_in_time_the_chairs_are_asked_about_the_late_one(world: World) -> None:
    """A corrected document keeps its place, and is registered at once; the new one beside it waits for a chair."""
    world.clock.at = DEADLINE - timedelta(hours=2)
    world.server.deliver(mail("returned", ("Minutes.docx", other_paper())), world.clock.at)
    line = started(world)
    line.public = PUBLIC
    world.run(line)
    world.clock.at = LATE
    both = (("Minutes.docx", paper("My minutes")), ("New.docx", paper("Another topic")))
    world.server.deliver(mail("both", *both), LATE)
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    assert [label for label, _ in listed(line)] == ["JCA-MV-Doc-001"]
    assert [read_link(one, PUBLIC.key, LATE).document for one in links(world)] == [1, 1]
    (item,) = waits(line)
    assert (item.what, item.command) == ("late", "admit MV-26-0002 --reason WHY")
    press(line, links(world)[0])
    world.run(line)
    assert [label for label, _ in listed(line)] == ["JCA-MV-Doc-001", "JCA-MV-Doc-002"]


def test_the_other_order_of_the_same_two(world: World) -> None:
    line = late(world, *TWO)
    press(line, links(world)[1], "Too late.")
    world.run(line)
    assert "Another document is with the secretariat" in flat(letters(world, DELEGATE)[-1])
    press(line, links(world)[2])
    world.run(line)
    assert listed(line) == [("JCA-MV-Doc-001", None), ("JCA-MV-Doc-002", "2026-05-13")]
    assert receipts(world)[-1].startswith("[JCA-MV] Admitted: JCA-MV-Doc-002 - Another topic")


@pytest.mark.parametrize("second", ["admit", "keep"])
def test_who_comes_second_reads_who_decided(world: World, second: LinkAct) -> None:
    line = late(world)
    first = press(line, links(world)[0])
    other = press(line, links(world, KANG)[0 if second == "admit" else 1], "Keep it.")
    world.run(line)
    assert shown(line, first)[0] == "decided"
    became, told = shown(line, other)
    assert became == "already"
    assert told.startswith("This is decided already. MV-26-0001, “Digital twins for metaverse standards”, was admitted")
    assert "by the co-chair Muath AlRumayh: Friday 1 May 2026, 00:11 Geneva time" in told
    assert [one.actor for one in decisions(line)] == ["line", "Muath AlRumayh"]
    with line.store.read() as work:
        (entry,) = work.log.listed(submission=1, what="asked")
    assert entry.why == f"A chair asked by a link ({second}): somebody had decided already."
    assert (entry.personal["from"], entry.personal["reason"]) == (KANG, "Keep it.")


def settled(act: Callable[[Line], object]) -> Callable[[World, Line], None]:
    def do(_: World, line: Line) -> None:
        act(line)

    return do


def meeting_is(status: str) -> Callable[[World, Line], None]:
    return lambda _, line: change(line, status=status)


def new_chairs(*officers: Officer) -> Callable[[World, Line], None]:
    def swap(_: World, line: Line) -> None:
        with line.store.read() as work:
            book = line.rulebook(work, "jca-mv")
        put(line, replace(book, group=replace(book.group, officers=officers)))

    return swap


def secretariat_decides(_: World, line: Line) -> None:
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    put(line, replace(book, policy=replace(book.policy, late_decided_by="secretariat")))


def more_time(world: World, line: Line) -> None:
    with line.store.read() as work:
        first = line.rulebook(work, "jca-mv").meetings[0].deadlines[0]
    later = replace(first, local=first.local + timedelta(days=2), utc=first.utc + timedelta(days=2))
    change(line, deadlines=(later,))
    world.run(line)


MUATH_LEFT = replace(CHAIRS[1], until=date(2026, 4, 30))
ANOTHER_ADDRESS = replace(CHAIRS[1], addresses=("muath@home.example",), assistants=())


@pytest.mark.parametrize(
    ("meanwhile", "became", "told"),
    [
        pytest.param(
            settled(lambda line: return_to_sender(line, "1", Deed("ada", "No."))),
            "already",
            "was not admitted, by decision of the secretariat ada",
            id="returned",
        ),
        pytest.param(
            settled(lambda line: admit(line, "1", Deed("ada", "Yes."))),
            "already",
            "was admitted by the secretariat ada",
            id="admitted-at-the-desk",
        ),
        pytest.param(
            settled(lambda line: admit(line, "1", Deed("ada", "Yes."), following=True)),
            "already",
            "was kept for the next meeting by the secretariat ada",
            id="kept-at-the-desk",
        ),
        pytest.param(
            settled(lambda line: release(line, "1", Deed("ada", "Yes."))), "already", "was admitted by", id="released"
        ),
        pytest.param(more_time, "already", "is in time now, and there is nothing to decide", id="more-time"),
        pytest.param(meeting_is("postponed"), "refused", "is postponed. Nothing is decided until", id="postponed"),
        pytest.param(meeting_is("cancelled"), "refused", "is cancelled, and there is nothing to", id="cancelled"),
        pytest.param(meeting_is("reported"), "refused", "is over, and there is nothing", id="reported"),
        pytest.param(new_chairs(CHAIRS[0], MUATH_LEFT), "refused", "on no chair’s record today", id="term-ended"),
        pytest.param(new_chairs(CHAIRS[0], ANOTHER_ADDRESS), "refused", "on no chair’s record", id="another-address"),
        pytest.param(
            new_chairs(replace(ANOTHER_ADDRESS, assistants=(MUATH,))), "decided", "was admitted by", id="now-assistant"
        ),
        pytest.param(secretariat_decides, "refused", "In this group the secretariat decides.", id="policy"),
    ],
)
def test_what_changed_since_the_letter_is_told(
    world: World, meanwhile: Callable[[World, Line], None], became: str, told: str
) -> None:
    line = late(world)
    token = links(world)[0]
    meanwhile(world, line)
    request = press(line, token)
    world.run(line)
    assert shown(line, request)[0] == became
    assert told in shown(line, request)[1]


@pytest.mark.parametrize(
    ("forge", "told"),
    [
        pytest.param(lambda link: (link, signed(link, b"x" * 32)), "is not complete", id="another-key"),
        pytest.param(lambda link: (replace(link, act="keep"), signed(link, PUBLIC.key)), "is not complete", id="act"),
        pytest.param(lambda link: (replace(link, address=KANG), signed(link, PUBLIC.key)), "not complete", id="person"),
        pytest.param(lambda link: sealed(replace(link, until=LATE)), "has come to its end", id="over"),
        pytest.param(lambda link: sealed(replace(link, reference="MV-26-0099")), "no such document", id="unknown"),
        pytest.param(lambda link: sealed(replace(link, document=7)), "no such document", id="no-document"),
        pytest.param(lambda link: sealed(replace(link, reference="1")), "no such document", id="an-id"),
    ],
)
def test_the_line_looks_at_every_link_again(world: World, forge: Callable[[Link], tuple[Link, str]], told: str) -> None:
    """Whoever can only write into the table of requests decides nothing."""
    line = late(world)
    link, token = forge(read_link(links(world)[0], PUBLIC.key, LATE))
    with line.store.write() as work:
        request = work.requests.add(NewRequest(link, "Because.", token), line.clock.now())
    world.run(line)
    assert shown(line, request)[0] == "refused"
    assert told in shown(line, request)[1]
    assert len(decisions(line)) == 1


def sealed(link: Link) -> tuple[Link, str]:
    return link, signed(link, PUBLIC.key)


def test_a_link_that_was_used_in_time_counts_when_we_come_back(world: World) -> None:
    line = late(world)
    request = press(line, links(world)[0])
    end = read_link(links(world)[0], PUBLIC.key, LATE).until
    world.run_at(line, min(end, DEADLINE + timedelta(days=12, hours=6)))
    assert shown(line, request)[0] == "decided"


def test_where_no_pages_are_set_up_another_host_decides(world: World) -> None:
    line = late(world)
    request = press(line, links(world)[0])
    line.public = None
    world.run(line)
    assert shown(line, request)[0] == ""


@pytest.mark.parametrize("reason", ["=HYPERLINK(1)\u202e\0 x", "long " * 300_000])
def test_a_hostile_reason_harms_nobody(world: World, reason: str) -> None:
    line = late(world)
    press(line, links(world)[0], reason)
    world.run(line)
    world.run_at(line, world.clock.at + timedelta(hours=2))
    kept = decisions(line)[-1].reason
    assert len(kept) <= 2000
    assert kept.isprintable()
    assert any("was admitted by" in flat(one) for one in letters(world, KANG))


def test_a_database_that_fails_for_one_request_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first waits, and is decided when the database is well again."""
    line = late(world)
    world.server.deliver(mail("second", ("Second.docx", paper("Second topic"))), world.clock.at)
    world.run_at(line, world.clock.at + timedelta(minutes=1))
    second = A_LINK.findall(text_of(asked(world, MUATH)[1]))[0].rpartition("/")[2]
    requests_made = [press(line, links_of_first(world)), press(line, second)]
    real, broken = begin_act, [True]

    def acting(line: Line, name: str, deed: Deed) -> object:
        if name == "MV-26-0001" and broken[0]:
            raise StorageUnavailableError("the series is locked")
        return real(line, name, deed)

    monkeypatch.setattr("intake.pipeline.requests.answering.acting", acting)
    for _ in range(3):
        done = answer_requests(line)
    assert done.count == 0
    assert done.next_at is not None
    assert done.next_at > world.clock.at, "it never spins"
    assert [shown(line, one)[0] for one in requests_made] == ["", "decided"]
    broken[0] = False
    world.clock.at = done.next_at
    world.run(line)
    assert shown(line, requests_made[0])[0] == "decided"


def links_of_first(world: World) -> str:
    return str(A_LINK.findall(text_of(asked(world, MUATH)[0]))[0]).rpartition("/")[2]


def test_a_fault_of_ours_is_tried_again_and_then_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    line = late(world)
    request = press(line, links(world)[0])
    monkeypatch.setattr("intake.pipeline.requests.answering.take_late", lambda *_: 1 / 0)
    for _ in range(MOST_TRIES):
        assert shown(line, request)[0] == ""
        world.clock.at = answer_requests(line).next_at or world.clock.at
    assert shown(line, request)[0] == "refused"
    assert "The fault is ours" in shown(line, request)[1]
    with line.store.read() as work:
        (entry,) = work.log.listed(what="alert")
    assert entry.why == "A chair's decision by a link could not be recorded (ZeroDivisionError: division by zero)."
    monkeypatch.undo()
    press(line, links(world)[0])
    world.run(line)
    assert shown(line, request)[0] == "decided", "the same link asks again"


def test_what_a_chair_asked_is_shown(world: World) -> None:
    line = late(world)
    (before,) = waits(line)
    press(line, links(world)[0])
    (item,) = waits(line)
    assert item.reason == f"{before.reason} muath@cst.example has asked by a link to admit it, and it is being decided."
    world.run(line)
    assert replay_as_then(line, "1").differences == ()


def two_chairs_press(world: World, line: Line, n: int = 0) -> None:
    """Both chairs use the links of their n-th letter at once: the one admits, the other keeps for the next meeting."""
    for chair, place in ((MUATH, 0), (KANG, 1)):
        press(line, A_LINK.findall(text_of(asked(world, chair)[n]))[place].rpartition("/")[2], "Because.")


STEPS = (
    "request.found",
    "act.prepared",
    "request.decided",
    "act.before-commit",
    "act.committed",
    "request.committed",
    "request.settled",
)


def test_stopped_at_any_step_there_is_one_decision_and_one_receipt(make_world: MakeWorld) -> None:
    """Of each paper the line is stopped at another step, and starts again."""
    world = make_world("home")
    world.clock.at = LATE
    for step in STEPS:
        world.server.deliver(mail(step, ("Input.docx", paper(f"About {step}"))), LATE)
    line = with_our_clock(started(world))
    world.groups = ()
    line.public = PUBLIC
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    passed: list[str] = []
    for n, step in enumerate(STEPS):
        two_chairs_press(world, line, n)

        def stop(name: str, at: str = step) -> None:
            passed.append(name)
            if name == at:
                raise Stopped(name)

        line.step = stop
        with closing(line.store), pytest.raises(Stopped):
            answer_requests(line)
        line = again(world)
        world.run(line)
    assert set(passed) == set(STEPS)
    world.run_at(line, world.clock.at + timedelta(hours=2))
    with line.store.read() as work:
        became = [[one.outcome for one in work.requests.of(f"MV-26-{n:04d}")] for n in range(1, len(STEPS) + 1)]
    assert became == [["decided", "already"]] * len(STEPS)
    for n in range(1, len(STEPS) + 1):
        assert [(one.actor, one.act) for one in decisions(line, n)] == [("line", "judge"), ("Muath AlRumayh", "admit")]
    admitted = [one for one in receipts(world) if one.startswith("[JCA-MV] Admitted")]
    assert len(admitted) == len(set(admitted)) == len(STEPS)
    assert len(listed(line)) == len(STEPS)
    told = [str(one["Subject"]) for one in letters(world, KANG) if "Admitted" in str(one["Subject"])]
    assert len(told) == 2, "what was decided within an hour of the first letter is told in one"


def test_of_two_workers_and_a_person_at_once_one_decides(make_world: MakeWorld) -> None:
    world = make_world("many")
    line = late(world)
    two_chairs_press(world, line)
    others = [world.start(store=line.store) for _ in range(2)]
    for one in others:
        one.public = PUBLIC

    def at_the_desk() -> None:
        admit(line, "1", Deed("ada", "Yes.", replaces=1))

    raised = at_once([*(lambda one=one: answer_requests(one) for one in (line, *others)), at_the_desk])
    assert len(raised) <= 1
    world.run(line)
    assert len(decisions(line)) == 2
    assert len(receipts(world)) == 2
    with line.store.read() as work:
        outcomes = sorted(one.outcome for one in work.requests.of("MV-26-0001"))
    assert outcomes in (["already", "already"], ["already", "decided"])


@pytest.mark.parametrize("pages", [True, False])
def test_the_mailbox_of_the_house_gets_no_link_to_read(world: World, pages: bool) -> None:
    world.clock.at = LATE
    world.server.deliver(mail("late", PAPER), LATE)
    line = with_our_clock(started(world))
    line.public = PUBLIC if pages else None
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    assert bool(links(world)) is pages
    assert ("Whoever has them can decide in your name" in " ".join(text_of(letter_to(world, MUATH)).split())) is pages
    kept = [raw for raw, _ in world.server.folders["Intake/Sent"].values()]
    assert not any(b"/decide/" in raw for raw in kept)
    assert any(MUATH.encode() in raw for raw in kept) is not pages
