"""Where one value more or less makes the difference: bounds that nothing else in the line would notice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.errors import UsageError
from intake.domain.mail import Mail, Received
from intake.domain.submission import Timestamps
from intake.domain.verdict import Decision
from intake.pipeline import pay as paying
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.read import stamped
from intake.ports import Handover, ReaderFailedError
from intake.readers.codec import decode
from intake.readers.process.answers import _check
from intake.readers.reading import answer
from tests.line.acts.test_acts import by
from tests.line.acts.test_made import ReadyMade
from tests.line.letters_in import RTF, mail, paper
from tests.line.test_mailbox import with_policy
from tests.line.worlds import START, World

SEEN = datetime(2026, 4, 30, 21, 0, tzinfo=UTC)
BORDER = "mx1.itu.int"
STORE = "store.itu.int"


@pytest.mark.parametrize(("ahead", "trusted"), [(-3600, True), (0, True), (60, True), (61, False), (3600, False)])
def test_a_border_whose_clock_is_a_minute_ahead_is_believed_and_no_more(ahead: int, trusted: bool) -> None:
    at = SEEN + timedelta(seconds=ahead)
    seen = Mail(content="", message_id="", from_=(), received=(Received(by=BORDER, at=at),))
    stamps = stamped(Timestamps(first_seen=SEEN), seen, (BORDER,))
    assert stamps.trusted_received == (at if trusted else None)


@pytest.mark.parametrize(
    ("zone", "findings"),
    [
        pytest.param("+0200", [], id="in-time"),
        pytest.param("EDT", ["TIM-001"], id="late-by-the-border-too"),
        pytest.param("CEST", ["TIM-003"], id="nobody-can-be-sure"),
    ],
)
def test_a_mail_that_waited_with_us_is_not_late_by_a_guess(world: World, zone: str, findings: list[str]) -> None:
    stamp = (
        f"Received: from {BORDER} by {STORE} with LMTP; Fri, 01 May 2026 04:10:00 +0000\r\n"
        f"Received: by {BORDER} with ESMTP id 1; Thu, 30 Apr 2026 23:50:00 {zone}\r\n"
    )
    late = datetime(2026, 5, 1, 4, 10, tzinfo=UTC)
    line = world.start()
    with_policy(line, "jca-mv", trusted_received_hosts=(BORDER, STORE))
    world.server.deliver(stamp.encode() + mail("waited", ("Input.docx", paper())), late)
    world.run_at(line, late)
    with line.store.read() as work:
        (decision,) = work.submissions.decisions(1)
    told = {one.id for one in decision.verdict.findings} & {"TIM-001", "TIM-003"}
    assert (sorted(told), decision.verdict.disposition) == (findings, "hold" if findings else "accept")


@pytest.mark.parametrize(("more", "believed"), [(0, True), (1, False)])
def test_files_of_a_mail_are_together_no_larger_than_the_mail(more: int, believed: bool) -> None:
    raw = mail("sizes", ("a.docx", paper("A paper")), ("b.docx", paper("Another one")))
    reading = decode(answer("mail", raw).reading)
    first, second = reading.files
    grown = replace(second, size=reading.size - first.size + more)
    swollen = replace(reading, files=(first, grown))
    if believed:
        _check(swollen, (reading.raw, reading.size), reading.version, 0)
    else:
        with pytest.raises(ReaderFailedError, match="more bytes of files"):
            _check(swollen, (reading.raw, reading.size), reading.version, 0)


def test_a_receipt_is_given_up_after_the_last_try_and_not_before(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paying, "MOST_TRIES", 3)
    world.sink.answers = [Handover("later", "451 try again")] * 10
    world.server.deliver(mail("tries", ("Input.docx", paper())), START)
    line = world.start()
    for _ in range(6):
        world.run(line)
        world.clock.wait(3600)
    with line.store.read() as work:
        (debt,) = [one for one in work.debts.of(work.submissions.listed()[0].id) if one.kind == "receipt"]
        alerts = [one.why for one in work.log.listed(what="alert")]
    assert (debt.state, debt.attempts) == ("refused", 3)
    assert len(world.sink.answers) == 7
    assert alerts == ["A receipt was not taken: 451 try again"]


def test_a_receipt_that_is_taken_at_the_last_try_is_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paying, "MOST_TRIES", 3)
    world.sink.answers = [Handover("later", "451 try again")] * 2
    world.server.deliver(mail("tries", ("Input.docx", paper())), START)
    line = world.start()
    for _ in range(6):
        world.run(line)
        world.clock.wait(3600)
    assert len(world.sink.sent) == 1


def test_what_came_beside_two_papers_is_kept_under_the_first_one_only(world: World) -> None:
    files = [("first.docx", paper("A paper")), ("figures.bin", b"figures"), ("second.docx", paper("Quite another one"))]
    world.server.deliver(mail("beside", *files), START)
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        kept = {one.label: [file.name for file in one.versions[0].files] for one in work.contributions.listed("jca-mv")}
    assert kept == {"JCA-MV-Doc-001": ["first.docx", "figures.bin"], "JCA-MV-Doc-002": ["second.docx"]}


def old_and_new(world: World, *, old_first: bool) -> Callable[[], Decision]:
    """An older format and a .docx of the same title by the same sender, one a minute after the other."""
    mails = [mail("old", ("Input.rtf", RTF)), mail("new", ("Other.docx", paper()))]
    line = world.start()
    line.converter = ReadyMade(paper(text="Converted."))
    for minute, raw in enumerate(mails if old_first else reversed(mails)):
        world.server.deliver(raw, START + timedelta(minutes=minute))
        world.run(line)
    return lambda: convert(line, "1" if old_first else "2", by("Ana"))


def test_a_file_made_of_an_older_mail_never_takes_the_place_of_a_newer_one(world: World) -> None:
    with pytest.raises(UsageError, match="came before the file that is registered as JCA-MV-Doc-001"):
        old_and_new(world, old_first=True)()


def test_a_file_made_of_the_newer_mail_takes_the_place_of_the_older_one(world: World) -> None:
    decision = old_and_new(world, old_first=False)()
    made = decision.verdict.documents[-1]
    assert (made.relation, made.number, made.document.made) == ("replacement", "JCA-MV-Doc-001", "converted")


def test_a_file_made_of_a_mail_may_follow_another_file_of_that_mail(world: World) -> None:
    line = world.start()
    line.converter = ReadyMade(paper("Quite another one", number="JCA-MV-Doc-001-Rev1"))
    world.server.deliver(mail("first", ("Input.docx", paper())), START)
    world.run(line)
    both = [("Old.rtf", RTF), ("Other.docx", paper(text="Wrong version before."))]
    world.server.deliver(mail("both", *both), START + timedelta(minutes=1))
    world.run(line)
    made = convert(line, "2", by("Ana")).verdict.documents[-1]
    assert (made.relation, made.number, made.revision) == ("revision", "JCA-MV-Doc-001", 1)
