"""What every request passes, and what every answer carries, whatever page it is for (ASGI)."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Collection, Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.ports import Clock
from intake.web.pace import Pace

Answer = Callable[[Scope, str, int], Response]
"""Makes a page of this kind with this status, in the reader's language."""

LARGEST = 64_000
"""Bytes of a request's body."""
PATIENCE = 10.0
"""Seconds that a body may take."""
SLOWEST = 10_000
"""Bytes a second of a body that may take longer, since it brings a file."""
FILES_AT_ONCE = 20
"""Requests that bring files; of more each is asked to come again, so that connections are left for pages."""

QUIET = "/healthz"
"""A path that asks whether we are well: not worth a line in the log."""

_SHARED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
WITHOUT_SCRIPT = {
    **_SHARED,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address of a page is the right to use it
}
"""For pages that run nothing."""
WITH_SCRIPT = {
    **_SHARED,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",  # a form's Origin field is "null" without it
}
"""For pages with scripts of our own, as files."""

_UTF_8 = re.compile(r";\s*charset\s*=\s*\"?utf-?8\"?\s*(?=;|\Z)", re.IGNORECASE)
_PORT = re.compile(r":\d+\Z")
_log = structlog.get_logger("intake")


class Marked:
    """Every answer says what a browser may do with it; one line a request is logged, without its address.

    An answer that says it by itself, and more strictly, keeps its word: a file to be saved.
    """

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and mark what comes back."""
        if scope["type"] != "http":
            return
        method = scope["method"]

        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if scope["path"] != QUIET:
                    # The route as it is written, since a path that was asked for holds a token.
                    route = getattr(scope.get("route"), "path", "")
                    _log.info("request", method=method, page=route, status=message["status"])
            await send(message)

        await self._app(scope, receive, marking)


class Failing:
    """A fault of ours is a page in plain words, and stands in the log."""

    def __init__(self, app: ASGIApp, answer: Answer) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and answer in place of what failed before it had begun to answer."""
        begun = False

        async def noticing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticing)
        except Exception:  # noqa: BLE001 - the last line of defence: a reader never sees a traceback
            _log.exception("fault")
            if not begun:
                await self._answer(scope, "fault", 500)(scope, receive, send)


class Counted:
    """One address makes so many requests in a minute."""

    def __init__(self, app: ASGIApp, answer: Answer, pace: Pace, clock: Clock) -> None:
        self._app = app
        self._answer = answer
        self._pace = pace
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is seldom enough."""
        client = scope.get("client") or ("", 0)
        if self._pace.allows(client[0], self._clock.now()):
            await self._app(scope, receive, send)
            return
        response = self._answer(scope, "many", 429)
        response.headers["Retry-After"] = "60"
        await response(scope, receive, send)


class Named:
    """We are asked for under one of our names: what a Host field says is a stranger's word (RFC 9110, section 7.2)."""

    def __init__(self, app: ASGIApp, answer: Answer, names: Collection[str]) -> None:
        self._app = app
        self._answer = answer
        self._names = frozenset(one.casefold() for one in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what asks for us."""
        host = _PORT.sub("", Headers(scope=scope).get("host", "")).casefold()
        if host in self._names:
            await self._app(scope, receive, send)
        else:
            await refuse(self._answer(scope, "host", 400), scope, receive, send)


class Bounded:
    """A request's body is small, and here soon: it is read whole before a route sees it.

    Where `streamed` gives bytes for a request, its body may be so long, and is handed on as it comes.
    """

    def __init__(
        self, app: ASGIApp, answer: Answer, largest: int = LARGEST, streamed: Callable[[Scope], int] = lambda _: 0
    ) -> None:
        self._app = app
        self._answer = answer
        self._largest = largest
        self._streamed = streamed
        self._files = 0

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
        if self._files >= FILES_AT_ONCE:
            await refuse(self._answer(scope, "busy", 503), scope, receive, send)
            return
        self._files += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._files -= 1

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await asyncio.wait_for(_body(receive, self._largest), PATIENCE)
        except TimeoutError:
            await refuse(self._answer(scope, "slow", 408), scope, receive, send)
            return
        if body is None:
            await refuse(self._answer(scope, "large", 413), scope, receive, send)
            return
        await self._app(scope, _again(body, receive), send)


async def refuse(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer what was not read to its end, and close the connection."""
    response.headers["Connection"] = "close"
    await response(scope, receive, send)


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
