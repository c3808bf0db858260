"""How a request comes to its routes: below the prefix, those of pages beside those of the API."""

from collections.abc import Callable

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from intake.web.guard import QUIET, ErrorPage


class Below:
    """The pages stand below a path, as the web server before us passes it on; our health is told without it, too."""

    def __init__(self, app: ASGIApp, prefix: str, answer: ErrorPage) -> None:
        self._app = app
        self._prefix = prefix
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what stands below the prefix."""
        path = scope["path"]
        if path.startswith(f"{self._prefix}/"):
            scope["root_path"] = self._prefix
            await self._app(scope, receive, send)
        elif path == QUIET:
            await self._app(scope, receive, send)
        elif path == self._prefix or path == "/":
            await RedirectResponse(f"{self._prefix}/", 303)(scope, receive, send)
        else:
            await self._answer(scope, "missing", 404)(scope, receive, send)


class SideBySide:
    """Two applications in one process: the first has the paths for which `first_has` holds, the second all others."""

    def __init__(self, first: ASGIApp, second: ASGIApp, first_has: Callable[[str], bool]) -> None:
        self._first = first
        self._second = second
        self._first_has = first_has

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on to whose path it is."""
        await (self._first if self._first_has(scope["path"]) else self._second)(scope, receive, send)
