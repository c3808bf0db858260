"""An SMTP server that keeps what it gets (aiosmtpd), on the running asyncio loop. Needs the extra [demo]."""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast
from weakref import WeakSet

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

_LARGEST_MAIL = 80_000_000


@dataclass(frozen=True, slots=True)
class Caught:
    """A mail as the server got it: envelope sender ("" = null path), recipients, bytes."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class SmtpServer:
    """The running server. `knows` judges a name and a password; `taken` is awaited before a mail is confirmed."""

    def __init__(self, knows: Callable[[str, str], bool], taken: Callable[[Caught], Awaitable[None]]) -> None:
        self._knows = knows
        self._taken = taken
        self._connections: WeakSet[SMTP] = WeakSet()

    async def start(self, listening: socket.socket) -> asyncio.Server:
        """Serve on this socket. Login is offered, never asked for."""
        # aiosmtpd warns about its own deprecations at each login
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        return await asyncio.get_running_loop().create_server(self._connection, sock=listening)

    def hang_up(self) -> None:
        """End all connections at once; aiosmtpd leaves those open whose conversation is cancelled."""
        for connection in list(self._connections):
            if connection.transport is not None:
                cast("asyncio.Transport", connection.transport).abort()

    def _connection(self) -> SMTP:
        connection = SMTP(
            self,
            hostname="localhost",
            data_size_limit=_LARGEST_MAIL,
            authenticator=self._authenticate,
            auth_require_tls=False,
            loop=asyncio.get_running_loop(),
        )
        self._connections.add(connection)
        return connection

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, login: object
    ) -> AuthResult:
        if not isinstance(login, LoginPassword):
            return AuthResult(success=False, handled=False)
        return AuthResult(success=self._knows(login.login.decode(), login.password.decode()), handled=False)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Take a mail; called by aiosmtpd."""
        sender = (envelope.mail_from or "").removeprefix("<").removesuffix(">")
        await self._taken(Caught(sender, tuple(envelope.rcpt_tos), bytes(envelope.original_content or b"")))
        return "250 2.0.0 taken"
