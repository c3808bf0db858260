"""One mail that breaks something is held with SYS-001; its neighbours never notice, and no number waits for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import text as sql

from intake.adapters.logs import log_as_json
from intake.domain.answering.answer import answer
from intake.domain.answering.receipt import Receipt
from intake.domain.document import Reading
from intake.domain.judging.case import Case
from intake.domain.judging.judge import Prepared, judge
from intake.domain.letters.alert import AlertLetter
from intake.domain.letters.notice import Letterhead, Notice, NoticeLetter
from intake.domain.letters.own_pages import NO_PAGES, OwnPages
from intake.domain.limits import FileLimits
from intake.domain.log_entry import LogEntry
from intake.domain.mail import Mail
from intake.domain.submission import Submission
from intake.domain.verdict import Decision, Deed, Hit, Params, Verdict
from intake.domain.writing import Writing
from intake.pipeline.decision import judging
from intake.pipeline.decision import record as recording
from intake.pipeline.desk.mails.replay import replay_and_apply
from intake.pipeline.line import Line
from intake.ports import Handover, Letter, LetterWriter, Reader, ReaderFailedError, ReaderResult
from intake.readers.process.keeper import ReaderKeeper
from tests.line.letters_in import RTF, mail, paper
from tests.line.test_line import numbers, subjects
from tests.line.trouble.test_faults import MakeWorld, bodies_of, dump
from tests.line.worlds import START, World
from tests.store.databases import connected

POISON = "Contribution that breaks something"
HELD = "[JCA-MV] Received, the secretariat will reply"
REGISTERED = "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"


@pytest.fixture(autouse=True)
def plain_log() -> Iterator[None]:
    """The program's own log as in production: short, without what is in a mail."""
    before = structlog.get_config()
    log_as_json()
    yield
    structlog.configure(**before)


class FailingReader:
    """The real reader, but for mails with the poisoned subject; `why` is how it fails, "" once it is mended."""

    def __init__(self, reader: Reader, why: str, *, headers_too: bool = False, clock: Callable[[], datetime]) -> None:
        self._reader, self.why, self._headers_too, self._clock = reader, why, headers_too, clock
        self.version = reader.version
        self.tries: list[datetime] = []

    def read(self, raw: bytes, *, patient: bool = True) -> ReaderResult:
        if self.why and POISON.encode() in raw:
            self.tries.append(self._clock())
            raise ReaderFailedError(self.why, "signal 9")
        result = self._reader.read(raw, patient=patient)
        return replace(result, reading=replace(result.reading, version=self.version))

    def read_headers(self, raw: bytes) -> Reading:
        if self.why and self._headers_too:
            raise ReaderFailedError(self.why, "signal 9")
        return self._reader.read_headers(raw)

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        return self._reader.read_file(content, name)

    def write(self, content: bytes, writings: Sequence[Writing]) -> bytes:
        return self._reader.write(content, writings)

    def pack(self, content: bytes) -> bytes:
        return self._reader.pack(content)

    def close(self) -> None:
        """The real one is shared and stays."""


def fail(world: World, why: str, *, headers_too: bool = False) -> FailingReader:
    reader = FailingReader(world.reader, why, headers_too=headers_too, clock=world.clock.now)
    world.reader = reader
    return reader


def deliver_ten(world: World) -> None:
    """Ten contributions of which the fifth is the poisoned one: so it stands before neighbours and behind some."""
    for index in range(10):
        subject = POISON if index == 4 else "Contribution to JCA-MV"
        title = "Digital twins for metaverse standards" if index == 4 else f"Neighbour {'abcdefghij'[index]}"
        raw = mail(
            f"ten-{index}", ("Input.docx", paper(title)), subject=subject, sender=f"delegate{index}@etri.example"
        )
        world.server.deliver(raw, START + timedelta(seconds=index))


def submissions(line: Line) -> list[Submission]:
    with line.store.read() as work:
        return work.submissions.listed()


def poisoned(line: Line) -> Submission:
    (one,) = [one for one in submissions(line) if one.source.endswith("/5")]
    return one


def decided_at(line: Line) -> dict[int, float]:
    """When each Submission was first decided, in seconds after the start."""
    with line.store.read() as work:
        first = [work.submissions.decisions(one.id)[:1] for one in work.submissions.listed()]
    return {one.submission: (one.at - START).total_seconds() for (one,) in first}


def findings(line: Line, submission: int) -> set[str]:
    with line.store.read() as work:
        return {one.id for one in work.submissions.decisions(submission)[-1].verdict.findings}


def alerts(line: Line) -> list[str]:
    with line.store.read() as work:
        return [one.why for one in work.log.listed(what="alert")]


def in_inbox(world: World) -> list[int]:
    return sorted(world.server.folders["INBOX"])


def assert_only_the_poisoned_one_is_held(world: World, line: Line) -> Submission:
    """Nine are registered in their order and answered; the tenth is held, kept, and stays in the INBOX."""
    held = poisoned(line)
    assert (held.state, held.disposition) == ("decided", "hold")
    assert "SYS-001" in findings(line, held.id)
    others = [one for one in submissions(line) if one.id != held.id]
    assert {one.disposition for one in others} == {"accept"}
    assert numbers(line) == [f"JCA-MV-Doc-{number:03d}" for number in range(1, 10)]
    assert in_inbox(world) == [5]
    assert sorted(set(subjects(world)) - {HELD}) == [
        f"[JCA-MV] Registered: JCA-MV-Doc-{number:03d} - Neighbour {letter}"
        for number, letter in enumerate("abcdfghij", start=1)
    ]
    return held


@pytest.mark.parametrize("why", ["killed", "timed-out", "crashed", "out-of-memory", "protocol"])
def test_a_mail_that_breaks_its_reader_is_held_after_three_tries_alone(world: World, why: str) -> None:
    reader = fail(world, why)
    deliver_ten(world)
    line = world.start()
    world.run(line)
    held = assert_only_the_poisoned_one_is_held(world, line)
    times = decided_at(line)
    assert max(at for one, at in times.items() if one != held.id) < 1
    assert [(at - START).total_seconds() for at in reader.tries] == [0, 5, 15, 35]
    assert times[held.id] == 35
    assert subjects(world)[9:] == [HELD]  # after all the others: nobody waited for it
    assert len(alerts(line)) == 4
    assert "a person looks at it" in alerts(line)[-1]
    with line.store.read() as work:
        assert work.log.verify() is None


def test_a_mail_that_breaks_its_reader_keeps_no_neighbour_waiting_for_the_next_one(world: World) -> None:
    reader, states = fail(world, "timed-out"), []
    read = reader.read

    def noting(raw: bytes, *, patient: bool = True) -> ReaderResult:
        if POISON.encode() in raw:
            states.append([one.state for one in submissions(line)])
        return read(raw, patient=patient)

    reader.read = noting  # type: ignore[method-assign]
    for index, subject in enumerate(("Contribution to JCA-MV", POISON, POISON)):
        raw = mail(f"m{index}", ("Input.docx", paper(f"Title {index}")), subject=subject)
        world.server.deliver(raw, START + timedelta(seconds=index))
    line = world.start()
    world.run(line)
    assert states[:2] == [["stored", "stored", "stored"], ["read", "failed", "stored"]]


def test_a_mail_that_breaks_its_reader_is_read_in_pieces_when_it_is_alone(world: World) -> None:
    reader = fail(world, "killed")
    read = reader.read

    def mended_by_patience(raw: bytes, *, patient: bool = True) -> ReaderResult:
        reader.why = "" if patient else "killed"
        return read(raw, patient=patient)

    reader.read = mended_by_patience  # type: ignore[method-assign]
    deliver_ten(world)
    line = world.start()
    world.run(line)
    assert decided_at(line)[poisoned(line).id] == 5
    assert subjects(world)[9:] == ["[JCA-MV] Registered: JCA-MV-Doc-010 - Digital twins for metaverse standards"]


def test_the_neutral_receipt_tells_nothing_of_the_mail_but_its_reference(world: World) -> None:
    fail(world, "killed")
    world.server.deliver(mail("poison", ("Zebra.docx", paper("Zebra title")), subject=POISON), START)
    line = world.start()
    world.run(line)
    (sent,) = world.sink.sent
    (held,) = submissions(line)
    assert sent.recipients == ("delegate@etri.example",)
    text = sent.raw.decode()
    assert held.reference in text
    assert not [word for word in ("Zebra", "killed", "signal", "SYS", "failed", "damaged") if word in text]


def test_without_a_readable_header_nobody_is_answered(world: World) -> None:
    fail(world, "killed", headers_too=True)
    deliver_ten(world)
    line = world.start()
    world.run(line)
    held = poisoned(line)
    assert held.disposition == "hold"
    assert numbers(line) == [f"JCA-MV-Doc-{number:03d}" for number in range(1, 10)]
    assert len(world.sink.sent) == 9
    with line.store.read() as work:
        (receipt,) = [one for one in work.debts.of(held.id) if one.kind == "receipt"]
    assert (receipt.state, receipt.note) == ("withheld", "the mail has no usable From address")


def test_a_program_whose_mail_breaks_the_reader_is_not_answered(world: World) -> None:
    fail(world, "killed")
    world.server.deliver(mail("poison", subject=POISON, Auto_Submitted="auto-replied"), START)
    line = world.start()
    world.run(line)
    assert [one.disposition for one in submissions(line)] == ["hold"]
    assert world.sink.sent == []


def test_two_mails_that_nobody_can_read_are_two(world: World) -> None:
    """Their header blocks are equal; what is below may differ, and nobody knows."""
    fail(world, "killed")
    for text in ("one", "two"):
        world.server.deliver(mail("poison", subject=POISON, text=text), START)
    line = world.start()
    world.run(line)
    assert [one.disposition for one in submissions(line)] == ["hold", "hold"]


def test_a_replay_after_the_fault_is_gone_gives_the_number(world: World) -> None:
    reader = fail(world, "out-of-memory")
    world.server.deliver(mail("poison", ("Input.docx", paper()), subject=POISON), START)
    line = world.start()
    world.run(line)
    (held,) = submissions(line)
    reader.why = ""
    decision = replay_and_apply(line, held.reference, Deed("Ada", "the reader is mended"))
    world.run(line)
    assert (decision.n, decision.actor, decision.act, decision.verdict.disposition) == (2, "Ada", "replay", "accept")
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert subjects(world) == [HELD, REGISTERED]
    assert in_inbox(world) == []
    world.server.deliver(mail("after", ("Other.docx", paper("Another one"))), world.clock.now())
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001", "JCA-MV-Doc-002"]


def test_a_replay_while_the_fault_lasts_changes_nothing_and_says_why(world: World) -> None:
    fail(world, "timed-out")
    world.server.deliver(mail("poison", ("Input.docx", paper()), subject=POISON), START)
    line = world.start()
    world.run(line)
    (held,) = submissions(line)
    with pytest.raises(Exception, match="the mail still cannot be read"):
        replay_and_apply(line, held.reference, Deed("Ada", "once more"))
    assert submissions(line) == [held]


def crashing_check(case: Case, _: Params) -> Iterator[Hit]:
    if case.mail.subject == POISON:
        raise RuntimeError("a mistake of ours")
    return iter(())


def test_a_check_that_raises_holds_its_mail_alone(world: World) -> None:
    deliver_ten(world)
    line = world.start()
    known = line.checks["COV-003"]
    line.checks = {**line.checks, "COV-003": replace(known, look=crashing_check)}
    world.run(line)
    held = assert_only_the_poisoned_one_is_held(world, line)
    assert decided_at(line)[held.id] < 1
    assert HELD in subjects(world)


@pytest.mark.parametrize(
    ("even_bare", "seconds"),
    [pytest.param(False, 15, id="on-the-files"), pytest.param(True, 55, id="on-the-mail-itself")],
)
def test_a_mistake_in_judging_one_mail_holds_that_one(
    world: World, monkeypatch: pytest.MonkeyPatch, *, even_bare: bool, seconds: float
) -> None:
    """What is decided together is rolled back and decided one by one at once; the broken one is tried again alone."""

    def judge_or_break(prepared: Prepared, *arguments: Any, **named: Any) -> Verdict:  # noqa: ANN401 - passed on
        if prepared.reading.mail.subject == POISON and (prepared.reading.files or even_bare):
            raise ZeroDivisionError("a mistake of ours")
        return judge(prepared, *arguments, **named)

    monkeypatch.setattr(judging, "judge", judge_or_break)
    deliver_ten(world)
    line = world.start()
    world.run(line)
    held = assert_only_the_poisoned_one_is_held(world, line)
    times = decided_at(line)
    assert max(at for one, at in times.items() if one != held.id) < 1
    assert times[held.id] == pytest.approx(seconds, abs=1)
    assert subjects(world)[9:] == ([] if even_bare else [HELD])
    assert "Deciding this mail failed (ZeroDivisionError); a person looks at it." in alerts(line)


def test_a_mistake_in_one_answer_holds_its_mail_without_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer_or_break(decision: Decision, its: Submission, its_mail: Mail, *arguments: Any, **named: Any) -> object:  # noqa: ANN401 - passed on
        if its_mail.subject == POISON:
            raise LookupError("a mistake of ours")
        return answer(decision, its, its_mail, *arguments, **named)

    monkeypatch.setattr(recording, "answer", answer_or_break)
    deliver_ten(world)
    line = world.start()
    world.run(line)
    assert_only_the_poisoned_one_is_held(world, line)
    assert len(world.sink.sent) == 9


class BreakingLetters:
    """The real writer, but for the poisoned mail's letter."""

    def __init__(self, letters: LetterWriter, error: Exception | None) -> None:
        self._letters, self.error = letters, error

    def write(
        self, receipt: Receipt, now: datetime, correct_until: datetime | None, pages: OwnPages = NO_PAGES
    ) -> Letter:
        if self.error is not None and receipt.their_subject == POISON:
            raise self.error
        return self._letters.write(receipt, now, correct_until, pages)

    def id_of(self, raw: bytes) -> str:
        return self._letters.id_of(raw)

    def subject(self, receipt: Receipt) -> str:
        return self._letters.subject(receipt)

    def write_alert(self, alert: AlertLetter, now: datetime) -> Letter:
        return self._letters.write_alert(alert, now)

    def as_text(self, head: Letterhead, notice: Notice) -> str:
        return self._letters.as_text(head, notice)

    def as_document(self, head: Letterhead, notice: Notice, now: datetime) -> bytes:
        return self._letters.as_document(head, notice, now)

    def as_page(self, head: Letterhead, notice: Notice) -> str:
        return self._letters.as_page(head, notice)

    def write_notices(self, letter: NoticeLetter, now: datetime, enclosed: Mapping[str, bytes]) -> Letter:
        return self._letters.write_notices(letter, now, enclosed)

    def envelope(self, letter: Receipt | AlertLetter | NoticeLetter) -> str:
        return self._letters.envelope(letter)


@pytest.mark.parametrize(
    ("error", "state", "alert"),
    [
        pytest.param(ValueError("an address"), "refused", "no letter could be written: an address", id="address"),
        pytest.param(KeyError("title"), "paid", "no letter could be written (KeyError)", id="our-mistake"),
    ],
)
def test_a_letter_that_cannot_be_written_blocks_neither_number_nor_other_letters(
    world: World, error: Exception, state: str, alert: str
) -> None:
    deliver_ten(world)
    line = world.start()
    letters = BreakingLetters(line.letters, error)
    line.letters = letters
    world.run(line)
    assert len(numbers(line)) == 10
    assert len(world.sink.sent) == 9
    assert [one for one in alerts(line) if one.endswith(alert)] == alerts(line)
    letters.error = None
    world.clock.wait(3600)
    world.run(line)
    with line.store.read() as work:
        (receipt,) = [one for one in work.debts.of(poisoned(line).id) if one.kind == "receipt"]
    assert receipt.state == state
    assert len(world.sink.sent) == (10 if state == "paid" else 9)


def test_debts_that_cannot_be_read_are_told_and_hold_up_no_other(world: World) -> None:
    deliver_ten(world)
    line = world.start()

    def spoil() -> None:
        with connected(world.url) as connection:
            connection.execute(sql("UPDATE debts SET payload = '{}' WHERE submission = 1"))

    at_step(line, "decide.committed", spoil)
    world.run(line)
    assert len(world.sink.sent) == 9
    assert len(world.server.folders["Intake/Taken"]) == 9
    assert sorted(alerts(line)) == [
        "A move was not taken: it holds no move that this version can read",
        "A receipt was not taken: no letter could be written: it holds no receipt that this version can read",
    ]


def blob_of(world: World, digest: str) -> Path:
    return world.folder / "blobs" / digest[:2] / digest[2:]


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x40
    file.write_bytes(content)


def at_step(line: Line, name: str, act: Callable[[], object]) -> None:
    """Do this once, when the line first passes the step of this name."""
    waiting = [act]

    def step(passed: str) -> None:
        if passed == name and waiting:
            waiting.pop()()

    line.step = step


def test_a_damaged_mail_is_set_aside_and_the_next_twenty_pass(world: World) -> None:
    world.server.deliver(mail("first", ("Input.docx", paper())), START)
    for index in range(20):
        older = RTF.replace(b"older", b"older%d" % index)
        world.server.deliver(mail(f"next-{index}", ("old.rtf", older), sender=f"delegate{index}@etri.example"), START)
    line = world.start()
    at_step(line, "receive.committed", lambda: flip_a_byte(blob_of(world, submissions(line)[0].raw)))
    world.run(line)
    damaged, *others = submissions(line)
    assert (damaged.state, damaged.disposition) == ("decided", "hold")
    assert "SYS-001" in findings(line, damaged.id)
    assert [findings(line, one.id) for one in others] == [{"FIL-001", "TIM-002"}] * 20
    assert [file.name for file in (world.folder / "blobs" / "damaged").iterdir() if damaged.raw in file.name]
    (alert,) = alerts(line)
    assert "no longer has the bytes that were stored; it was set aside as" in alert
    assert 1 in in_inbox(world)
    assert len(world.sink.sent) == 20


def test_a_damaged_mail_whose_bytes_come_back_is_registered_by_a_replay(world: World) -> None:
    raw = mail("first", ("Input.docx", paper()))
    world.server.deliver(raw, START)
    line = world.start()
    at_step(line, "receive.committed", lambda: flip_a_byte(blob_of(world, submissions(line)[0].raw)))
    world.run(line)
    with pytest.raises(Exception, match="the stored mail is damaged or gone"):
        replay_and_apply(line, "1", Deed("Ada", "from the backup"))
    line.blobs.put([raw])
    replay_and_apply(line, "1", Deed("Ada", "from the backup"))
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert subjects(world) == [REGISTERED]


def test_readings_within_other_limits_are_made_anew_and_nobody_is_alarmed(world: World) -> None:
    deliver_ten(world)
    line = world.start()
    line.reader = keeper = ReaderKeeper()
    at_step(line, "read.committed", partial(keeper.use, FileLimits(entries=1999)))
    world.run(line)
    keeper.close()
    assert sorted(numbers(line)) == [f"JCA-MV-Doc-{number:03d}" for number in range(1, 11)]
    assert len(world.sink.sent) == 10
    assert alerts(line) == []


def test_a_damaged_reading_is_made_anew(world: World) -> None:
    deliver_ten(world)
    line = world.start()

    def flip() -> None:
        with line.store.read() as work:
            blob = work.messages.reading(poisoned(line).raw, line.reader.version)
        flip_a_byte(blob_of(world, blob or ""))

    at_step(line, "read.committed", flip)
    world.run(line)
    assert {one.disposition for one in submissions(line)} == {"accept"}
    assert sorted(numbers(line)) == [f"JCA-MV-Doc-{number:03d}" for number in range(1, 11)]
    assert len(world.sink.sent) == 10
    assert [one for one in alerts(line) if one.startswith("There is no sound reading of this mail")] == alerts(line)
    assert len(alerts(line)) == 1


def test_a_mail_that_another_version_has_read_is_read_again(world: World) -> None:
    world.server.deliver(mail("first", ("Input.docx", paper())), START)
    line = world.start()

    def upgrade() -> None:
        line.reader = replaced = FailingReader(line.reader, "", clock=world.clock.now)
        replaced.version = "another"
        line.step = lambda _: None

    at_step(line, "read.committed", upgrade)
    world.run(line)
    assert [one.disposition for one in submissions(line)] == ["accept"]
    assert subjects(world) == [REGISTERED]


def test_a_frozen_receipt_that_is_damaged_is_an_alert_and_the_others_leave(world: World) -> None:
    deliver_ten(world)
    world.sink.answers = [Handover("later", "421 try again")] * 10
    line = world.start()

    def flip() -> None:
        with line.store.read() as work:
            (receipt,) = [one for one in work.debts.of(poisoned(line).id) if one.kind == "receipt"]
        flip_a_byte(blob_of(world, receipt.frozen or ""))

    at_step(line, "pay.committed", flip)
    world.run(line)
    assert len(numbers(line)) == 10
    assert len(world.sink.sent) == 9
    with line.store.read() as work:
        (receipt,) = [one for one in work.debts.of(poisoned(line).id) if one.kind == "receipt"]
    assert receipt.state == "refused"
    (alert,) = alerts(line)
    assert alert.startswith("A receipt was not taken: its frozen bytes are lost: ")


TAKEN_OVER = ("read.claimed", "read.stored", "decide.claimed", "pay.claimed", "pay.rendered", "pay.frozen", "pay.sent")


def deliver_two(world: World) -> World:
    world.server.deliver(mail("accepted", ("Input.docx", paper())), START)
    world.server.deliver(mail("held", ("old.rtf", RTF), sender="other@etri.example"), START)
    return world


def test_a_line_that_slept_through_its_claim_does_nothing_twice(make_world: MakeWorld) -> None:
    """Another line on the same store took over: the sleeper's results find no claim, and nobody is alarmed."""
    whole = deliver_two(make_world("whole"))
    line = whole.start()
    whole.run(line)
    expected = dump(whole, line)
    line.store.close()
    for step in TAKEN_OVER:
        world = deliver_two(make_world(step))
        sleeper, other = world.start(), world.start()
        at_step(sleeper, step, partial(_sleep_while_the_other_works, world, other))
        world.run(sleeper)
        assert dump(world, sleeper) == expected, f"slept at {step}"
        assert bodies_of(world) == expected["bodies"], f"slept at {step}"
        assert alerts(sleeper) == [], f"slept at {step}"
        sleeper.store.close()
        other.store.close()


def _sleep_while_the_other_works(world: World, other: Line) -> None:
    world.clock.wait(61)
    world.run(other)


def entries(line: Line, submission: int) -> Sequence[LogEntry]:
    with line.store.read() as work:
        return work.log.listed(submission=submission)


def test_every_try_can_be_read_in_the_log(world: World) -> None:
    fail(world, "killed")
    world.server.deliver(mail("poison", subject=POISON), START)
    line = world.start()
    world.run(line)
    (held,) = submissions(line)
    told = [one.what for one in entries(line, held.id)]
    assert held.disposition == "hold"
    assert told == ["stored", "alert", "alert", "alert", "alert", "decided", "paid", "paid"]
