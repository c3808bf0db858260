"""Alerts reach a person as letters: each line of the log once, a topic at most once an hour, over any crash."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from intake.daemon.bells import Bells
from intake.daemon.running import _beat
from intake.domain.log_entry import LogEntry
from intake.pipeline.flow import HEARTBEATS
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.pay import pay
from intake.pipeline.seal import seal
from intake.pipeline.tick import tick
from intake.ports import Handover
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.test_mailbox import with_policy
from tests.line.trouble.test_faults import Stopped, Stopper, restarted
from tests.line.worlds import START, World

MakeWorld = Callable[[str], World]
OPS = "ops@example.org"
HOUR = 3600.0


def started(world: World, *to: str, step: Callable[[str], None] = lambda _: None) -> Line:
    """A process that tells these of alerts."""
    line = world.start(step)
    line.alerts_to = to or (OPS,)
    return line


def say(line: Line, why: str, *, what: str = "alert", topic: str = "mailbox", group: str = "jca-mv") -> None:
    """A line of the log, as the steps write it."""
    with line.store.write() as work:
        note(work, group, at=line.clock.now(), what=what, who="poll", why=why, topic=topic)


def test_a_heartbeat_that_owes_a_letter_wakes_who_pays_it(world: World) -> None:
    line, bells = started(world), Bells()
    tick_beat = _beat(line, next(verb for verb in HEARTBEATS if verb.do is tick), bells)
    say(line, "The mailbox does not answer.")
    tick_beat()
    assert not bells.of[pay].is_set(), "nothing is sealed yet"
    seal(line)
    tick_beat()
    assert [do.__name__ for do, bell in bells.of.items() if bell.is_set()] == ["pay"]


def letters(world: World, to: str = OPS) -> list[EmailMessage]:
    """What was sent to this address, in order."""
    return [parsed(one.raw) for one in world.sink.sent if to in one.recipients]


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def told(world: World) -> list[str]:
    """Subject and text of each letter with alerts."""
    return [f"{one['Subject']} | {text_of(one)}" for one in letters(world)]


def logged(line: Line, what: str = "alert") -> list[LogEntry]:
    with line.store.read() as work:
        return work.log.listed(what=what)


def test_a_receipt_that_is_not_taken_is_told_by_letter(world: World) -> None:
    world.server.deliver(mail("refused", ("Input.docx", paper())), START)
    world.sink.answers = [Handover("refused", "550 no such user")]
    line = started(world)
    world.run(line)
    (letter,) = letters(world)
    assert letter["Subject"] == "Alert: a letter, a move or a copy did not go through"
    assert letter["From"] == "Contribution intake <tsbjcamv@itu.int>"
    assert (letter["To"], letter["Auto-Submitted"]) == (OPS, "auto-generated")
    assert letter["X-Intake-Loop"] == "loop-mark-of-the-tests"
    assert "17:30:00 Geneva time (UTC+2) = 15:30:00 UTC (jca-mv, MV-26-0001): A receipt was not taken: 550" in text_of(
        letter
    )
    assert [one.why for one in logged(line, "paid")][-1] == "The letter with alerts was sent."
    world.run(line)
    assert len(letters(world)) == 1


def test_where_nobody_is_named_nothing_is_sent_and_nothing_is_kept_for_later(world: World) -> None:
    line = world.start()
    say(line, "The mailbox jca-mv does not answer: no route.")
    world.run(line)
    line.alerts_to = (OPS,)
    world.run(line)
    assert world.sink.sent == []
    say(line, "The mailbox jca-mv does not answer: it is stopping.")
    world.run(line)
    assert [one.endswith("no route.") for one in told(world)] == [False]


def test_one_topic_is_one_letter_an_hour_and_says_how_many_more_there_were(world: World) -> None:
    line = started(world)
    for number in range(45):
        say(line, f"The folder number {number} was rebuilt.", topic="folder")
        world.run(line)
        world.clock.wait(60)
    say(line, "A mail could not be read.", topic="reading")
    world.run(line)
    assert [one["Subject"] for one in letters(world)] == [
        "Alert: a mailbox folder was rebuilt",
        "Alert: a mail could not be read",
    ]
    world.clock.wait(HOUR)
    world.run(line)
    first, _, second = told(world)
    assert "The folder number 0 was rebuilt." in first
    assert [number for number in range(45) if f"number {number} was" in second] == [*range(1, 11), *range(35, 45)]
    assert "More of the same kind, left out here: 24." in second
    world.clock.wait(HOUR)
    world.run(line)
    assert len(told(world)) == 3


def test_the_all_clear_comes_at_once_and_the_next_alert_waits_for_its_hour(world: World) -> None:
    line = started(world)
    say(line, "The mailbox jca-mv does not answer: no route.")
    world.run(line)
    for minute in range(5):
        world.clock.wait(60)
        say(line, "The mailbox jca-mv answers again.", what="recovered")
        world.run(line)
        say(line, f"The mailbox jca-mv does not answer: {minute}.")
        world.run(line)
    assert [one["Subject"] for one in letters(world)] == [
        "Alert: a mailbox does not answer",
        "All clear: the mailbox answers again",
    ]
    world.clock.wait(HOUR)
    world.run(line)
    assert [one["Subject"] for one in letters(world)][2:] == ["Alert: a mailbox does not answer"]
    assert told(world)[2].count("answers again") == 4


def test_without_a_server_the_letter_is_written_into_the_folder(world: World) -> None:
    line = started(world)
    del line.senders["smtp"]
    say(line, "The mailbox jca-mv does not answer: no route.")
    world.run(line)
    (path,) = (world.folder / "receipts").iterdir()
    assert path.name.startswith("alert-mailbox-")
    assert "no route" in text_of(parsed(path.read_bytes()))


@pytest.mark.parametrize(
    "policy", [{"replies": "draft"}, {"replies_by_kind": {"registered": "draft"}}], ids=["all", "by-kind"]
)
def test_only_letters_to_senders_are_held_as_drafts(world: World, policy: dict[str, object]) -> None:
    line = started(world)
    with_policy(line, "jca-mv", **policy)
    world.server.deliver(mail("draft", ("Input.docx", paper())), START)
    say(line, "The mailbox jca-mv does not answer: no route.")
    world.run(line)
    assert [one.recipients for one in world.sink.sent] == [(OPS,)]
    assert len(world.server.folders["Drafts"]) == 1
    assert "Intake/Sent" not in world.server.folders


def test_letters_to_staff_are_outside_the_caps(world: World) -> None:
    line = started(world, DELEGATE)
    for number in range(30):
        say(line, f"Alert {number}.")
        world.run(line)
        world.clock.wait(HOUR / 2)
    world.server.deliver(mail("paper", ("Input.docx", paper())), START)
    world.run(line)
    with line.store.read() as work:
        assert work.debts.receipts_to(DELEGATE, START - timedelta(days=1)).total == 1
        assert work.contributions.by_label("JCA-MV-Doc-001") is not None
    assert logged(line, "withheld") == []


@pytest.mark.parametrize(
    ("group", "mailbox", "subject"),
    [
        pytest.param("jca-dcc", "tsbjcadcc@itu.int", "Alerte : une boîte aux lettres ne répond pas", id="its-own"),
        pytest.param("", "tsbjcadcc@itu.int", "Alerte : une boîte aux lettres ne répond pas", id="the-installation"),
        pytest.param("jca-mv", "tsbjcamv@itu.int", "Alert: a mailbox does not answer", id="another"),
    ],
)
def test_a_letter_comes_from_the_group_in_its_language(world: World, group: str, mailbox: str, subject: str) -> None:
    line = started(world)
    with_policy(line, "jca-dcc", languages=("fr", "en"))
    say(line, "The mailbox does not answer.", group=group)
    world.run(line)
    (letter,) = letters(world)
    assert (str(letter["Subject"]).replace("\u00a0", " "), letter["From"].addresses[0].addr_spec) == (subject, mailbox)


@pytest.mark.parametrize("outcome", ["refused", "unwritable", "crashes", "bounces"])
def test_no_letter_is_about_a_letter_with_alerts(world: World, outcome: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = started(world, "ops@local" if outcome == "unwritable" else OPS)
    say(line, "The mailbox jca-mv does not answer: no route.")
    if outcome == "refused":
        world.sink.answers = [Handover("refused", "550 no such user")]
    with monkeypatch.context() as patched:
        if outcome == "crashes":
            patched.setattr(type(line.letters), "write_alert", _crashes)
        world.run(line)
    if outcome == "bounces":
        world.server.deliver(report_about(letters(world)[0]), START)
    for _ in range(3):
        world.clock.wait(HOUR)
        world.run(line)
    assert len(letters(world)) == (0 if outcome in ("refused", "unwritable") else 1)
    whys = [one.why for one in logged(line)][1:]
    assert len(whys) == 1
    assert whys[0].startswith(("A letter with alerts ", "A letter did not arrive"))
    with line.store.read() as work:
        assert work.debts.open_count() == 0


def _crashes(*_: object) -> None:
    raise KeyError("a word")


def test_a_receipt_that_did_not_arrive_is_told_once_however_often_it_is_reported(world: World) -> None:
    line = started(world)
    world.server.deliver(mail("paper", ("Input.docx", paper())), START)
    world.run(line)
    (receipt,) = letters(world, DELEGATE)
    for name in ("first", "second"):
        world.server.deliver(report_about(receipt, name=name), START)
        world.run(line)
    world.clock.wait(HOUR)
    world.run(line)
    (text,) = told(world)
    assert text.startswith("Alert: a receipt did not arrive | ")
    assert text.count("The receipt for MV-26-0001 did not arrive: its delivery was reported as failed.") == 1


def report_about(letter: EmailMessage, to: str = OPS, name: str = "bounce") -> bytes:
    """The report of our own server that this letter did not arrive at an address (RFC 3464)."""
    status = (
        "Reporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in letter.items())
    return (
        "From: MAILER-DAEMON@mx.example.org\r\nTo: tsbjcamv@itu.int\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: <{name}@mx.example.org>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\n{status}"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}--b--\r\n"
    ).encode()


def test_a_letter_is_tried_again_with_the_same_bytes(world: World) -> None:
    line = started(world)
    say(line, "The mailbox jca-mv does not answer: no route.")
    world.sink.answers = [Handover("unknown", "cut off"), Handover("unknown", "cut off")]
    world.run(line)
    assert len({one.raw for one in world.sink.sent}) == 1
    assert len(world.sink.sent) == 3
    assert logged(line, "postponed")[-1].why == "A letter with alerts is tried again later: cut off"


ALERTS = ["first", "second", "third", "fourth"]


def _season(world: World, line: Line) -> None:
    """Alerts of two topics, a letter that gathers, an all-clear; an hour passes in between."""
    for name in ALERTS[:2]:
        say(line, f"The {name} alert.", topic="folder")
        world.run(line)
    say(line, "The scanner is away.", topic="scanner", group="")
    world.run(line)
    say(line, "The scanner is back.", topic="scanner", group="", what="recovered")
    say(line, f"The {ALERTS[2]} alert.", topic="folder")
    world.run(line)
    world.clock.wait(HOUR)
    _goes_on(world, line)


def _goes_on(world: World, line: Line) -> None:
    """The rest of it, whatever was said so far."""
    said = {one.why for one in (*logged(line), *logged(line, "recovered"))}
    for name in ALERTS:
        if f"The {name} alert." not in said:
            say(line, f"The {name} alert.", topic="folder")
    for why, what in (("The scanner is away.", "alert"), ("The scanner is back.", "recovered")):
        if why not in said:
            say(line, why, topic="scanner", group="", what=what)
    for _ in range(3):
        world.run(line)
        world.clock.wait(HOUR)
    world.run(line)


def _lines_told(world: World) -> Counter[str]:
    """How often each line was told, where bytes that were sent again count once."""
    sent = {one.raw for one in world.sink.sent}
    words = [*(f"The {name} alert." for name in ALERTS), "The scanner is away.", "The scanner is back."]
    return Counter(word for raw in sent for word in words if word in text_of(parsed(raw)))


def _stop_at(world: World, at: int) -> None:
    """Run until this step, where the process stops."""
    stopper = Stopper()
    line = started(world, step=stopper)
    stopper.names.clear()
    stopper.at = at
    with closing(line.store), pytest.raises(Stopped):
        _season(world, line)


def test_stopped_at_any_step_each_alert_is_told_once(make_world: MakeWorld) -> None:
    world = make_world("whole")
    stopper = Stopper()
    line = started(world, step=stopper)
    stopper.names.clear()
    _season(world, line)
    once = _lines_told(world)
    assert set(once.values()) == {1}
    assert len(once) == 6
    line.store.close()
    names = stopper.names
    mine = [at for at, name in enumerate(names, 1) if name.startswith(("tick.", "pay."))]
    assert {names[at - 1] for at in mine} >= {"tick.alerts", "tick.alerts-before-commit", "pay.frozen", "pay.sent"}
    for at in mine:
        again = make_world(f"stopped-{at}")
        _stop_at(again, at)
        line = restarted(again)
        line.alerts_to = (OPS,)
        with closing(line.store):
            _goes_on(again, line)
            assert _lines_told(again) == once, f"stopped at step {at}, {names[at - 1]}"
            with line.store.read() as work:
                assert work.log.verify() is None
