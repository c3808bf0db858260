"""What a server may do wrong at each step, and what becomes of the mail: sent, later, refused or unknown."""

import threading
import time
from collections.abc import Iterator

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.domain.errors import LoginError, UnavailableError
from intake.ports import Handover, Sending
from tests.servers.ports import HOST, free_ports
from tests.servers.proxy import Proxy, Trouble
from tests.servers.sink import DROP, RESET, SILENT, Sink

MAIL = Sending("tsbjcamv@itu.int", ("ada@example.org",), b"Subject: one\r\n\r\nwords\r\n")
OTHER = Sending("tsbjcamv@itu.int", ("bob@example.org",), b"Subject: two\r\n\r\nwords\r\n")
QUICK = 1.0


def sender(port: int, connections: int = 1) -> SmtpSender:
    endpoint = Endpoint(HOST, port, "none", connect_seconds=QUICK, read_seconds=QUICK)
    return SmtpSender(endpoint, connections=connections)


@pytest.fixture
def sinks() -> Iterator[list[Sink]]:
    made: list[Sink] = []
    yield made
    for server in made:
        server.stop()


STEPS = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "DOT"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("answer", "outcome"), [
    ("451 4.3.0 try again later", "later"),
    ("421 4.3.2 going down", "later"),
    ("550 5.7.1 we do not want this", "refused"),
    ("550-5.7.1 we do not\r\n550 5.7.1 want this", "refused"),
    ("no SMTP at all", "later"),
    ("299 what is this", "later"),
    (DROP, "later"),
    (RESET, "later"),
    (SILENT, "later"),
])  # fmt: skip
def test_every_answer_at_every_step_has_its_meaning(sinks: list[Sink], step: str, answer: str, outcome: str) -> None:
    script = {step: [answer]} if step != "EHLO" else {"EHLO": [answer], "HELO": [answer]}
    sinks.append(Sink(**script))
    if step == "DOT" and answer in (DROP, RESET, SILENT, "no SMTP at all"):
        outcome = "unknown"
    if step == "DOT" and answer.startswith("299"):
        outcome = "sent"
    out = sender(sinks[0].port)
    started = time.monotonic()
    (told,) = out.send([MAIL])
    assert told.outcome == outcome
    assert time.monotonic() - started < 4 * QUICK
    assert told.reply
    assert "\n" not in told.reply
    if answer[:3].isdigit() and outcome in ("later", "refused"):
        assert answer.splitlines()[0][4:] in told.reply
    assert len(sinks[0].caught) == 0
    assert out.send([OTHER]) == [Handover("sent", "250 taken")]
    out.close()
    assert [mail.recipients for mail in sinks[0].caught] == [("TO:<bob@example.org>",)]


@pytest.mark.parametrize(("answers", "outcome", "taken_for", "note"), [
    (["250 fine", "550 5.1.1 unknown"], "sent", 1, "250 taken; bob@example.org was refused: 550 5.1.1 unknown"),
    (["451 4.2.1 greylisted", "251 forwarded"], "sent", 1, "ada@example.org was refused: 451 4.2.1 greylisted"),
    (["550 5.1.1 unknown", "550 5.1.1 unknown"], "refused", 0, "RCPT ada@example.org: 550 5.1.1 unknown"),
    (["550 5.1.1 unknown", "451 4.2.1 greylisted"], "later", 0, "RCPT bob@example.org: 451 4.2.1 greylisted"),
])  # fmt: skip
def test_one_accepted_recipient_is_enough(
    sinks: list[Sink], answers: list[str], outcome: str, taken_for: int, note: str
) -> None:
    sinks.append(Sink(RCPT=answers))
    out = sender(sinks[0].port)
    both = Sending(MAIL.sender, ("ada@example.org", "bob@example.org"), MAIL.raw)
    (told,) = out.send([both])
    out.close()
    assert told.outcome == outcome
    assert note in told.reply
    assert [len(mail.recipients) for mail in sinks[0].caught] == [1] * taken_for


@pytest.mark.parametrize("ended_by", [DROP, "421 4.4.2 you were idle too long"])
def test_a_connection_that_ended_while_idle_costs_nothing(sinks: list[Sink], ended_by: str) -> None:
    sinks.append(Sink(MAIL=["250 fine", ended_by]))
    out = sender(sinks[0].port)
    assert out.send([MAIL])[0].outcome == "sent"
    assert out.send([OTHER])[0].outcome == "sent"
    out.close()
    assert sinks[0].connections == 2
    assert len(sinks[0].caught) == 2


def test_a_connection_that_was_idle_for_long_is_asked_first(sinks: list[Sink], monkeypatch: pytest.MonkeyPatch) -> None:
    sinks.append(Sink(NOOP=["250 here", DROP]))
    monkeypatch.setattr("intake.adapters.smtp.pool._STALE_SECONDS", 0.0)
    out = sender(sinks[0].port)
    assert [out.send([MAIL])[0].outcome for _ in range(3)] == ["sent"] * 3
    out.close()
    assert sinks[0].commands.count("NOOP") == 2
    assert sinks[0].connections == 2


@pytest.fixture
def proxied(sinks: list[Sink]) -> Iterator[tuple[Sink, Proxy]]:
    sinks.append(Sink())
    way = Proxy(sinks[0].port)
    yield sinks[0], way
    way.stop()


def test_a_half_open_connection_is_told_in_time_and_replaced(proxied: tuple[Sink, Proxy]) -> None:
    sink, proxy = proxied
    out = sender(proxy.port)
    assert out.send([MAIL])[0].outcome == "sent"
    proxy.trouble = Trouble(mute=True)
    started = time.monotonic()
    assert out.send([MAIL])[0].outcome == "later"
    assert time.monotonic() - started < 4 * QUICK
    proxy.trouble = Trouble()
    assert out.send([OTHER])[0].outcome == "sent"
    out.close()
    assert len(sink.caught) == 2


def test_a_long_mail_through_slices_of_one_byte(proxied: tuple[Sink, Proxy]) -> None:
    sink, proxy = proxied
    proxy.trouble = Trouble(slices=True)
    long = Sending(MAIL.sender, MAIL.recipients, b"A: b\r\n\r\n" + (b"." + b"x" * 70 + b"\r\n") * 20_000)
    out = sender(proxy.port)
    assert out.send([long]) == [Handover("sent", "250 taken")]
    out.close()
    assert [mail.raw for mail in sink.caught] == [long.raw]


def test_when_nobody_answers_a_batch_waits_once(sinks: list[Sink]) -> None:
    sinks.append(Sink(CONNECT=[SILENT] * 100))
    out = sender(sinks[0].port, connections=2)
    started = time.monotonic()
    answers = out.send([MAIL] * 50)
    assert time.monotonic() - started < 5 * QUICK
    out.close()
    assert {one.outcome for one in answers} == {"later"}
    assert "did not answer in time" in answers[0].reply


def test_nobody_at_the_port_is_named() -> None:
    (port,) = free_ports(1)
    out = sender(port)
    why = f"nothing answers at {HOST}:{port}: check host and port, or whether the server runs"
    assert out.send([MAIL, OTHER]) == [Handover("later", why, "silent")] * 2
    with pytest.raises(UnavailableError, match="nothing answers"):
        out.probe("ada@example.org")
    out.close()


@pytest.mark.parametrize(("step", "answer", "text"), [
    ("CONNECT", "554 5.7.1 go away", "turned down our request (554 5.7.1 go away)"),
    ("MAIL", "530 5.7.0 log in first", "takes no mail for ada@example.org: MAIL: 530 5.7.0 log in first"),
    ("RCPT", "550 5.1.1 unknown", "takes no mail for ada@example.org: RCPT ada@example.org: 550 5.1.1 unknown"),
    ("RCPT", DROP, "takes no mail for ada@example.org: the connection ended"),
])  # fmt: skip
def test_the_doctor_hears_at_which_step_a_server_says_no(sinks: list[Sink], step: str, answer: str, text: str) -> None:
    sinks.append(Sink(**{step: [answer]}))
    out = sender(sinks[0].port)
    with pytest.raises(UnavailableError) as told:
        out.probe("ada@example.org")
    out.close()
    assert text in str(told.value)
    assert not isinstance(told.value, LoginError)
    assert not [command for command in sinks[0].commands if command == "DATA"]


def test_a_server_without_a_login_is_told_as_that(sinks: list[Sink]) -> None:
    sinks.append(Sink())
    out = SmtpSender(Endpoint(HOST, sinks[0].port, "none", user="intake", password="x", connect_seconds=QUICK))
    with pytest.raises(
        UnavailableError, match=r"offers no login with a password \(none at all\): check port and security"
    ):
        out.probe("ada@example.org")
    out.close()


LOGIN = "250-sink\r\n250 AUTH PLAIN"
REFUSED = "535 5.7.8 wrong name or password"


def test_a_refused_login_is_tried_once_in_minutes_and_its_mails_wait(
    sinks: list[Sink], monkeypatch: pytest.MonkeyPatch
) -> None:
    sinks.append(Sink(EHLO=[LOGIN] * 9, AUTH=[REFUSED, REFUSED, "235 welcome"]))
    out = SmtpSender(Endpoint(HOST, sinks[0].port, "none", user="intake", password="x"), connections=4)
    for _ in range(3):
        answers = out.send([MAIL] * 8)
        assert {(one.outcome, one.server) for one in answers} == {("later", "no-login")}
        assert f"refused the login of intake: check user and password file (the server said: {REFUSED})" in (
            answers[0].reply
        )
    assert _logins(sinks[0]) == 1
    monkeypatch.setattr("intake.adapters.smtp.pool._LOGIN_SECONDS", 0.0)
    assert out.send([MAIL])[0].server == "no-login"
    assert out.send([MAIL]) == [Handover("sent", "250 taken")]
    out.close()
    assert _logins(sinks[0]) == 3


def _logins(sink: Sink) -> int:
    return len([command for command in sink.commands if command.startswith("AUTH")])


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    "answer",
    [
        "530 5.7.0 Authentication required",
        "530 5.7.57 Client not authenticated to send mail",
        "534 5.7.9 Application-specific password required",
        "535 5.7.3 Authentication unsuccessful",
        "538 5.7.11 Encryption required for requested authentication mechanism",
    ],
)
def test_a_server_that_asks_for_a_login_refuses_no_mail_for_good(sinks: list[Sink], step: str, answer: str) -> None:
    sinks.append(Sink(**{step: [answer]}))
    out = sender(sinks[0].port)
    (told,) = out.send([MAIL])
    assert (told.outcome, told.server) == ("later", "no-login")
    assert f": {answer}; the server asks for a login: check user and password file" in told.reply
    assert out.send([OTHER]) == [Handover("sent", "250 taken")]
    out.close()


def test_stopping_while_a_server_is_silent_takes_seconds(sinks: list[Sink]) -> None:
    sinks.append(Sink(DATA=[SILENT]))
    out = SmtpSender(Endpoint(HOST, sinks[0].port, "none", read_seconds=60), connections=1)
    problems: list[str] = []

    def send() -> None:
        try:
            problems.append(out.send([MAIL])[0].outcome)
        except UnavailableError as error:
            problems.append(str(error))

    thread = threading.Thread(target=send)
    thread.start()
    while "DATA" not in sinks[0].commands:
        time.sleep(0.01)
    started = time.monotonic()
    out.close()
    thread.join(10)
    assert time.monotonic() - started < 5
    assert problems in (["later"], ["the mails were not sent to the end, because we were asked to stop"])
