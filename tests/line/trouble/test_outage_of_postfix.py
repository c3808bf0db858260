"""A real Postfix is stopped and started again: a second server brings the alert while the first is down."""

from collections.abc import Callable, Iterator

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.pipeline.line import ALERTS
from tests.line.trouble.test_alerts import OPS, parsed, started
from tests.line.trouble.test_outages import TAKES_AGAIN, TAKES_NONE, deliver, goes_on
from tests.line.worlds import World
from tests.servers.certificates import Certificates
from tests.servers.ports import HOST
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink


@pytest.fixture
def end() -> Iterator[Sink]:
    """Where Postfix brings its mail."""
    server = Sink()
    yield server
    server.stop()


@pytest.fixture
def second() -> Iterator[Sink]:
    """The mail server for alerts."""
    server = Sink()
    yield server
    server.stop()


def subjects(server: Sink) -> list[str]:
    """Of the letters that this server took for the people who are told of alerts."""
    return [str(parsed(one.raw)["Subject"]) for one in server.caught if any(OPS in to for to in one.recipients)]


def test_a_postfix_that_is_stopped_is_told_by_the_second_server(
    world: World,
    end: Sink,
    second: Sink,
    postfix_factory: Callable[..., Postfix],
    server_certificates: Certificates,
) -> None:
    first = postfix_factory(relay_port=end.port)
    line = started(world)
    line.senders["smtp"] = SmtpSender(
        Endpoint("localhost", first.port, "starttls", ca_file=server_certificates.authority)
    )
    line.senders[ALERTS] = SmtpSender(Endpoint(HOST, second.port, "none"))
    try:
        deliver(world)
        goes_on(world, line, 1)
        first.halt()
        deliver(world)
        goes_on(world, line, 4)
        assert subjects(second) == []
        goes_on(world, line, 10)
        assert subjects(second) == [TAKES_NONE]
        first.start()
        goes_on(world, line, 20)
        assert subjects(second) == [TAKES_NONE, TAKES_AGAIN]
        with line.store.read() as work:
            assert work.debts.open_count() == 0
    finally:
        for place in ("smtp", ALERTS):
            line.senders[place].close()
