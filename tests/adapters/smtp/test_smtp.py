"""What the way out must do with a server that works: on aiosmtpd in this process, and on Postfix."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.demo.servers import Servers, embedded_servers
from intake.domain.errors import LoginError, UnavailableError
from intake.ports import MailSender, Sending
from tests.servers.certificates import Certificates
from tests.servers.ports import HOST
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink

HEADER = b"From: JCA-MV <tsbjcamv@itu.int>\r\nTo: ada@example.org\r\nMessage-ID: <%s@itu.int>\r\nDate: x\r\n\r\n"


def mail(
    name: str = "1", body: bytes = b"words\r\n", sender: str = "tsbjcamv@itu.int", to: str = "ada@example.org"
) -> Sending:
    return Sending(sender, tuple(to.split()), HEADER % name.encode() + body)


@dataclass(frozen=True)
class Way:
    """A server to hand mail to, and where that mail ends."""

    endpoint: Endpoint
    end: Servers

    def arrived(self, count: int) -> list[tuple[str, tuple[str, ...], bytes]]:
        """What has arrived at the end, once so many have; without the header lines that a server put before."""
        ends = time.monotonic() + 20
        while len(self.end.sent()) < count and time.monotonic() < ends:
            time.sleep(0.02)
        return [(one.sender, one.recipients, one.raw[one.raw.index(b"From: JCA-MV") :]) for one in self.end.sent()]


@pytest.fixture
def end() -> Iterator[Servers]:
    with embedded_servers({"intake": "secret"}) as servers:
        yield servers


@pytest.fixture(params=["aiosmtpd", "postfix"])
def way(request: pytest.FixtureRequest, end: Servers) -> Way:
    if request.param == "aiosmtpd":
        return Way(end.smtp("intake"), end)
    make: Callable[..., Postfix] = request.getfixturevalue("postfix_factory")
    certificates: Certificates = request.getfixturevalue("server_certificates")
    server = make(relay_port=end.smtp_port)
    return Way(Endpoint("localhost", server.port, "starttls", ca_file=certificates.authority), end)


@pytest.fixture
def sender(way: Way) -> Iterator[SmtpSender]:
    out = SmtpSender(way.endpoint)
    yield out
    out.close()


HARD = b".\r\n..\r\n.leading dot\r\n" + b"x" * 998 + b"\r\n\r\n.\r\nMAIL FROM:<evil@example.org>\r\n\r\n"


def test_frozen_bytes_arrive_as_they_are(sender: SmtpSender, way: Way) -> None:
    out: MailSender = sender
    mails = [
        mail("1"),
        mail("2", HARD),
        mail("3", b"", sender=""),
        mail("4", "déjà vu — 数\r\n".encode()),
        mail("5", b"no line end"),
        mail("6", to="ada@example.org bob@example.org"),
    ]
    assert [one.outcome for one in out.send(mails)] == ["sent"] * 6
    expected = [(one.sender, one.recipients, one.raw) for one in mails]
    expected[4] = (*expected[4][:2], expected[4][2] + b"\r\n")
    assert sorted(way.arrived(6)) == sorted(expected)


def test_many_are_sent_at_once_and_answered_in_order(sender: SmtpSender, way: Way) -> None:
    good = [mail(str(number)) for number in range(40)]
    mails = [*good[:20], mail("bad", to="not an address"), *good[20:]]
    answers = sender.send(mails)
    assert [one.outcome for one in answers] == ["sent"] * 20 + ["refused"] + ["sent"] * 20
    assert sorted(way.arrived(40)) == sorted((one.sender, one.recipients, one.raw) for one in good)
    assert sender.send([]) == []


def test_the_doctor_s_question_sends_nothing(sender: SmtpSender, way: Way) -> None:
    sender.probe("ada@example.org")
    sender.probe("ada@example.org", "tsbjcamv@itu.int")
    assert sender.send([mail("after")])[0].outcome == "sent"
    assert len(way.arrived(1)) == 1


def test_a_closed_sender_opens_again(sender: SmtpSender, way: Way) -> None:
    sender.close()
    sender.close()
    assert sender.send([mail()])[0].outcome == "sent"
    assert len(way.arrived(1)) == 1


@pytest.fixture
def sink() -> Iterator[Sink]:
    server = Sink()
    yield server
    server.stop()


def test_connections_are_few_and_used_again(sink: Sink) -> None:
    out = SmtpSender(Endpoint(HOST, sink.port, "none"), connections=3)
    for _ in range(3):
        assert {one.outcome for one in out.send([mail(str(number)) for number in range(30)])} == {"sent"}
    assert sink.connections <= 3
    out.close()
    assert sink.commands.count("QUIT") == sink.connections
    assert Counter(one.raw for one in sink.caught) == {mail(str(number)).raw: 3 for number in range(30)}


def test_the_server_hears_the_size_and_the_null_path(sink: Sink) -> None:
    out = SmtpSender(Endpoint(HOST, sink.port, "none"))
    eight_bit = mail("1", b"\xff\r\n", sender="")
    out.send([eight_bit])
    out.close()
    assert f"MAIL FROM:<> SIZE={len(eight_bit.raw)} BODY=8BITMIME" in sink.commands
    assert "RCPT TO:<ada@example.org>" in sink.commands


def test_a_wrong_password_is_told_apart_and_the_mail_waits(end: Servers) -> None:
    out = SmtpSender(replace(end.smtp("intake"), password="wrong"))
    with pytest.raises(LoginError, match="refused the login of intake: check user and password file"):
        out.probe("ada@example.org")
    (answer,) = out.send([mail()])
    out.close()
    assert (answer.outcome, end.sent()) == ("later", [])
    assert "refused the login of intake" in answer.reply


def test_nothing_goes_to_a_server_whose_certificate_is_not_trusted(
    end: Servers, postfix_factory: Callable[..., Postfix], server_certificates: Certificates
) -> None:
    server = postfix_factory(relay_port=end.smtp_port)
    _goes_nowhere(
        Endpoint("localhost", server.port, "starttls", "me", "x", server_certificates.stranger), "not trusted"
    )
    assert end.sent() == []


def test_nothing_goes_to_a_server_that_hides_its_starttls(end: Servers) -> None:
    _goes_nowhere(replace(end.smtp("intake"), security="starttls"), "STARTTLS")
    assert end.sent() == []


def _goes_nowhere(endpoint: Endpoint, why: str) -> None:
    out = SmtpSender(endpoint)
    with pytest.raises(UnavailableError, match=why) as told:
        out.probe("ada@example.org")
    assert not isinstance(told.value, LoginError)
    assert out.send([mail()])[0].outcome == "later"
    out.close()
