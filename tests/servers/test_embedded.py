"""The servers of the demo: several users, mail in and out, a clean end."""

import socket
import threading
from datetime import UTC, datetime
from importlib import import_module

import pytest

from intake.adapters.imap.mailbox import ImapMailbox
from intake.adapters.smtp.sender import SmtpSender
from intake.demo import servers as demo_servers
from intake.demo.servers import embedded_servers
from intake.domain.errors import ConfigurationError, LoginError
from intake.ports import Sending

SCENE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
USERS = {"tsbjcamv@itu.int": "one secret", "tsbjcadcc@itu.int": "ein anderes Geheimnis äöü"}
MAIL = b"Subject: one\r\n\r\nwords\r\n"


def test_each_user_has_a_mailbox_and_a_password() -> None:
    with embedded_servers(USERS) as servers:
        servers.append("tsbjcamv@itu.int", MAIL, SCENE)
        assert [ImapMailbox(servers.imap(user)).probe().messages for user in USERS] == [1, 0]
        servers.add_user("new@itu.int", "new")
        assert ImapMailbox(servers.imap("new@itu.int")).probe().messages == 0
        wrong = servers.imap("tsbjcamv@itu.int").__class__(
            servers.imap_host, servers.imap_port, "none", "new@itu.int", "x"
        )
        with pytest.raises(LoginError):
            ImapMailbox(wrong).probe()


def test_mail_for_a_user_lands_in_the_mailbox_and_all_mail_is_kept() -> None:
    with embedded_servers(USERS, now=lambda: SCENE) as servers:
        out = SmtpSender(servers.smtp("tsbjcamv@itu.int"))
        first = Sending("ada@example.org", ("tsbjcamv@itu.int", "stranger@example.org"), MAIL)
        second = Sending("", ("ada@example.org",), MAIL)
        assert [answer.outcome for answer in out.send([first]) + out.send([second])] == ["sent", "sent"]
        out.close()
        assert [(one.sender, one.recipients, one.raw) for one in servers.sent()] == [
            (first.sender, first.recipients, MAIL),
            (second.sender, second.recipients, MAIL),
        ]
        box = ImapMailbox(servers.imap("tsbjcamv@itu.int"))
        (uid,) = box.uids()
        assert box.fetch([uid]) == {
            uid: b"Return-Path: <ada@example.org>\r\nDelivered-To: tsbjcamv@itu.int\r\n" + MAIL,
        }
        assert [one.internaldate for one in box.look([uid])] == [SCENE]
        box.close()


def test_they_end_with_all_their_threads_and_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their sockets, not the ports: another process may have taken those by then."""
    sockets: list[socket.socket] = []

    def kept(port: int) -> socket.socket:
        sockets.append(listening(port))
        return sockets[-1]

    listening = demo_servers._listening
    monkeypatch.setattr(demo_servers, "_listening", kept)
    before = _of_this_process()
    with embedded_servers(USERS) as servers:
        out, box = SmtpSender(servers.smtp()), ImapMailbox(servers.imap("tsbjcamv@itu.int"))
        assert out.send([Sending("ada@example.org", ("tsbjcamv@itu.int",), MAIL)])[0].outcome == "sent"
        assert box.open().messages == 1
        out.close()
    assert _of_this_process() <= before
    assert [one.fileno() for one in sockets] == [-1, -1]
    box.close()


def _of_this_process() -> set[threading.Thread]:
    """All threads but the one that guards the calls of every IMAP connection: it starts with the first of a process."""
    return {one for one in threading.enumerate() if one.name != "imap-guard"}


def test_a_port_in_use_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(ConfigurationError, match=f"port {port} of 127.0.0.1 cannot be used .* name another one"),
            embedded_servers({}, smtp_port=port),
        ):
            pass


def test_without_the_extra_its_installation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import_module("intake.demo.servers")
    for name in ("intake.demo.imap_server", "pymap.backend.dict"):
        monkeypatch.setitem(import_module("sys").modules, name, None)
    monkeypatch.delattr("intake.demo.imap_server", raising=False)
    with (
        pytest.raises(ConfigurationError, match=r"pip install 'contribution-intake\[demo\]'"),
        embedded_servers({}),
    ):
        pass
