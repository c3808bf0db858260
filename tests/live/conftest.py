"""Real servers around a real daemon."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.live.running import Home, make
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import dovecot_endpoint
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Where everything that leaves arrives in the end."""
    server = Sink()
    yield server
    server.stop()


@pytest.fixture
def home(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    dovecot: Dovecot,
    postfix_factory: Callable[..., Postfix],
    sink: Sink,
    server_certificates: Certificates,
) -> Iterator[Home]:
    """A home between Dovecot and a Postfix that relays to the sink."""
    account = dovecot.account()
    endpoint = dovecot_endpoint(dovecot, account.user, account.password, server_certificates.authority)
    postfix = postfix_factory(relay_port=sink.port)
    made = make(tmp_path / "home", endpoint, server_certificates.authority, postfix.port, getattr(request, "param", ""))
    yield made
    made.stop_all()
