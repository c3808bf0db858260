"""How much a request may bring, how slowly, and how many may bring something at once (ASGI)."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.domain.text.networks import network_of
from intake.web.guard import ErrorPage, refuse

LARGEST = 64_000
"""Bytes of a request's body."""
PATIENCE = 10.0
"""Seconds that a body may take."""
SLOWEST = 10_000
"""Bytes a second of a body that may take longer, since it brings a file."""
FILES_AT_ONCE = 20
"""Requests that bring files; of more each is asked to come again, so that connections are left for pages."""
FILES_OF_ONE = 5
"""Those of one address."""
FORMS_AT_ONCE, FORMS_OF_ONE = 100, 25
"""Requests without files whose bodies are still on their way: in all, and of one address."""

_UTF_8 = re.compile(r";\s*charset\s*=\s*\"?utf-?8\"?\s*(?=;|\Z)", re.IGNORECASE)


class Crowd:
    """Who is at something: so many at once in all, and so many of one address."""

    def __init__(self, most: int, of_one: int) -> None:
        self._most = most
        self._of_one = of_one
        self._there: Counter[str] = Counter()

    @contextmanager
    def joined(self, scope: Scope) -> Iterator[bool]:
        """Whether this request may be one of them; it is, until the block ends."""
        whose = network_of((scope.get("client") or ("", 0))[0])
        if self._there.total() >= self._most or self._there[whose] >= self._of_one:
            yield False
            return
        self._there[whose] += 1
        try:
            yield True
        finally:
            self._there[whose] -= 1
            self._there += Counter()  # drops who is gone


class Bounded:
    """A request's body is small, and here soon: it is read whole before a route sees it.

    Where `streamed` gives bytes for a request, its body may be so long, and is handed on as it comes.
    """

    def __init__(
        self, app: ASGIApp, answer: ErrorPage, largest: int = LARGEST, streamed: Callable[[Scope], int] = lambda _: 0
    ) -> None:
        self._app = app
        self._answer = answer
        self._largest = largest
        self._streamed = streamed
        self._files = Crowd(FILES_AT_ONCE, FILES_OF_ONE)
        self._forms = Crowd(FORMS_AT_ONCE, FORMS_OF_ONE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is small and fast enough, and written as browsers write."""
        if "charset" in _UTF_8.sub("", Headers(scope=scope).get("content-type", ""), count=1).casefold():
            # The parser of forms decodes by whatever is named, and some encodings take it minutes (punycode).
            await refuse(self._answer(scope, "form", 400), scope, receive, send)
        elif most := self._streamed(scope):
            await self._handed_on(scope, _counting(receive, most), send)
        else:
            await self._read(scope, receive, send)

    async def _handed_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._files.joined(scope) as may:
            if may:
                await self._app(scope, receive, send)
                return
        await refuse(self._answer(scope, "busy", 503), scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._forms.joined(scope) as may:
            if may:
                try:
                    body = await asyncio.wait_for(_body(receive, self._largest), PATIENCE)
                except TimeoutError:
                    await refuse(self._answer(scope, "slow", 408), scope, receive, send)
                    return
        if not may:
            await refuse(self._answer(scope, "busy", 503), scope, receive, send)
        elif body is None:
            await refuse(self._answer(scope, "large", 413), scope, receive, send)
        else:
            await self._app(scope, _again(body, receive), send)


async def _body(receive: Receive, largest: int) -> bytes | None:
    """The whole body; None once it is too large, and where its sender has gone before its end."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > largest or message["type"] == "http.disconnect":
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _counting(receive: Receive, most: int) -> Receive:
    """Receive a body that may be so many bytes long, each piece of it soon, and all at a pace. Raises HTTPException."""
    came, whole, began = 0, False, time.monotonic()

    async def received() -> Message:
        nonlocal came, whole
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError as error:
            raise HTTPException(408) from error
        came += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if came > most:
            raise HTTPException(413)
        if time.monotonic() - began > PATIENCE + came / SLOWEST:
            raise HTTPException(408)
        return message

    return received


def _again(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """Receive a body that was read already, then what comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received
