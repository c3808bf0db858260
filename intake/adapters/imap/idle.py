"""Waiting for news on an IMAP connection (IDLE, RFC 2177), so that another thread can end the wait."""

import re
import select
import socket
import ssl
import time
from contextlib import suppress

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from intake.adapters.imap.connection import ServerLeftError, limited

RENEWAL_SECONDS = 540.0
"""IDLE is renewed after nine minutes: the rule is under 29, but routers drop a silent connection earlier."""

_GOODBYE_SECONDS = 5.0
"""Seconds for the server to end IDLE: the thread that rang the bell wants to stop soon."""

_NEWS = re.compile(rb"\* \d+ (EXISTS|RECENT)")


class WakeUp:
    """A bell that any thread may ring; the waiting thread hears it once, even if it was rung before the wait."""

    def __init__(self) -> None:
        self._ear, self._bell = socket.socketpair()
        self._ear.setblocking(False)
        self._bell.setblocking(False)

    def ring(self) -> None:
        """End the present wait, or else the next one. Never blocks."""
        with suppress(OSError):
            self._bell.send(b"!")

    def heard(self, seconds: float) -> bool:
        """Wait at most this long for the bell; whether it rang."""
        return self.heard_beside(None, seconds)[0]

    def heard_beside(self, other: socket.socket | None, seconds: float) -> tuple[bool, bool]:
        """Wait for the bell or for something to read on the other socket: (rang, readable)."""
        waiting = select.poll()
        waiting.register(self._ear, select.POLLIN)
        if other is not None:
            waiting.register(other, select.POLLIN)
        ready = {descriptor for descriptor, _ in waiting.poll(max(0.0, seconds) * 1000)}
        rang = self._ear.fileno() in ready
        if rang:
            self._ear.recv(4096)
        return rang, other is not None and other.fileno() in ready

    def __del__(self) -> None:
        self._ear.close()
        self._bell.close()


class SpokeTooEarlyError(Exception):
    """The server announced new mail before its go-ahead for IDLE: IMAPClient cannot go on with this connection."""


def wait_for_news(client: IMAPClient, bell: WakeUp, seconds: float) -> bool:
    """Wait in IDLE at most this long, or until the bell rings; whether there is new mail.

    Raises SpokeTooEarlyError, ConnectionError when the server says BYE or is gone, and what IMAPClient raises.
    """
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        _begin(client)
        news, rang = _listen(client, bell, min(left, RENEWAL_SECONDS))
        with limited(client, _GOODBYE_SECONDS):
            _, last_words = client.idle_done()
        news |= any(word[1:2] in ((b"EXISTS",), (b"RECENT",)) for word in last_words)
        if news or rang:
            return news
    return False


def _begin(client: IMAPClient) -> None:
    try:
        client.idle()
    except IMAPClientError as error:
        if _NEWS.search(str(error).encode()):
            raise SpokeTooEarlyError from error
        raise


def _listen(client: IMAPClient, bell: WakeUp, seconds: float) -> tuple[bool, bool]:
    """One IDLE, until there is new mail, the bell rings, or the time is over: (new mail, rang).

    Lines are read one by one: `idle_check` loses a line that comes in two pieces, and what came with the go-ahead.
    """
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        if not _arrived(client):
            rang, readable = bell.heard_beside(client.socket(), left)
            if rang:
                return False, True
            if readable and _arrived(client) == b"":
                raise ServerLeftError("the server closed the connection while we waited for news")
            continue
        line = client._imap.readline()  # noqa: SLF001 - imaplib's own, which IMAPClient keeps private
        if line.startswith(b"* BYE"):
            words = line[6:].decode("utf-8", "replace").strip()
            raise ServerLeftError(f"the server said goodbye while we waited for news: {words}")
        if _NEWS.match(line):
            return True, False
    return False, False


def _arrived(client: IMAPClient) -> bytes | None:
    """The bytes that have arrived unread; those in imaplib's buffer cannot be seen by a wait at the socket.

    b"" when the connection has ended or nothing is there; None when TLS waits for the rest of a record.
    """
    connection = client.socket()
    time_out = connection.gettimeout()
    connection.setblocking(False)
    try:
        return bytes(client._imap.file.peek(1))  # noqa: SLF001 - imaplib's own, which IMAPClient keeps private
    except ssl.SSLWantReadError:
        return None
    finally:
        connection.settimeout(time_out)
