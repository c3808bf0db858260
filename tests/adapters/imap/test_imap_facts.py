"""Facts about IMAPClient 4.1 and imaplib that our code relies on. One that fails tells what to think over again."""

import imaplib
import logging
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError, LoginError

from intake.adapters.imap.connection import connect, log_out
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import Mailbox
from tests.servers.ports import HOST
from tests.servers.scripted_imap import ScriptedImap

MAIL = b"Message-ID: <1@example.org>\r\n\r\nwords\r\n"


@pytest.fixture
def client(dovecot_mailbox: Mailbox) -> Iterator[IMAPClient]:
    """A connection as our adapter makes it, with one mail in the selected INBOX."""
    dovecot_mailbox.deliver(MAIL)
    connection = connect(dovecot_mailbox.endpoint)
    connection.select_folder("INBOX")
    yield connection
    log_out(connection)


@pytest.fixture
def plain(dovecot: Dovecot, dovecot_mailbox: Mailbox) -> Iterator[IMAPClient]:
    """A connection as the library makes it, logged in."""
    connection = IMAPClient(HOST, dovecot.imap_port, ssl=False, timeout=5)
    connection.login(dovecot_mailbox.endpoint.user, dovecot_mailbox.endpoint.password)
    yield connection
    connection.logout()


def test_a_range_fails_after_the_server_has_answered(client: IMAPClient) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        client.fetch("1:*", ["FLAGS"])


def test_fetched_literals_are_shown_to_nobody(client: IMAPClient, plain: IMAPClient) -> None:
    assert plain._imap.debug == 5, "the library no longer raises imaplib's debug level: our switch may go"
    assert client._imap.debug == 0


def test_nothing_of_a_mail_or_password_is_logged_at_the_level_of_a_daemon(
    dovecot_mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        connection = connect(dovecot_mailbox.endpoint)
        connection.select_folder("INBOX")
        connection.append("INBOX", MAIL)
        connection.fetch(connection.search(), ["BODY.PEEK[]"])
        log_out(connection)
    assert dovecot_mailbox.endpoint.password not in caplog.text
    assert "words" not in caplog.text


def test_times_are_naive_local_ones_unless_told_otherwise(client: IMAPClient, plain: IMAPClient) -> None:
    assert plain.normalise_times
    (answer,) = client.fetch(client.search(), ["INTERNALDATE"]).values()
    assert answer[b"INTERNALDATE"].tzinfo is not None


def test_savedate_comes_as_the_server_wrote_it(client: IMAPClient) -> None:
    (answer,) = client.fetch(client.search(), ["SAVEDATE"]).values()
    assert isinstance(answer[b"SAVEDATE"], bytes)


def test_no_time_out_is_set_unless_given(dovecot: Dovecot) -> None:
    without = IMAPClient(HOST, dovecot.imap_port, ssl=False)
    assert without.socket().gettimeout() is None
    without.logout()
    with_both = IMAPClient(HOST, dovecot.imap_port, ssl=False, timeout=SocketTimeout(3, 7))
    assert with_both.socket().gettimeout() == 7
    with_both.logout()


def test_small_writes_leave_at_once(client: IMAPClient) -> None:
    assert client.socket().getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
    assert client.socket().getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0


def test_moving_an_unknown_mail_succeeds_silently_and_an_empty_list_is_bad(client: IMAPClient) -> None:
    client.create_folder("Elsewhere")
    client.move([4711], "Elsewhere")
    with pytest.raises(IMAPClientError, match="BAD"):
        client.move([], "Elsewhere")


def test_fetching_an_unknown_mail_only_lacks_its_key(client: IMAPClient) -> None:
    assert client.fetch([4711], ["FLAGS"]) == {}
    assert client.fetch([], ["FLAGS"]) == {}


def test_searching_above_the_last_mail_returns_the_last_mail(client: IMAPClient) -> None:
    (last,) = client.search()
    assert client.search(["UID", f"{last + 100}:*"]) == [last]


def test_a_long_list_of_ids_is_not_shortened_and_refused(client: IMAPClient) -> None:
    with pytest.raises(IMAPClientError, match="Too long argument"):
        client.fetch(list(range(1, 15_000)), ["FLAGS"])
    assert len(client.search()) == 1
    assert len(client.fetch(list(range(1, 201)), ["FLAGS"])) == 1


def test_a_search_given_as_one_text_is_sent_as_it_is(client: IMAPClient) -> None:
    assert len(client.search('HEADER Message-ID "1@example.org"')) == 1
    assert client.search('HEADER Message-ID "\\"1@example.org"') == []


def test_another_session_s_removal_shows_as_nil_and_as_1970(client: IMAPClient, dovecot_mailbox: Mailbox) -> None:
    (uid,) = client.search()
    other = connect(dovecot_mailbox.endpoint)
    other.select_folder("INBOX")
    other.delete_messages([uid])
    other.uid_expunge([uid])
    log_out(other)
    gone = client.fetch([uid], ["BODY.PEEK[]", "INTERNALDATE"])[uid]
    assert gone[b"BODY[]"] is None
    assert gone[b"INTERNALDATE"].timestamp() == 0
    client.noop()
    assert client.search(["UID", str(uid)]) == []


def test_append_makes_every_line_end_a_crlf(client: IMAPClient) -> None:
    client.append("INBOX", b"Subject: x\n\nlone\nlines\rhere\n", (), datetime(2026, 4, 30, tzinfo=UTC))
    last = client.search()[-1]
    assert client.fetch([last], ["BODY.PEEK[]"])[last][b"BODY[]"] == b"Subject: x\r\n\r\nlone\r\nlines\r\nhere\r\n"


def test_login_cannot_send_letters_beyond_ascii_and_plain_login_can(dovecot: Dovecot) -> None:
    connection = IMAPClient(HOST, dovecot.imap_port, ssl=False, timeout=5)
    with pytest.raises(UnicodeEncodeError):
        connection.login("me", "pässwörd")
    connection.shutdown()


def test_capabilities_are_asked_for_anew_after_the_login() -> None:
    server = ScriptedImap({"LOGIN": b"TAG OK [CAPABILITY IMAP4rev1 AFTER] in\r\n"})
    connection = IMAPClient(HOST, server.port, ssl=False, timeout=5)
    assert b"AFTER" not in connection.capabilities()
    connection.login("me", "x")
    assert connection.capabilities() == (b"IMAP4REV1", b"AFTER")
    connection.logout()
    server.stop()


def test_a_broken_login_looks_like_a_refused_one() -> None:
    server = ScriptedImap({"LOGIN": b""})
    connection = IMAPClient(HOST, server.port, ssl=False, timeout=5)
    with pytest.raises(LoginError) as told:
        connection.login("me", "x")
    assert isinstance(told.value.__context__, IMAPClientAbortError)
    connection.shutdown()
    server.stop()


def test_errors_have_no_common_base() -> None:
    assert issubclass(IMAPClientReadOnlyError, IMAPClientAbortError)
    assert issubclass(IMAPClientAbortError, imaplib.IMAP4.error)
    assert not issubclass(imaplib.IMAP4.error, (OSError, ValueError))


def test_a_missing_folder_is_no_abort_but_an_error(client: IMAPClient) -> None:
    with pytest.raises(IMAPClientError, match="doesn't exist") as told:
        client.select_folder("Nowhere")
    assert not isinstance(told.value, IMAPClientAbortError)


def test_after_the_end_idle_check_is_empty_at_once_again_and_again() -> None:
    server = ScriptedImap({"IDLE": b"+ idling\r\n", "DONE": b""})
    connection = IMAPClient(HOST, server.port, ssl=False, timeout=5)
    connection.login("me", "x")
    connection.select_folder("INBOX")
    connection.idle()
    connection._imap.send(b"DONE\r\n")
    for _ in range(5):
        assert connection.idle_check(timeout=5) == []
    with pytest.raises((IMAPClientAbortError, OSError)):
        connection.idle_done()
    connection.shutdown()
    server.stop()


def test_idle_refuses_an_answer_before_the_go_ahead() -> None:
    server = ScriptedImap({"IDLE": b"* 2 EXISTS\r\n+ idling\r\n"})
    connection = IMAPClient(HOST, server.port, ssl=False, timeout=5)
    connection.login("me", "x")
    connection.select_folder("INBOX")
    with pytest.raises(IMAPClientError, match="Unexpected IDLE response"):
        connection.idle()
    connection.shutdown()
    server.stop()


def test_what_comes_with_the_go_ahead_lies_in_a_buffer_out_of_sight() -> None:
    server = ScriptedImap({"IDLE": b"+ idling\r\n* 2 EXISTS\r\n", "DONE": b"TAG OK done\r\n"})
    connection = IMAPClient(HOST, server.port, ssl=False, timeout=5)
    connection.login("me", "x")
    connection.select_folder("INBOX")
    connection.idle()
    assert connection.idle_check(timeout=0.05) == []
    assert connection._imap.file.peek(1).startswith(b"* 2 EXISTS")
    assert connection.idle_done()[1] == [(2, b"EXISTS")]
    connection.logout()
    server.stop()


def test_one_connection_cannot_serve_two_threads(client: IMAPClient) -> None:
    """The reason why a mailbox refuses to be used by a second thread."""
    problems: list[BaseException] = []

    def fetch_often() -> None:
        try:
            for _ in range(200):
                client.fetch([1], ["FLAGS"])
        except (imaplib.IMAP4.error, OSError, LookupError, ValueError, TypeError) as error:
            problems.append(error)

    client.socket().settimeout(1)
    threads = [threading.Thread(target=fetch_often) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems


def test_a_folder_made_anew_gets_another_uidvalidity(client: IMAPClient) -> None:
    client.create_folder("Group")
    before = client.select_folder("Group")[b"UIDVALIDITY"]
    client.unselect_folder()
    client.delete_folder("Group")
    client.create_folder("Group")
    assert client.select_folder("Group")[b"UIDVALIDITY"] != before


def test_idle_of_dovecot_tells_new_mail_within_seconds(client: IMAPClient, dovecot_mailbox: Mailbox) -> None:
    client.idle()
    dovecot_mailbox.deliver(MAIL)
    assert (2, b"EXISTS") in client.idle_check(timeout=10)
    client.idle_done()
