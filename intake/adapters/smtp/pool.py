"""A few SMTP connections, used again and again, on one asyncio loop."""

import asyncio
import ssl
from collections.abc import Sequence

from aiosmtplib import SMTP

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.connection import connect, drop, is_alive, leave, without_connection
from intake.adapters.smtp.dialogue import StaleConnectionError, hand_over, try_recipient, unfit
from intake.domain.errors import LoginError, UnavailableError
from intake.ports import Handover, Sending

_STALE_SECONDS = 30.0
"""A connection that was idle for longer is asked whether it still lives before it gets a mail."""

_LOGIN_SECONDS = 300.0
"""After a refused login the next one is tried so much later: trying faster locks the account."""


class Pool:
    """At most `places` connections to one server. Belongs to one asyncio loop."""

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext | None, places: int) -> None:
        self._endpoint = endpoint
        self._context = context
        self._places = asyncio.Semaphore(places)
        self._idle: list[tuple[SMTP, float]] = []
        self._busy: set[SMTP] = set()
        self._login = asyncio.Lock()
        self._failed: tuple[UnavailableError, float] | None = None

    async def send(self, mails: Sequence[Sending]) -> list[Handover]:
        """Hand these mails over, as many at once as there are places; one answer for each, in order."""
        down: list[Handover] = []
        return list(await asyncio.gather(*(self._send_one(mail, down) for mail in mails)))

    async def probe(self, mail: Sending) -> None:
        """Go as far as RCPT over a fresh connection, then take it back. Raises LoginError or UnavailableError."""
        client = await connect(self._endpoint, self._context)
        try:
            refusal = unfit(mail) or await try_recipient(client, mail)
        finally:
            await leave(client)
        if refusal is not None:
            raise UnavailableError(f"{self._endpoint} takes no mail for {mail.recipients[0]}: {refusal.reply}")

    async def close(self) -> None:
        """Leave the server with all connections."""
        idle, self._idle = self._idle, []
        for client in list(self._busy):
            drop(client)
        await asyncio.gather(*(leave(client) for client, _ in idle))

    async def _send_one(self, mail: Sending, down: list[Handover]) -> Handover:
        """One mail; when no connection can be made at all, the rest of the batch is spared the wait (`down`)."""
        refusal = unfit(mail)
        if refusal is not None:
            return refusal
        async with self._places:
            if down:
                return down[0]
            try:
                return await self._over_some_connection(mail)
            except UnavailableError as error:
                answer = without_connection(error)
                if not self._busy:
                    down.append(answer)
                return answer

    async def _over_some_connection(self, mail: Sending) -> Handover:
        client = await self._living()
        if client is not None:
            try:
                return await self._over(client, mail, reused=True)
            except StaleConnectionError:
                drop(client)
        return await self._over(await self._connected(), mail, reused=False)

    async def _connected(self) -> SMTP:
        """A new connection. Where we log in, one at a time, and not at all while the last refusal is fresh."""
        if not self._endpoint.user:
            return await connect(self._endpoint, self._context)
        clock = asyncio.get_running_loop().time
        asked = clock()
        async with self._login:
            if self._failed is not None:
                error, at = self._failed
                # Who waited while another one failed would fail alike.
                if at >= asked or (isinstance(error, LoginError) and clock() - at < _LOGIN_SECONDS):
                    raise error
            try:
                return await connect(self._endpoint, self._context)
            except UnavailableError as error:
                self._failed = error, clock()
                raise

    async def _over(self, client: SMTP, mail: Sending, *, reused: bool) -> Handover:
        self._busy.add(client)
        try:
            answer = await hand_over(client, mail, reused=reused)
        except BaseException:
            drop(client)
            raise
        finally:
            self._busy.discard(client)
        if client.is_connected:
            self._idle.append((client, asyncio.get_running_loop().time()))
        return answer

    async def _living(self) -> SMTP | None:
        """An idle connection that still lives, or None."""
        while self._idle:
            client, since = self._idle.pop()
            fresh = asyncio.get_running_loop().time() - since < _STALE_SECONDS
            try:
                if client.is_connected and (fresh or await is_alive(client)):
                    return client
            except asyncio.CancelledError:
                drop(client)
                raise
            drop(client)
        return None
