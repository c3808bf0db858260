"""The real servers of the tests do what the tests take for granted."""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from intake.adapters.clock import SystemClock
from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.mailbox import ImapMailbox
from intake.adapters.smtp.sender import SmtpSender
from intake.ports import Sending
from tests.servers import fixtures
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import Mailbox
from tests.servers.ports import HOST
from tests.servers.postfix import Postfix

MAIL = (
    b"From: ada@example.org\r\nTo: jca@example.test\r\nMessage-ID: <1@example.org>\r\n"
    b"Date: Thu, 30 Apr 2026 23:59:59 +0200\r\n\r\n.words\r\n"
)


def test_a_mail_goes_by_postfix_and_lmtp_into_dovecot(
    dovecot_factory: Callable[..., Dovecot], postfix_factory: Callable[..., Postfix]
) -> None:
    dovecot = dovecot_factory(users={"jca@example.test": "secret"})
    postfix = postfix_factory(relay_port=9, lmtp_port=dovecot.lmtp_port, domains="example.test")
    box = ImapMailbox(Endpoint(HOST, dovecot.imap_port, "none", "jca@example.test", "secret"))
    box.uids()
    before = SystemClock().now() - timedelta(seconds=1)
    out = SmtpSender(Endpoint(HOST, postfix.port, "none"))
    assert out.send([Sending("ada@example.org", ("jca@example.test",), MAIL)])[0].outcome == "sent"
    out.close()
    assert box.idle(30)
    (uid,) = box.uids()
    raw = box.fetch([uid])[uid]
    assert raw.endswith(MAIL)
    assert raw.startswith(b"Return-Path: <ada@example.org>\r\nDelivered-To: jca@example.test\r\n")
    (seen,) = box.look([uid])
    assert isinstance(seen.internaldate, datetime)
    assert before <= seen.internaldate + timedelta(seconds=1) <= SystemClock().now() + timedelta(seconds=2)
    box.close()


def test_dovecot_knows_its_users_only(dovecot: Dovecot, dovecot_mailbox: Mailbox) -> None:
    dovecot.deliver(dovecot_mailbox.endpoint.user, MAIL)
    assert dovecot.mails(dovecot_mailbox.endpoint.user) == 1
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        dovecot.deliver("nobody-of-that-name", MAIL)


@pytest.mark.parametrize(("required", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_a_missing_server_is_one_line_or_a_failure(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("INTAKE_REQUIRE_SERVERS", required)
    with pytest.raises(outcome, match="the package dovecot-imapd is not installed"):
        fixtures._needed("dovecot-imapd", missing=True)
    fixtures._needed("dovecot-imapd", missing=False)
