"""Fixtures: running servers for a session, fresh accounts for a test. Registered by tests/conftest.py."""

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.connection import connect, log_out
from intake.demo.servers import Servers, embedded_servers
from tests.servers import chromium
from tests.servers import clamav as clamav_server
from tests.servers import cyrus as cyrus_server
from tests.servers import dovecot as dovecot_server
from tests.servers import nginx as nginx_server
from tests.servers import office as office_program
from tests.servers import postfix as postfix_server
from tests.servers.certificates import Certificates, certificates
from tests.servers.clamav import Clamav
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import Dovecot
from tests.servers.nginx import Nginx
from tests.servers.office import Office
from tests.servers.ports import free_ports
from tests.servers.postfix import Postfix


def _needed(package: str, *, missing: bool) -> None:
    """Leave the test out when a server is missing; fail where INTAKE_REQUIRE_SERVERS=1 says that none may be."""
    if missing and os.environ.get("INTAKE_REQUIRE_SERVERS") == "1":
        pytest.fail(f"INTAKE_REQUIRE_SERVERS=1, but the package {package} is not installed")
    if missing:
        pytest.skip(f"left out: the package {package} is not installed")


@pytest.fixture(scope="session")
def server_certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates for the servers on loopback."""
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def dovecot(server_certificates: Certificates) -> Iterator[Dovecot]:
    """A running Dovecot."""
    _needed(dovecot_server.PACKAGES, missing=dovecot_server.missing())
    server = Dovecot(server_certificates.certificate, server_certificates.key)
    yield server
    server.stop()


@pytest.fixture
def dovecot_factory(server_certificates: Certificates) -> Iterator[Callable[..., Dovecot]]:
    """Makes further Dovecots, with settings of their own; they end with the test."""
    _needed(dovecot_server.PACKAGES, missing=dovecot_server.missing())
    servers: list[Dovecot] = []

    def make(**settings: Any) -> Dovecot:  # noqa: ANN401 - those of Dovecot
        servers.append(Dovecot(server_certificates.certificate, server_certificates.key, **settings))
        return servers[-1]

    yield make
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def cyrus(server_certificates: Certificates) -> Iterator[Cyrus]:
    """A running Cyrus IMAP, where all folders lie below INBOX."""
    _needed(cyrus_server.PACKAGES, missing=cyrus_server.missing())
    server = Cyrus(server_certificates.certificate, server_certificates.key, more=cyrus_server.BELOW_INBOX)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def plain_cyrus(server_certificates: Certificates) -> Iterator[Cyrus]:
    """A running Cyrus IMAP with its own namespace, without MOVE and UIDPLUS, and with two connections for each user."""
    _needed(cyrus_server.PACKAGES, missing=cyrus_server.missing())
    more = "suppress_capabilities: MOVE UIDPLUS\nmaxlogins_per_user: 2\n"
    server = Cyrus(server_certificates.certificate, server_certificates.key, more=more)
    yield server
    server.stop()


@pytest.fixture
def postfix_factory(server_certificates: Certificates) -> Iterator[Callable[..., Postfix]]:
    """Makes running Postfixes, with ports to relay to; they end with the test."""
    _needed(postfix_server.PACKAGES, missing=postfix_server.missing())
    servers: list[Postfix] = []

    def make(**settings: Any) -> Postfix:  # noqa: ANN401 - those of Postfix
        server = Postfix(server_certificates.certificate, server_certificates.key, **settings)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.stop()


@pytest.fixture
def clamav() -> Iterator[Clamav]:
    """A running clamd."""
    _needed(clamav_server.PACKAGES, missing=clamav_server.missing())
    server = Clamav(free_ports(1)[0])
    yield server
    server.stop()


@pytest.fixture
def nginx_factory() -> Iterator[Callable[[str, int], Nginx]]:
    """Makes running nginxes, each with a server block that listens on a port; they end with the test."""
    _needed(nginx_server.PACKAGES, missing=nginx_server.missing())
    servers: list[Nginx] = []

    def make(server: str, port: int) -> Nginx:
        servers.append(Nginx(server, port))
        return servers[-1]

    yield make
    for one in servers:
        one.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser; while it runs, this thread has an event loop, which other modules' tests want for themselves."""
    _needed(chromium.PACKAGES, missing=chromium.missing())
    with chromium.running() as started:
        yield started


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A LibreOffice that saves files in other formats."""
    _needed(office_program.PACKAGES, missing=office_program.missing())
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def embedded() -> Iterator[Servers]:
    """The servers of the demo: pymap and aiosmtpd, in this process."""
    with embedded_servers({}) as servers:
        yield servers


@dataclass(frozen=True)
class Mailbox:
    """A fresh account with an empty INBOX on some IMAP server."""

    kind: str
    endpoint: Endpoint

    def deliver(self, raw: bytes, at: datetime | None = None, folder: str = "INBOX") -> None:
        """Put a mail (CRLF line ends) there, with this INTERNALDATE or that of the server."""
        client = connect(self.endpoint)
        try:
            client.append(folder, raw, (), at)
        finally:
            log_out(client)


@pytest.fixture(params=["pymap", "dovecot", "cyrus"])
def mailbox(request: pytest.FixtureRequest) -> Mailbox:
    """A fresh account on pymap, on Dovecot, and on Cyrus IMAP, where all folders lie below INBOX."""
    if request.param == "pymap":
        servers: Servers = request.getfixturevalue("embedded")
        user = f"{secrets.token_hex(4)}@example.org"
        servers.add_user(user, secrets.token_urlsafe(9))
        return Mailbox("pymap", servers.imap(user))
    return request.getfixturevalue(f"{request.param}_mailbox")  # type: ignore[no-any-return]


@pytest.fixture
def dovecot_mailbox(dovecot: Dovecot, server_certificates: Certificates) -> Mailbox:
    """A fresh account on Dovecot, by IMAPS."""
    account = dovecot.account()
    return Mailbox(
        "dovecot",
        dovecot_endpoint(dovecot, account.user, account.password, server_certificates.authority),
    )


@pytest.fixture
def cyrus_mailbox(cyrus: Cyrus, server_certificates: Certificates) -> Mailbox:
    """A fresh account on Cyrus IMAP, by IMAPS."""
    account = cyrus.account()
    authority = server_certificates.authority
    return Mailbox("cyrus", Endpoint("localhost", cyrus.imaps_port, "tls", account.user, account.password, authority))


def dovecot_endpoint(server: Dovecot, user: str, password: str, authority: Path) -> Endpoint:
    """How to reach an account by IMAPS."""
    return Endpoint("localhost", server.imaps_port, "tls", user, password, authority)
