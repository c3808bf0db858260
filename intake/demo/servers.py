"""Mail servers inside this process, for the demo and the tests: IMAP and SMTP on loopback, all in memory."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from intake.adapters.clock import SystemClock
from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.connection import connect, explained, log_out
from intake.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from intake.demo.imap_server import ImapServer
    from intake.demo.smtp_server import Caught, SmtpServer

HOST = "127.0.0.1"
_DESK_PORT = 8025
"""Where a desk usually listens."""

_CALL_SECONDS = 30.0

_Answer = TypeVar("_Answer")


def desk_socket() -> socket.socket:
    """What the desk of a demo listens on: where a desk usually does, or at any other port where that is taken.

    Nobody else can take its place while it is open: a port that is only looked for may be taken before it is used.
    """
    try:
        return socket.create_server((HOST, _DESK_PORT))
    except OSError:
        return socket.create_server((HOST, 0))


class Servers:
    """The running servers. Users are named by their addresses; mail by SMTP for one of them lands in its INBOX.

    `now` gives the INTERNALDATE of such mail. Mail for anybody else is only kept.
    """

    def __init__(self, users: Mapping[str, str], now: Callable[[], datetime], smtp_port: int) -> None:
        self._passwords: dict[str, str] = {}
        self._now = now
        self._caught: list[Caught] = []
        self._imap, self._smtp = _servers(self._is_password, self._take)
        sockets = _listening(smtp_port), _listening(0)
        self.imap_host = self.smtp_host = HOST
        self.smtp_port, self.imap_port = (listening.getsockname()[1] for listening in sockets)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-servers", daemon=True)
        self._thread.start()
        self._listeners = [self._on_loop(self._smtp.start(sockets[0])), self._on_loop(self._imap.start(sockets[1]))]
        for user, password in users.items():
            self.add_user(user, password)

    def imap(self, user: str) -> Endpoint:
        """How to reach this user's mailbox."""
        return Endpoint(HOST, self.imap_port, "none", user, self._passwords[user])

    def smtp(self, user: str = "") -> Endpoint:
        """How to hand mail over, logged in as this user, or without login."""
        return Endpoint(HOST, self.smtp_port, "none", user, self._passwords.get(user, ""))

    def add_user(self, user: str, password: str) -> None:
        """Make a mailbox for a new user; ValueError when there is one."""
        if user in self._passwords:
            raise ValueError(f"{user} has a mailbox already")
        self._on_loop(self._imap.add_user(user, password))
        self._passwords[user] = password

    def append(self, user: str, raw: bytes, internaldate: datetime) -> None:
        """Put a mail into the user's INBOX, as if it had been delivered at this time."""
        endpoint = self.imap(user)
        with explained(endpoint):
            client = connect(endpoint)
            try:
                client.append("INBOX", raw, (), internaldate)
            finally:
                log_out(client)

    def folder(self, user: str, name: str) -> list[bytes]:
        """All mails in a folder of the user, oldest first; none where there is no such folder."""
        endpoint = self.imap(user)
        with explained(endpoint):
            client = connect(endpoint)
            try:
                if not client.folder_exists(name):
                    return []
                client.select_folder(name, readonly=True)
                uids = client.search()
                return [bytes(found[b"BODY[]"]) for _, found in sorted(client.fetch(uids, ["BODY.PEEK[]"]).items())]
            finally:
                log_out(client)

    def sent(self) -> "list[Caught]":
        """All mails that came by SMTP, oldest first."""
        return list(self._caught)

    def stop(self) -> None:
        """End connections, servers and thread."""
        self._on_loop(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _is_password(self, user: str, password: str) -> bool:
        return self._passwords.get(user) == password

    async def _take(self, mail: "Caught") -> None:
        for recipient in mail.recipients:
            if recipient in self._passwords:
                trace = f"Return-Path: <{mail.sender}>\r\nDelivered-To: {recipient}\r\n".encode()
                await asyncio.to_thread(self.append, recipient, trace + mail.raw, self._now())
        self._caught.append(mail)

    async def _end(self) -> None:
        for listener in self._listeners:
            listener.close()
        # a conversation that has begun closes its connection when it is cancelled; one that has not yet would not
        await asyncio.sleep(0)
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._smtp.hang_up()
        # closing the loop would not wait for the threads that bring mails into mailboxes
        await asyncio.get_running_loop().shutdown_default_executor()
        # closed transports let their sockets go in the next round of the loop
        await asyncio.sleep(0)

    def _on_loop(self, work: Coroutine[object, object, _Answer]) -> _Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_CALL_SECONDS)


@contextmanager
def embedded_servers(
    users: Mapping[str, str], *, now: Callable[[], datetime] | None = None, smtp_port: int = 0
) -> Iterator[Servers]:
    """Run both servers on free ports (or this SMTP port) for users with these passwords, and end them at the end.

    Raises ConfigurationError when the extra [demo] is not installed, or the port is in use.
    """
    servers = Servers(users, now or SystemClock().now, smtp_port)
    try:
        yield servers
    finally:
        servers.stop()


def _servers(
    knows: Callable[[str, str], bool], taken: "Callable[[Caught], Awaitable[None]]"
) -> "tuple[ImapServer, SmtpServer]":
    try:
        from intake.demo.imap_server import ImapServer
        from intake.demo.smtp_server import SmtpServer
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"the embedded mail servers are not installed ({error.name}): pip install 'contribution-intake[demo]'"
        ) from error
    return ImapServer(), SmtpServer(knows, taken)


def _listening(port: int) -> socket.socket:
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise ConfigurationError(
            f"port {port} of {HOST} cannot be used ({error.strerror}): name another one, or end what uses it"
        ) from error
    # asyncio sets it only on sockets that it makes itself; without, each answer of several lines takes 40 ms longer
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
