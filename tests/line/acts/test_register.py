"""A document that came by another way: registered on behalf of whoever sent it, by the time at which it came."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from intake.adapters.home.given_file import given_file
from intake.domain.calls.moving import MoreTime
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.calls.meetings import MeetingDeed, extend
from intake.pipeline.desk.mails.acts import admit, release
from intake.pipeline.desk.mails.replay import replay_as_now
from intake.pipeline.house.registering import GivenFile, Registered, look, register
from intake.pipeline.house.told import Told
from intake.pipeline.line import Line
from intake.pipeline.showing.account import account
from tests.line.letters_in import mail, other_paper, paper
from tests.line.test_line import subjects
from tests.line.worlds import World
from tests.readers.build import archive
from tests.readers.resaving import members_of

MORNING = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
"""08:30 in Geneva, on the day after the date for contributions."""

CLARA = Deed("Clara", "it came to my own address", tells=True)
MakeWorld = Callable[[str], World]


def told(received: str = "2026-04-30 23:30", **other: str) -> Told:
    usual = {"submitter": "Ji-won Park <delegate@etri.example>", "evidence": "mail to clara@itu.int", "meeting": ""}
    return Told(received=received, **{**usual, **other})


def given(content: bytes | None = None, name: str = "Input.docx") -> GivenFile:
    return GivenFile(name, paper() if content is None else content, "jca-mv")


def take(world: World, line: Line, file: GivenFile | None = None, said: Told | None = None) -> Registered:
    taken = register(line, file or given(), said or told(), CLARA)
    world.run(line)
    return taken


@pytest.fixture
def line(world: World) -> Line:
    world.clock.at = MORNING
    return world.start()


@pytest.mark.parametrize(
    ("received", "outcome", "subject"),
    [
        pytest.param("2026-04-30 23:30", "accept", "Registered: JCA-MV-Doc-001", id="in time"),
        pytest.param("2026-04-30 23:59:59", "accept", "Registered: JCA-MV-Doc-001", id="the printed second"),
        pytest.param("2026-05-01 00:00", "hold", "Received after the date for contributions", id="late"),
        pytest.param("2026-05-01T06:30+09:00", "accept", "Registered: JCA-MV-Doc-001", id="an offset"),
    ],
)
def test_the_time_that_was_typed_decides(make_world: MakeWorld, received: str, outcome: str, subject: str) -> None:
    world = make_world("home")
    world.clock.at = MORNING
    taken = take(world, world.start(), said=told(received))
    assert (taken.decision.verdict.disposition, taken.decision.actor) == (outcome, "Clara")
    (sent,) = subjects(world)
    assert sent.startswith(f"[JCA-MV] {subject}")
    assert world.sink.to_senders[0].recipients == ("delegate@etri.example",)


def test_what_is_registered_is_shown_with_its_evidence(world: World, line: Line) -> None:
    taken = take(world, line)
    submission = taken.submission
    assert (submission.source, submission.received_evidence) == ("desk:on-behalf/mail to clara@itu.int", "given")
    assert submission.received_at == datetime(2026, 4, 30, 21, 30, tzinfo=UTC)
    assert submission.sender == "delegate@etri.example"
    with line.store.read() as work:
        words = {entry.what: entry for entry in work.log.listed(submission=submission.id)}
    assert words["registered"].personal["evidence"] == "mail to clara@itu.int"
    assert "clara" not in str(words["registered"].facts)
    letter = world.sink.to_senders[0].raw
    assert b"In-Reply-To" not in letter
    assert b"desk.invalid" not in letter
    assert replay_as_now(line, submission.reference).differences == ()


def test_the_account_adds_up(world: World, line: Line) -> None:
    take(world, line)
    with line.store.read() as work:
        assert all(one["adds_up"] for one in account(work.deliveries.account_of()))


def test_the_same_file_is_registered_once(world: World, line: Line) -> None:
    first = take(world, line)
    again = take(world, line)
    other_words = take(world, line, given(name="Copy.docx"), told("2026-04-30 22:00", evidence="a fax"))
    assert [one.known for one in (first, again, other_words)] == [False, True, True]
    assert {one.submission.reference for one in (first, again, other_words)} == {"MV-26-0001"}
    assert len(subjects(world)) == 1


def test_what_a_mail_brought_before_is_not_registered_again(world: World, line: Line) -> None:
    world.server.deliver(mail("one", ("Input.docx", paper())), datetime(2026, 5, 1, 6, 0, tzinfo=UTC))
    world.run(line)
    assert take(world, line).known
    assert take(world, line).submission.reference == "MV-26-0001"


def test_a_mail_with_a_registered_file_is_a_repeat(world: World, line: Line) -> None:
    take(world, line)
    world.server.deliver(mail("one", ("Input.docx", paper())), MORNING)
    world.run(line)
    assert subjects(world)[-1] == "[JCA-MV] Already registered: JCA-MV-Doc-001"


def test_what_a_sender_would_correct_waits_for_a_person(world: World, line: Line) -> None:
    taken = take(world, line, given(other_paper()))
    assert taken.decision.verdict.disposition == "hold"
    assert subjects(world) == ["[JCA-MV] Received, the secretariat will reply"]
    release(line, taken.submission.reference, Deed("Clara", "the minutes"))
    world.run(line)
    assert subjects(world)[-1].startswith("[JCA-MV] Registered: JCA-MV-Doc-001")


def test_a_late_one_is_admitted_like_any_other(world: World, line: Line) -> None:
    taken = take(world, line, said=told("2026-05-01 00:10"))
    admit(line, taken.submission.reference, Deed("Clara", "the co-chairs agree"))
    world.run(line)
    assert subjects(world)[-1].startswith("[JCA-MV] Admitted: JCA-MV-Doc-001")


def test_no_receipt_where_none_is_wished(world: World, line: Line) -> None:
    register(line, given(), told(), Deed("Clara", "she knows", tells=False))
    world.run(line)
    assert subjects(world) == []


def test_the_mail_that_shows_it_leaves_the_work_list(world: World, line: Line) -> None:
    asked = mail("when", sender="clara@itu.int", subject="It came at 23:30", text="See the header that I quote?\n")
    world.server.deliver(asked, MORNING)
    world.run(line)
    taken = take(world, line, said=told(evidence="mv-26-0001"))
    assert taken.submission.source == "desk:on-behalf/MV-26-0001"
    with line.store.read() as work:
        assert work.submissions.get(1).disposition == "ignore"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(told("2026-05-01 09:00"), "--received: 2026-05-01 09:00 is still to come.", id="future"),
        pytest.param(told("2026-03-29 02:30"), "does not exist in Europe/Zurich", id="no such hour"),
        pytest.param(told("2025-10-26 02:30"), "exists twice in Europe/Zurich", id="twice"),
        pytest.param(told("2026-04-30"), "give the hour, too", id="a day alone"),
        pytest.param(told("half past: eleven"), "is no time", id="words"),
        pytest.param(told(submitter="a@b.example\nBcc: x@y.example"), "is no mail address", id="newline"),
        pytest.param(told(submitter="Ada"), "'Ada' is no mail address", id="a name alone"),
        pytest.param(told(submitter="TSBJCAMV@itu.int"), "is a mailbox of ours", id="our own mailbox"),
        pytest.param(told(evidence=" \n "), "Say what shows when it was received", id="no evidence"),
        pytest.param(told(meeting="2031-01-01"), "there is no such meeting of jca-mv", id="no such meeting"),
    ],
)
def test_what_cannot_be_meant_is_told_and_changes_nothing(line: Line, said: Told, sentence: str) -> None:
    for act in (register, look):
        with pytest.raises(UsageError, match=re.escape(sentence)):
            act(line, given(), said, CLARA)
    with line.store.read() as work:
        assert work.submissions.listed() == []


@pytest.mark.parametrize("content", [b"MZ" + bytes(3000), b"", b"\x89PNG\r\n", b"<html>", paper()[:900]])
def test_what_is_no_document_is_not_registered(line: Line, content: bytes) -> None:
    with pytest.raises(UsageError, match="is no document that could be registered"):
        register(line, given(content), told(), CLARA)
    with line.store.read() as work:
        assert work.submissions.listed() == []


@pytest.mark.parametrize(
    "name",
    ["a\r\nBcc: eve@example.org\x00.docx", "\u202excod.exe", "../../etc/passwd", "\udce9.docx", "", "/"],
    ids=["controls", "turned round", "a path", "other bytes", "none", "root"],
)
def test_hostile_names(world: World, line: Line, name: str) -> None:
    taken = take(world, line, given(name=name))
    assert taken.decision.verdict.disposition == "accept"
    shown = taken.decision.verdict.documents[0].document.file
    assert shown.isprintable()
    assert "/" not in shown
    assert b"\r\nBcc" not in b"".join(one.raw for one in world.sink.sent)


def test_what_could_act_is_held_as_always(world: World, line: Line) -> None:
    taken = take(world, line, given(archive({**members_of(paper()), "word/vbaProject.bin": b"x"})))
    assert taken.decision.verdict.disposition == "hold"
    assert not taken.decision.verdict.numbers


def test_a_dry_look_stores_nothing(line: Line) -> None:
    seen = look(line, given(), told("2026-05-01 00:10"), CLARA)
    assert seen.verdict is not None
    assert (seen.verdict.disposition, seen.verdict.late_by) == ("hold", 601)
    with line.store.read() as work:
        assert work.submissions.listed() == []


@pytest.mark.parametrize("step", ["register.stored", "register.before-commit", "register.committed"])
def test_stopped_anywhere_it_is_there_once_or_not_at_all(world: World, step: str) -> None:
    world.clock.at = MORNING

    class StoppedError(Exception):
        pass

    def stop(name: str) -> None:
        if name == step:
            raise StoppedError

    with pytest.raises(StoppedError):
        register(world.start(stop), given(), told(), CLARA)
    line = world.start()
    with line.store.read() as work:
        there = work.submissions.listed()
    assert [one.state for one in there] == (["decided"] if step == "register.committed" else [])
    take(world, line)
    assert subjects(world) == ["[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "large", "none"])
def test_only_a_plain_file_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "Input.docx"
    sentence = "is no file"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        path.write_bytes(bytes(101))
        sentence = "is larger than"
    else:
        sentence = "is not there"
    with pytest.raises(UsageError, match=sentence):
        given_file(path, 100)


def test_a_later_date_reaches_what_was_registered_late(world: World, line: Line) -> None:
    taken = take(world, line, said=told("2026-05-01 00:10"))
    extend(line, "jca-mv/2026-05-13", MeetingDeed("Grace", "a power cut"), MoreTime(date(2026, 5, 4)))
    world.run(line)
    with line.store.read() as work:
        assert work.submissions.get(taken.submission.id).disposition == "accept"
    assert subjects(world)[-1].startswith("[JCA-MV] Registered: JCA-MV-Doc-001")


def test_a_later_date_sends_nothing_back_that_waits_for_a_person(world: World, line: Line) -> None:
    taken = take(world, line, given(other_paper()), told("2026-05-01 00:10"))
    extend(line, "jca-mv/2026-05-13", MeetingDeed("Grace", "a power cut"), MoreTime(date(2026, 5, 4)))
    world.run(line)
    with line.store.read() as work:
        assert work.submissions.get(taken.submission.id).disposition == "hold"


def test_two_secretaries_register_one_file_once(make_world: MakeWorld) -> None:
    world = make_world("home")
    world.clock.at = MORNING
    lines = [world.start() for _ in range(3)]
    times = ("2026-04-30 23:30", "2026-04-30 23:30", "2026-04-30 22:00")
    with ThreadPoolExecutor(3) as workers:
        done = list(workers.map(lambda line, time: register(line, given(), told(time), CLARA), lines, times))
    assert sorted(one.known for one in done) == [False, True, True]
    with lines[0].store.read() as work:
        assert [one.label for one in work.contributions.listed("jca-mv")] == ["JCA-MV-Doc-001"]
        assert [one.state for one in work.submissions.listed()] == ["decided"]
