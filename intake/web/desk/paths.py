"""How a request comes to its route: below the prefix, and HEAD as GET without what it shows."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Headed:
    """HEAD is answered as GET is, without what it shows (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; of an answer to HEAD, its head."""
        if scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        ended = False

        async def heading(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start":
                await send(message)
            elif not ended:
                ended = True
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        scope["method"] = "GET"
        await self._app(scope, receive, heading)
