"""What every request passes, and what every answer carries, whatever page it is for (ASGI)."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from starlette.datastructures import MutableHeaders
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

_QUIET = frozenset({"/healthz"})
"""Paths that are not worth a line in the log."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",  # the address of a page is the right to use it
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}

_log = structlog.get_logger("intake")


class Marked:
    """Every answer says what a browser may do with it; one line a request is logged, without its address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and mark what comes back."""
        if scope["type"] != "http":
            return

        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
                if scope["path"] not in _QUIET:
                    # The route as it is written, since a path that was asked for holds a token.
                    route = getattr(scope.get("route"), "path", "")
                    _log.info("request", method=scope["method"], page=route, status=message["status"])
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


class Paced:
    """One address makes so many requests in a minute, and sends so much, so fast."""

    def __init__(self, app: ASGIApp, answer: Answer, pace: Pace, clock: Clock) -> None:
        self._app = app
        self._answer = answer
        self._pace = pace
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is small, fast and seldom enough."""
        client = scope.get("client") or ("", 0)
        if not self._pace.allows(client[0], self._clock.now()):
            response = self._answer(scope, "many", 429)
            response.headers["Retry-After"] = "60"
            await response(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(_body(receive), PATIENCE)
        except TimeoutError:
            await self._refuse(scope, 408, receive, send)
            return
        if body is None:
            await self._refuse(scope, 413, receive, send)
            return
        await self._app(scope, _again(body, receive), send)

    async def _refuse(self, scope: Scope, status: int, receive: Receive, send: Send) -> None:
        response = self._answer(scope, "large", status)
        response.headers["Connection"] = "close"
        await response(scope, receive, send)


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None once it is too large, and where its sender has gone before its end."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST or message["type"] == "http.disconnect":
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """Receive a body that was read already, then what comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received
