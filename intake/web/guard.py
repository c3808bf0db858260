"""What every request passes, and what every answer carries, whatever page it is for (ASGI)."""

import re
from collections.abc import Callable, Collection, Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.ports import Clock
from intake.web.pace import RequestPace

ErrorPage = Callable[[Scope, str, int], Response]
"""Makes a page of this kind with this status, in the reader's language."""

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

_PORT = re.compile(r":\d+\Z")
_log = structlog.get_logger("intake")


class AnswersMarked:
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

    def __init__(self, app: ASGIApp, answer: ErrorPage) -> None:
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


class RequestsCounted:
    """One address makes so many requests in a minute."""

    def __init__(self, app: ASGIApp, answer: ErrorPage, pace: RequestPace, clock: Clock) -> None:
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

    def __init__(self, app: ASGIApp, answer: ErrorPage, names: Collection[str]) -> None:
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


async def refuse(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer what was not read to its end, and close the connection."""
    response.headers["Connection"] = "close"
    await response(scope, receive, send)
