"""What never reaches a server: hostile addresses, and lines of a mail that would end it early."""

from collections.abc import Iterator

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.ports import Sending
from tests.servers.ports import HOST
from tests.servers.sink import Sink

MAIL = Sending("tsbjcamv@itu.int", ("ada@example.org",), b"Subject: one\r\n\r\nwords\r\n")
OTHER = Sending("tsbjcamv@itu.int", ("bob@example.org",), b"Subject: two\r\n\r\nwords\r\n")


@pytest.fixture
def sink() -> Iterator[Sink]:
    server = Sink()
    yield server
    server.stop()


@pytest.fixture
def out(sink: Sink) -> Iterator[SmtpSender]:
    sender = SmtpSender(Endpoint(HOST, sink.port, "none"), connections=1)
    yield sender
    sender.close()


HOSTILE = [
    "",
    "ada",
    "@example.org",
    "ada@",
    "ada@example.org\r\nRCPT TO:<evil@example.org>",
    "ada@example.org\nDATA",
    "ada@example.org\r",
    "ada\x00@example.org",
    "ada lovelace@example.org",
    "<ada@example.org>",
    "ada@example.org> SIZE=9",
    "ada@example.org,evil@example.org",
    '"ada"@example.org',
    "x\r\nRCPT TO:<e@v>@b.c",
    "alice@a(<bob@b.org>",
    "alice@a)bob@b.org",
    "ädä@example.org",
    "ada@exämple.org",
    "ada@example.org\u2028x",
    "ada@[127.0.0.1]",
    "a" * 65 + "@example.org",
    "ada@" + "a." * 130 + "org",
]


@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize("place", ["sender", "recipient", "one-of-two"])
def test_a_hostile_address_never_reaches_a_server(sink: Sink, out: SmtpSender, address: str, place: str) -> None:
    if place == "sender" and not address:
        return
    recipients = {"sender": MAIL.recipients, "recipient": (address,), "one-of-two": (*MAIL.recipients, address)}[place]
    (told,) = out.send([Sending(address if place == "sender" else MAIL.sender, recipients, MAIL.raw)])
    assert told.outcome == "refused"
    assert told.reply.isprintable()
    assert len(told.reply) < 500
    assert (sink.connections, sink.commands) == (0, [])


def test_a_mail_for_nobody_is_refused(out: SmtpSender) -> None:
    assert out.send([Sending(MAIL.sender, (), MAIL.raw)])[0].outcome == "refused"


@pytest.mark.parametrize("raw", [
    pytest.param(b"A: b\n\nlone\nline feeds\n", id="LF"),
    pytest.param(b"A: b\r\rlone\rreturns\r", id="CR"),
    pytest.param(b"A: b\r\n\r\n\n.\nQUIT\n", id="smuggled-LF-dot-LF"),
    pytest.param(b"A: b\r\n\r\nx\r.\r\nQUIT\r\n", id="smuggled-CR-dot"),
    pytest.param(b"A: b\r\n\r\nx\r\n.\rQUIT\r\n\r\n.\r\nMAIL FROM:<e@v>\r\n", id="smuggled-dot-CR"),
    pytest.param(b".", id="a-dot"),
    pytest.param(b"", id="nothing"),
])  # fmt: skip
def test_no_line_of_a_mail_ends_it_early(sink: Sink, out: SmtpSender, raw: bytes) -> None:
    assert out.send([Sending(MAIL.sender, MAIL.recipients, raw), OTHER])[1].outcome == "sent"
    out.close()
    lines = b"\r\n".join(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
    expected = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    assert sorted(mail.raw for mail in sink.caught) == sorted([expected, OTHER.raw])
    assert not [command for command in sink.commands if "e@v" in command]
