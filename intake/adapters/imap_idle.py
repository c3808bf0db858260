"""Waiting for news on an IMAP connection (IDLE, RFC 2177), so that another thread can end the wait."""

import select
import socket
import ssl
import time
from collections.abc import Iterable
from contextlib import suppress

from imapclient import IMAPClient

from intake.adapters.imap_connection import limited

RENEWAL_SECONDS = 540.0
"""IDLE is asked for anew after nine minutes: the rule is under 29, but routers forget a silent connection earlier."""

_GOODBYE_SECONDS = 5.0
"""The server has so long to end IDLE: whoever rang the bell wants to stop soon."""

_EMPTY_READS = 3
"""So many reads without a line are taken for TLS's own messages; the next one means that the peer is gone."""


class WakeUp:
    """A bell that any thread may ring; the waiting thread hears it once, also when it was rung before."""

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


def wait_for_news(client: IMAPClient, bell: WakeUp, seconds: float) -> bool:
    """Wait in IDLE at most this long, or until the bell rings; whether there is new mail.

    Raises ConnectionError when the server says BYE or is gone, and what IMAPClient raises.
    """
    ends = time.monotonic() + seconds
    spoke_early = False
    while (left := ends - time.monotonic()) > 0:
        client.idle()
        news = rang = False
        if spoke_early or not _speaks_early(client):
            news, rang = _listen(client, bell, min(left, RENEWAL_SECONDS))
        else:
            spoke_early = True
        with limited(client, _GOODBYE_SECONDS):
            _, last_words = client.idle_done()
        news |= _news(last_words)
        if news or rang:
            return news
    return False


def _speaks_early(client: IMAPClient) -> bool:
    """Whether more came with the server's go-ahead: it lies in imaplib's buffer, where waiting never sees it."""
    connection = client.socket()
    time_out = connection.gettimeout()
    connection.setblocking(False)
    try:
        return bool(client._imap.file.peek(1))  # noqa: SLF001 - no public way; a test tells when this goes
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        connection.settimeout(time_out)


def _listen(client: IMAPClient, bell: WakeUp, seconds: float) -> tuple[bool, bool]:
    """One IDLE, until there is new mail, the bell rings, or the time is over: (new mail, rang)."""
    ends = time.monotonic() + seconds
    empty_reads = 0
    while (left := ends - time.monotonic()) > 0:
        rang, readable = bell.heard_beside(client.socket(), left)
        if rang:
            return False, True
        if not readable:
            continue
        said = client.idle_check(timeout=0)
        if _news(said):
            return True, False
        empty_reads = 0 if said else empty_reads + 1
        if empty_reads > _EMPTY_READS:
            raise ConnectionAbortedError("the server closed the connection while we waited for news")
    return False, False


def _news(responses: Iterable[tuple[object, ...]]) -> bool:
    """Whether new mail was announced. ConnectionError for a BYE."""
    found = False
    for response in responses:
        if response[0] == b"BYE":
            raise ConnectionAbortedError("the server said goodbye while we waited for news")
        found |= len(response) > 1 and response[1] in (b"EXISTS", b"RECENT")
    return found
