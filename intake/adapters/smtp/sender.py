"""The way out for mail, behind the port MailSender."""

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import CancelledError
from typing import TypeVar

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.pool import Pool
from intake.domain.errors import UnavailableError
from intake.ports import Handover, Sending

_CLOSING_SECONDS = 5.0

_Answer = TypeVar("_Answer")


class SmtpSender:
    """Hands mails to one SMTP server over at most `connections` connections, on an asyncio loop in a thread of its own.

    The thread starts with the first mail. May be used from many threads. What a server says about a mail is an
    answer, never an exception. Raises ConfigurationError when the endpoint's `ca_file` cannot be used.
    """

    def __init__(self, endpoint: Endpoint, *, connections: int = 4) -> None:
        self._endpoint = endpoint
        self._context = endpoint.tls_context()
        self._connections = connections
        self._starting = threading.Lock()
        self._running: _Running | None = None

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        """Hand these mails over, some at once; one answer for each, in order. Never raises for a server's answer.

        "later": nothing of it was taken. "unknown": the connection broke after the mail was written, so a second
        attempt must send the same bytes. Raises UnavailableError when another thread calls `close` meanwhile.
        """
        running = self._started()
        return running.wait_for(running.pool.send(mails))

    def probe(self, recipient: str, sender: str = "") -> None:
        """Go as far as RCPT with a mail from `sender` ("" = null path), then take it back: nothing is sent.

        Raises LoginError or UnavailableError, whose text says at which step and why.
        """
        running = self._started()
        running.wait_for(running.pool.probe(Sending(sender, (recipient,), b"")))

    def close(self) -> None:
        """Close the connections within seconds, and end the thread. A later call would start afresh."""
        with self._starting:
            running, self._running = self._running, None
        if running is not None:
            running.close()

    def _started(self) -> "_Running":
        with self._starting:
            if self._running is None:
                self._running = _Running(Pool(self._endpoint, self._context, self._connections))
            return self._running


class _Running:
    """An asyncio loop in a thread, and the connections that live there."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="smtp", daemon=True)
        self._thread.start()

    def wait_for(self, work: Coroutine[object, object, _Answer]) -> _Answer:
        """Do this on the loop; the calling thread waits."""
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except CancelledError:
            raise UnavailableError("the mails were not sent to the end, because we were asked to stop") from None

    def close(self) -> None:
        """Leave the server, give up what still runs, and end the thread."""
        asyncio.run_coroutine_threadsafe(self._leave(), self._loop).result(_CLOSING_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSING_SECONDS)
        self._loop.close()

    async def _leave(self) -> None:
        await self.pool.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        # a connection that came free in the meantime
        await self.pool.close()
        # closed transports let their sockets go in the next round of the loop
        await asyncio.sleep(0)
