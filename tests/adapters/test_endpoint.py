"""How to reach a server: what is refused at once, and what is said when nobody is there."""

import socket

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap import connection as imap_connection
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.errors import ConfigurationError
from tests.adapters.refusals import refusal
from tests.servers.ports import HOST


def test_nobody_at_the_port_and_no_such_host_are_named() -> None:
    closed = socket.create_server((HOST, 0))
    port = closed.getsockname()[1]
    closed.close()
    told = refusal(ImapMailbox(Endpoint(HOST, port, "none", "me", "x")).open)
    assert told == f"nothing answers at {HOST}:{port}: check host and port, or whether the server runs"
    told = refusal(ImapMailbox(Endpoint("no-such-host.invalid", 993, "tls", "me", "x")).open)
    assert told.startswith("no-such-host.invalid cannot be found")


@pytest.mark.parametrize(("host", "user", "password", "text"), [
    ("mail.example.org", "me", "x", 'security "none" would send the password readable'),
    ("192.0.2.7", "me", "x", 'security "none"'),
    ("127.0.0.1", "me", "secret\nline", "control character"),
    ("127.0.0.1", "me\r\nA1 LOGOUT", "x", "control character"),
])  # fmt: skip
def test_dangerous_settings_are_refused_before_anything_is_sent(host: str, user: str, password: str, text: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        Endpoint(host, 143, "none", user, password)
    assert text in str(told.value)
    assert "secret" not in str(told.value).replace("the secret's file", "").replace("the secret alone", "")


def test_the_password_is_never_shown() -> None:
    endpoint = Endpoint("mail.example.org", 993, "tls", "me", "hunter2")
    assert "hunter2" not in f"{endpoint!r} {endpoint}"


def test_the_longest_call_is_longer_than_any_read() -> None:
    assert Endpoint("mail.example.org", 993).read_seconds < imap_connection.CALL_SECONDS
