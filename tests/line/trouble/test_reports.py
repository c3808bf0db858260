"""Reports about our own letters: what the log and `show` say of the letter, and whom it concerns."""

from email import message_from_bytes
from email.message import EmailMessage

import pytest

from intake.domain.log_entry import LogEntry
from intake.pipeline.line import Line
from intake.pipeline.showing.views import receipt_state
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.trouble.test_alerts import report_about
from tests.line.worlds import START, World

DAEMON = "MAILER-DAEMON@mx.example.org"


def answered(world: World) -> tuple[Line, EmailMessage]:
    """A line that sent a receipt, and that receipt."""
    world.server.deliver(mail("paper", ("Input.docx", paper())), START)
    line = world.start()
    world.run(line)
    (sent,) = world.sink.to_senders
    return line, message_from_bytes(sent.raw, _class=EmailMessage)


def of_no_standard(letter: EmailMessage, subject: str, text: str) -> bytes:
    quoted = f"{text}\n\n--- Below is the header of your mail.\n\nMessage-ID: {letter['Message-ID']}\nSubject: x\n"
    return mail("bounce", sender=DAEMON, subject=subject, text=quoted)


def after(world: World, line: Line, raw: bytes) -> tuple[str, list[LogEntry]]:
    """The state of the receipt once this mail came, and what the log says of it."""
    world.server.deliver(raw, START)
    world.run(line)
    with line.store.read() as work:
        (debt,) = [one for one in work.debts.of(1) if one.kind == "receipt"]
        told = [one for what in ("alert", "reported") for one in work.log.listed(what=what)]
    assert len(world.sink.to_senders) == 1, "no report is answered"
    return receipt_state(debt), told


@pytest.mark.parametrize(
    ("action", "state", "what", "why"),
    [
        ("failed", "bounced", "alert", "did not arrive: its delivery was reported as failed."),
        ("delayed", "delayed", "reported", "is delayed: a mail server on its way goes on trying."),
        ("delivered", "delivered", "reported", "arrived: its delivery was reported."),
        ("relayed", "sent", "reported", "was passed on to a mail server that reports nothing more."),
    ],
)
def test_a_report_is_kept_with_its_receipt(world: World, action: str, state: str, what: str, why: str) -> None:
    line, letter = answered(world)
    raw = report_about(letter, DELEGATE).replace(b"Action: failed", f"Action: {action}".encode())
    found, (told,) = after(world, line, raw)
    assert (found, told.what, told.why) == (state, what, f"The receipt for MV-26-0001 {why}")
    assert (told.facts["status"], told.personal["to"]) == ("5.1.1", DELEGATE)


@pytest.mark.parametrize(
    ("subject", "text", "state"),
    [
        pytest.param("failure notice", "This is the qmail-send program.\nuser unknown", "bounced", id="qmail"),
        pytest.param("Warning: could not send message for past 4 hours", "It is tried on.", "delayed", id="sendmail"),
    ],
)
def test_a_report_of_no_standard_is_joined_by_the_header_that_it_quotes(
    world: World, subject: str, text: str, state: str
) -> None:
    line, letter = answered(world)
    assert after(world, line, of_no_standard(letter, subject, text))[0] == state


def test_what_is_delayed_may_arrive_and_what_arrived_is_told_once(world: World) -> None:
    line, letter = answered(world)
    states = []
    for number, action in enumerate((b"delayed", b"delayed", b"delivered", b"delivered")):
        raw = report_about(letter, DELEGATE, f"r{number}").replace(b"Action: failed", b"Action: " + action)
        state, told = after(world, line, raw)
        states.append((state, len(told)))
    assert states == [("delayed", 1), ("delayed", 1), ("delivered", 2), ("delivered", 2)]


def test_an_answer_for_somebody_who_is_away_reports_nothing(world: World) -> None:
    line, letter = answered(world)
    raw = b"Return-Path: <>\r\n" + mail("away", text="I am away.", In_Reply_To=str(letter["Message-ID"]))
    assert after(world, line, raw) == ("sent", [])


def test_a_complaint_is_an_alert_and_the_receipt_stays_sent(world: World) -> None:
    line, letter = answered(world)
    raw = report_about(letter).replace(b"report-type=delivery-status", b"report-type=feedback-report")
    raw = raw.replace(b"message/delivery-status\r\n\r\n", b"message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n")
    found, (told,) = after(world, line, raw)
    assert (found, told.what) == ("sent", "alert")
    assert told.why.endswith("was reported as unwanted by the mail service of its recipient.")
