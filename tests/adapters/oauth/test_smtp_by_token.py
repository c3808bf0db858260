"""Logins by XOAUTH2 at an SMTP server whose answers are scripted as Microsoft and Google document them."""

import base64

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.ports import Sending
from tests.adapters.oauth.shown import Shown
from tests.servers.ports import HOST
from tests.servers.sink import Sink

OFFERS = "250-sink\r\n250 AUTH LOGIN XOAUTH2"
MAIL = Sending("bounces@example.org", ("ada@example.org",), b"Subject: x\r\n\r\nwords\r\n")


def _sent(shown: Shown, **script: list[str]) -> tuple[str, str, Sink]:
    sink = Sink(**script)
    sender = SmtpSender(Endpoint(HOST, sink.port, "none", "jca@example.org", tokens=shown))
    try:
        (answer,) = sender.send([MAIL])
    finally:
        sender.close()
        sink.stop()
    return answer.outcome, answer.reply, sink


def test_a_mail_leaves_after_a_login_by_token() -> None:
    shown = Shown("token-1")
    outcome, _, sink = _sent(shown, EHLO=[OFFERS], AUTH=["235 2.7.0 Authentication successful"])
    assert (outcome, len(sink.caught), shown.forgotten) == ("sent", 1, [])
    (login,) = [one for one in sink.commands if one.startswith("AUTH")]
    assert base64.b64decode(login.split()[2]) == b"user=jca@example.org\x01auth=Bearer token-1\x01\x01"


@pytest.mark.parametrize(("answers", "words", "forgotten"), [
    pytest.param(["535 5.7.3 Authentication unsuccessful"], "rights in this mailbox", ["token-1"], id="refused"),
    pytest.param(["535 5.7.139 SmtpClientAuthentication is disabled"], "is enabled there", ["token-1"], id="disabled"),
    pytest.param(["454 4.7.0 Temporary authentication failure"], "454", [], id="passes"),
])  # fmt: skip
def test_a_login_that_fails_keeps_the_mail_and_tells_why(answers: list[str], words: str, forgotten: list[str]) -> None:
    shown = Shown("token-1")
    outcome, reply, sink = _sent(shown, EHLO=[OFFERS], AUTH=answers)
    assert (outcome, sink.caught, shown.forgotten) == ("later", [], forgotten)
    assert words in reply
    assert "token-1" not in reply


def test_a_token_from_before_that_is_no_longer_taken_is_tried_anew() -> None:
    shown = Shown("token-1", "token-2")
    answers = ["535 5.7.3 Authentication unsuccessful", "235 2.7.0 Authentication successful"]
    outcome, _, sink = _sent(shown, EHLO=[OFFERS, OFFERS], AUTH=answers)
    assert (outcome, len(sink.caught), shown.forgotten) == ("sent", 1, ["token-1"])


def test_a_server_without_xoauth2_is_told() -> None:
    outcome, reply, _ = _sent(Shown("token-1"), EHLO=["250-sink\r\n250 AUTH LOGIN PLAIN"])
    assert outcome == "later"
    assert "offers no login by OAuth (login, plain)" in reply or "offers no login by OAuth (plain, login)" in reply
