"""One mail's way through the whole line, as the mailbox, the sender and the secretariat see it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.log_entry import LogEntry
from intake.domain.verdict import Disposition, Route
from intake.pipeline.line import Line
from intake.pipeline.pay import MOST_TRIES
from tests.line.letters_in import DELEGATE, five, mail, other_paper, paper
from tests.line.worlds import START, World


def subjects(world: World) -> list[str]:
    """The subjects of all letters that left for senders."""
    found = []
    for sending in world.sink.to_senders:
        head = sending.raw.split(b"\r\n\r\n", 1)[0].decode().replace("\r\n ", " ")
        found += [line.removeprefix("Subject: ") for line in head.split("\r\n") if line.startswith("Subject: ")]
    return found


def numbers(line: Line, group: str = "jca-mv") -> list[str]:
    with line.store.read() as work:
        return [one.label for one in work.contributions.listed(group)]


def test_each_kind_of_mail_finds_its_way(world: World) -> None:
    for raw in five():
        world.server.deliver(raw, START)
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        found = [(one.route, one.disposition) for one in work.submissions.listed()]
    expected: list[tuple[Route, Disposition]] = [
        ("submission", "accept"),
        ("submission", "return"),
        ("submission", "hold"),
        ("thanks", "ignore"),
        ("automatic", "ignore"),
    ]
    assert found == expected
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert subjects(world) == [
        "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards",
        "[JCA-MV] Please correct and send again",
        "[JCA-MV] Received, the secretariat will reply",
    ]


def test_the_inbox_keeps_what_a_person_has_to_look_at(world: World) -> None:
    for raw in five():
        world.server.deliver(raw, START)
    world.run(world.start())
    assert list(world.server.folders["INBOX"]) == [3]
    assert len(world.server.folders["Intake/Taken"]) == 4
    sent = [raw for raw, _ in world.server.folders["Intake/Sent"].values()]
    assert sorted(sent) == sorted(one.raw for one in world.sink.sent)


def test_the_account_adds_up(world: World) -> None:
    for raw in five():
        world.server.deliver(raw, START)
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        figures = work.deliveries.account_of()[("jca-mv", "INBOX")]
    assert figures["seen"] == 5
    assert figures["seen"] == sum(count for word, count in figures.items() if word != "seen")
    assert (figures["accepted"], figures["returned"], figures["held"], figures["ignored"]) == (1, 1, 1, 2)


def test_running_again_changes_nothing(world: World) -> None:
    for raw in five():
        world.server.deliver(raw, START)
    line = world.start()
    world.run(line)
    before = (len(world.sink.sent), {name: set(box) for name, box in world.server.folders.items()})
    world.run(line)
    world.run(world.start())
    assert before == (len(world.sink.sent), {name: set(box) for name, box in world.server.folders.items()})


def test_the_same_mail_by_another_path_is_one_submission(world: World) -> None:
    raw = mail("twice", ("Input.docx", paper()))
    world.server.deliver(raw, START)
    world.server.deliver(b"Received: from a.example by b.example; Thu, 30 Apr 2026 15:30:00 +0000\r\n" + raw, START)
    world.server.deliver(raw, START + timedelta(minutes=1))
    line = world.start()
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert len(world.sink.sent) == 1
    with line.store.read() as work:
        figures = work.deliveries.account_of()[("jca-mv", "INBOX")]
    assert (figures["accepted"], figures["linked"]) == (1, 2)


@pytest.mark.parametrize(
    "relayed", [pytest.param(b"", id="same-bytes"), pytest.param(b"X-Relay: one\r\n", id="relayed")]
)
def test_a_delivery_that_shows_an_earlier_receipt_is_an_alert(world: World, relayed: bytes) -> None:
    raw, earlier = mail("late", ("Input.docx", paper())), START - timedelta(minutes=5)
    world.server.deliver(raw, START)
    line = world.start()
    world.run(line)
    world.server.deliver(relayed + raw, earlier)
    world.run(line)
    with line.store.read() as work:
        (one,) = work.submissions.listed()
        assert (one.received_at, one.received_evidence) == (earlier, "internaldate")
        (alert,) = work.log.listed(what="alert")
    assert alert.why == "Another delivery of this mail shows that it was received earlier (internaldate)."


def test_the_log_says_what_was_paid(world: World) -> None:
    world.server.deliver(mail("one", ("Input.docx", paper())), START)
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        paid = [one.why for one in work.log.listed(what="paid")]
    assert sorted(paid) == [
        "A copy of the receipt was kept.",
        "The mail was moved out of the work list.",
        "The receipt was sent.",
    ]


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("move", "The mail was moved out of the work list."),
        ("flag", "The mail was marked as seen in the mailbox, where it stays."),
        ("none", "The mail was left in the mailbox as it is."),
    ],
)
def test_the_log_says_what_became_of_the_mail(world: World, mark: str, told: str) -> None:
    world.server.deliver(mail("one", ("Input.docx", paper())), START)
    world.boxes = (replace(world.box, mark=mark),)
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        paid = [one.why for one in work.log.listed(what="paid")]
    assert [one for one in paid if one.startswith("The mail ")] == [told]


def test_a_mail_in_a_rebuilt_folder_is_not_said_to_be_moved(world: World) -> None:
    world.server.deliver(mail("one", ("Input.docx", paper())), START)
    line = world.start()
    for verb in world.steps()[:-1]:
        verb(line)
    world.server.uidvalidity += 1
    world.steps()[-1](line)
    with line.store.read() as work:
        paid = [one.why for one in work.log.listed(what="paid")]
    assert "The folder was rebuilt on the server, so the mail was left there." in paid
    assert len(world.server.folders["INBOX"]) == 1


def test_the_contributors_day(world: World) -> None:
    """The first six steps of a contributor's last day, as the contributor sees them."""
    line = world.start()
    clean, marked = paper(), paper(text="Text with changes.")
    fields = {"Sender": "assistant@etri.example", "Cc": "cochair@cst.example"}
    day = [
        (0, mail("one", ("Input_clean.docx", clean), ("Input_marked.docx", marked), **fields)),
        (7, mail("two", ("Input.docx", paper(text="Right version.")), text="wrong version, please use this")),
        (10, mail("three", ("Input.docx", paper(text="Right version.")))),
        (380, mail("four", ("second.docx", other_paper()))),
        (410, mail("five", ("second.docx", paper(title="Avatars", text="2")), subject="corrected")),
        (5000, mail("six", subject="Re: your mail", text="Thank you very much!")),
    ]
    for minutes, raw in day:
        world.clock.at = START + timedelta(minutes=minutes)
        world.server.deliver(raw, world.clock.at)
        world.run(line)
    assert subjects(world) == [
        "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards",
        "[JCA-MV] Replaced: JCA-MV-Doc-001 - Digital twins for metaverse standards",
        "[JCA-MV] Already registered: JCA-MV-Doc-001",
        "[JCA-MV] Please correct and send again",
        "[JCA-MV] Registered: JCA-MV-Doc-002 - Avatars",
    ]
    assert world.sink.sent[0].recipients == (DELEGATE, "assistant@etri.example")
    with line.store.read() as work:
        corrected = work.contributions.by_label("JCA-MV-Doc-002")
    assert corrected is not None
    assert corrected.counts_from == START + timedelta(minutes=380)
    assert corrected.received_at == START + timedelta(minutes=410)


@pytest.mark.parametrize(
    ("seconds", "subject"),
    [
        pytest.param(
            0, "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards", id="last-second"
        ),
        pytest.param(1, "[JCA-MV] Received after the date for contributions", id="a-second-after"),
    ],
)
def test_the_deadline_second_is_included(world: World, seconds: int, subject: str) -> None:
    deadline = START.replace(hour=21, minute=59, second=59)
    world.clock.at = deadline + timedelta(seconds=30)
    world.server.deliver(mail("late", ("Input.docx", paper())), deadline + timedelta(seconds=seconds))
    world.run(world.start())
    assert subjects(world) == [subject]


def test_receipts_outlast_a_weekend_without_a_server(world: World) -> None:
    line = world.start()
    tried = sum((line.retry(START, attempts) - START for attempts in range(1, MOST_TRIES)), start=timedelta())
    assert timedelta(days=4) < tried < timedelta(days=6)


def test_a_revision_is_found_by_its_printed_number(world: World) -> None:
    line = world.start()
    world.server.deliver(mail("first", ("Input.docx", paper())), START)
    world.run(line)
    revised = ("JCA-MV-Doc-001-Rev1.docx", paper(text="Revised."))
    world.server.deliver(mail("revised", revised, subject="JCA-MV-Doc-001-Rev1"), START + timedelta(minutes=1))
    world.run(line)
    assert subjects(world)[-1] == "[JCA-MV] Registered: JCA-MV-Doc-001-Rev1 - Digital twins for metaverse standards"
    with line.store.read() as work:
        found = work.submissions.find("JCA-MV-Doc-001-Rev1")
        last = work.submissions.listed()[-1]
        (contribution,) = work.contributions.of(last.id)
    assert found is not None
    assert (contribution.label, contribution.revision) == ("JCA-MV-Doc-001", 1)


def test_a_feed_reads_the_log_in_the_order_of_its_seals(world: World) -> None:
    line = world.start()
    world.server.deliver(mail("one", ("Input.docx", paper())), START)
    world.run(line)
    with line.store.write() as work:
        work.log.add(LogEntry(at=START, what="alert", who="test", why="Not sealed yet."))
    with line.store.read() as work:
        first = work.log.sealed(after=0, limit=2)
        rest = work.log.sealed(after=2, limit=100)
        everything = work.log.listed()
        decided = work.log.sealed(after=0, limit=100, what="decided")
    assert [one.position for one in (*first, *rest)] == list(range(1, len(everything)))
    assert [one.why for one in (*first, *rest)] == [one.why for one in everything[:-1]]
    assert [one.what for one in decided] == ["decided"]
