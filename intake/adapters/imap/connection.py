"""An authenticated IMAP connection on IMAPClient, and its errors as sentences."""

import imaplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, ProtocolError
from imapclient.exceptions import LoginError as RefusedLogin

from intake.adapters.endpoint import Endpoint, TokenSource
from intake.adapters.imap.answers import understood
from intake.adapters.oauth.sasl import mechanism_of
from intake.domain.errors import IntakeError, LoginError, UnavailableError

CALL_SECONDS = 600.0
"""The most seconds for a call: a server that sends a byte a second would pass the time-out of every single read."""

_LOGOUT_SECONDS = 2.0

_BROKEN = (
    imaplib.IMAP4.error,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AssertionError,
    RecursionError,
    MemoryError,
)
"""The errors of imaplib and IMAPClient for a broken network or protocol; they have no common base class."""


class ServerLeftError(ConnectionAbortedError):
    """The server said goodbye or closed the connection while we waited; the text has its words."""


def connect(endpoint: Endpoint, context: ssl.SSLContext | None = None) -> IMAPClient:
    """Connect, secure by this context or else a new one, log in; no password leaves before the certificate is verified.

    A token from before that the server no longer takes is tried anew, once. Raises LoginError when the server refuses
    the account, UnavailableError for all else.
    """
    with explained(endpoint):
        context = context or endpoint.tls_context()
        shown = endpoint.tokens.token() if endpoint.tokens else ""
        try:
            return _logged_in(endpoint, context)
        except LoginError:
            if endpoint.tokens is None or endpoint.tokens.token() == shown:
                raise
            return _logged_in(endpoint, context)


def _logged_in(endpoint: Endpoint, context: ssl.SSLContext | None) -> IMAPClient:
    client = _secured(endpoint, context)
    try:
        # imaplib's debug level 5, which IMAPClient sets, makes each fetch ten times dearer
        client._imap.debug = 0  # noqa: SLF001 - no public switch; a test tells when this goes
        client.normalise_times = False
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        _log_in(client, endpoint)
    except BaseException:
        drop(client)
        raise
    return client


def _secured(endpoint: Endpoint, context: ssl.SSLContext | None) -> IMAPClient:
    client = IMAPClient(
        endpoint.host,
        endpoint.port,
        ssl=endpoint.security == "tls",
        ssl_context=context,
        timeout=SocketTimeout(endpoint.connect_seconds, endpoint.read_seconds),
    )
    if endpoint.security == "starttls":
        try:
            client.starttls(context)
        except BaseException:
            drop(client)
            raise
    return client


def _log_in(client: IMAPClient, endpoint: Endpoint) -> None:
    if endpoint.tokens is not None:
        _show_token(client, endpoint, endpoint.tokens)
        return
    ascii_only = (endpoint.user + endpoint.password).isascii()
    log_in = client.login if ascii_only else client.plain_login
    try:
        log_in(endpoint.user, endpoint.password)
    except RefusedLogin as error:
        _pass_on_what_is_clear(endpoint, error)
        raise endpoint.refused_login(said(error)) from error


def _show_token(client: IMAPClient, endpoint: Endpoint, tokens: TokenSource) -> None:
    """Log in by a token; one that the server does not take is forgotten, so that the next login shows a new one."""
    offered = [one.decode("ascii", "replace") for one in client.capabilities()]
    ways = {"xoauth2": client.oauth2_login, "oauthbearer": client.oauthbearer_login}
    log_in = ways.get(mechanism_of(offered))
    if log_in is None:
        raise endpoint.no_token_login(one for one in offered if one.startswith("AUTH="))
    token = tokens.token()
    try:
        log_in(endpoint.user, token)
    except RefusedLogin as error:
        _pass_on_what_is_clear(endpoint, error)
        tokens.forget(token)
        raise endpoint.refused_token(said(error)) from None


def _pass_on_what_is_clear(endpoint: Endpoint, error: RefusedLogin) -> None:
    """Raise what is no plain refusal of user and password: a lost connection, or what the server says in words."""
    if isinstance(error.__context__, IMAPClientAbortError):
        raise error.__context__ from None
    if clear := understood(endpoint, said(error)):
        raise clear from error


def said(error: Exception) -> str:
    """Return what the server said; imaplib shows some of it as a bytes literal."""
    text = str(error)
    return text[2:-1] if text.startswith(("b'", 'b"')) else text


@contextmanager
def explained(endpoint: Endpoint) -> Iterator[None]:
    """Turn any error of the library into an UnavailableError that names the server; our own errors pass."""
    try:
        yield
    except IntakeError:
        raise
    except (imaplib.IMAP4.error, ServerLeftError) as error:
        clear = None if isinstance(error, ProtocolError) else understood(endpoint, said(error))
        raise clear or _broken(endpoint, error) from error
    except _BROKEN as error:
        raise endpoint.unavailable(error) from error


def _broken(endpoint: Endpoint, error: Exception) -> UnavailableError:
    if isinstance(error, IMAPClientAbortError):
        lost = ConnectionAbortedError(said(error))
        lost.__context__ = error
        return endpoint.unavailable(lost)
    return endpoint.unavailable(error) if isinstance(error, OSError) else endpoint.refused(said(error))


@contextmanager
def limited(client: IMAPClient, seconds: float) -> Iterator[None]:
    """Cut the connection under a call that takes longer than this, so that the call fails."""
    ticket = _GUARD.watch(client.socket(), time.monotonic() + seconds)
    try:
        yield
    finally:
        _GUARD.forget(ticket)


class _Guard:
    """One thread that ends connections whose call is over its time, for all connections of the process."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._watched: dict[object, tuple[float, socket.socket]] = {}
        self._thread: threading.Thread | None = None
        self._looks_at = 0.0

    def watch(self, connection: socket.socket, ends: float) -> object:
        """End this connection at that instant of the monotonic clock, unless its ticket is given back before."""
        ticket = object()
        with self._changed:
            self._watched[ticket] = (ends, connection)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, name="imap-guard", daemon=True)
                self._thread.start()
            elif ends < self._looks_at:
                self._changed.notify()
        return ticket

    def forget(self, ticket: object) -> None:
        """The call is over."""
        with self._changed:
            self._watched.pop(ticket, None)

    def _look(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                over = [ticket for ticket, (ends, _) in self._watched.items() if ends <= now]
                for ticket in over:
                    _cut(self._watched.pop(ticket)[1])
                self._looks_at = min((ends for ends, _ in self._watched.values()), default=now + CALL_SECONDS)
                self._changed.wait(self._looks_at - now)


_GUARD = _Guard()


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):
        # of the plain socket: under TLS the other thread would lose its TLS object in the middle of a read
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def log_out(client: IMAPClient) -> None:
    """Log out and close within seconds, even without an answer; never raises for a fault of the server."""
    with suppress(*_BROKEN):
        client.socket().settimeout(_LOGOUT_SECONDS)
        client.logout()
    drop(client)


def drop(client: IMAPClient) -> None:
    """Close without logging out; never raises for a fault of the server."""
    with suppress(*_BROKEN):
        client.shutdown()
