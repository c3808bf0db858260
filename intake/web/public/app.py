"""The routes of the public pages. GET, HEAD and OPTIONS change nothing, so that a scanner of mails decides nothing."""

import errno
from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote, urlsplit

import structlog
from fastapi import Depends, FastAPI, Form, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Scope

from intake.app.pages import OpenPages
from intake.domain.errors import ConfigurationError, IntakeError, StorageFailedError, UnavailableError
from intake.domain.letters.links import CHECK, PAGE, STATUS, UPLOAD, read_upload_link
from intake.domain.letters.requests import reason_of
from intake.domain.letters.tokens import LinkError
from intake.domain.limits import MEGABYTE
from intake.web.bodies import Bounded
from intake.web.guard import WITHOUT_SCRIPT, AnswersMarked, Failing, Named, RequestsCounted
from intake.web.pace import RequestPace
from intake.web.public.checked import CheckPages
from intake.web.public.checking import add_checking
from intake.web.public.pages import PublicPages, Visitor
from intake.web.public.status import add_status
from intake.web.public.template import add_template
from intake.web.public.uploading import add_uploading
from intake.web.public.visits import ask, visit
from intake.web.readable import readable

_GET = ["GET", "HEAD"]
_UNWATCHED: TelemetryConfig = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""Spans would carry the addresses of pages, which are rights, to whatever the environment names."""
_SAID = {"slow": "large", "host": "large", "form": "large"}
"""What has no words of its own here."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_KINDS = {400: "form", 404: "broken", 408: "slow", 429: "many", 503: "busy"}
_FORM = MEGABYTE
"""Bytes of a form around its files, at most."""
_OF_ROOMS = {
    CHECK: {"large": "large-file", "form": "large-file", "slow": "large-file"},
    UPLOAD: {
        "large": "large-upload",
        "expired": "upload-over",
        "not-recorded": "not-taken",
        "form": "not-taken",
        "slow": "not-taken",
        "busy": "not-taken",
    },
    STATUS: {"broken": "no-status", "expired": "no-status"},
}
"""What some pages say in words of their own. Of a status: whether there ever was such a mail is nobody's business."""
_GONE = {"broken": 404, "expired": 410, "no-status": 404, "upload-over": 410}

_log = structlog.get_logger("intake")

LanguageQuery = Annotated[str, Query(max_length=8)]


def public_app(pages: OpenPages, end: Callable[[IntakeError], None]) -> ASGIApp:
    """The application, with all that guards it; `end` is called for what only a new start can mend."""
    shown = PublicPages(pages)
    app = FastAPI(
        openapi_url=None,
        redirect_slashes=False,  # the address that it redirects to is made of the Host field
        telemetry=_UNWATCHED,
        dependencies=[Depends(readable)],
    )
    _add_decisions(app, pages, shown)
    if pages.public.checks_per_minute:
        add_checking(app, pages, CheckPages(pages, shown), _visitor)
    if pages.public.uploads_per_minute:
        add_uploading(app, pages, shown, _visitor)
    add_status(app, pages, shown, _visitor)
    add_template(app, pages)
    app.add_api_route(f"{pages.public.path}/pages.css", _styles(shown), methods=_GET)
    app.add_api_route("/healthz", _health(pages), methods=_GET)
    _add_answers(app, shown, pages.public.path)
    _add_failures(app, shown, pages.public.path, end)

    def answer(scope: Scope, kind: str, status: int) -> Response:
        return shown.plain(_visitor(Request(scope)), _kind(pages.public.path, Request(scope), kind), status)

    paced = RequestsCounted(
        Bounded(app, answer, streamed=_longest_form(pages)),
        answer,
        RequestPace(pages.public.requests_per_minute),
        pages.clock,
    )
    return AnswersMarked(Failing(Named(paced, answer, _hosts(pages)), answer), WITHOUT_SCRIPT)


def _longest_form(pages: OpenPages) -> Callable[[Scope], int]:
    """Bytes that a request may have which brings files; 0 for any other."""
    public = pages.public
    rooms = ((CHECK, public.checks_per_minute, pages.largest), (UPLOAD, public.uploads_per_minute, pages.together))
    longest = {page: most + _FORM for page, there, most in rooms if there}

    def bytes_of(scope: Scope) -> int:
        page, _, token = scope["path"].removeprefix(f"{public.path}/").partition("/")
        if scope["method"] != "POST" or page not in longest or not scope["path"].startswith(f"{public.path}/"):
            return 0
        if page == UPLOAD and not _opens(pages, token):
            return 0
        return longest[page]

    return bytes_of


def _opens(pages: OpenPages, token: str) -> bool:
    """Whether this is a link by which files may be sent: nobody else's are even read."""
    try:
        read_upload_link(token, pages.key, pages.clock.now())
    except LinkError:
        return False
    return True


def _add_decisions(app: FastAPI, pages: OpenPages, shown: PublicPages) -> None:
    """The page of a link, and the page that waits for what becomes of it."""
    path = f"{pages.public.path}/{PAGE}/{{token}}"

    @app.api_route(path, methods=_GET)
    def offer(request: Request, token: str, language: LanguageQuery = "") -> Response:
        found = visit(pages, token)
        if found.request is not None and found.request.outcome != "refused":
            return _to(pages, f"{token}/asked", language)
        return shown.offer(_visitor(request), found)

    @app.post(path)
    def confirm(
        request: Request, token: str, reason: Annotated[str, Form()] = "", language: LanguageQuery = ""
    ) -> Response:
        if not reason_of(reason):
            return shown.offer(_visitor(request), visit(pages, token), missing=True)
        ask(pages, token, reason)
        return _to(pages, f"{token}/asked", language)

    @app.api_route(f"{path}/asked", methods=_GET)
    def outcome(request: Request, token: str, language: LanguageQuery = "") -> Response:
        found = visit(pages, token)
        if found.request is None:
            return _to(pages, token, language)
        return shown.outcome(_visitor(request), found, found.request)


def _add_answers(app: FastAPI, shown: PublicPages, path: str) -> None:
    """What is answered where there is no page to show: in words, and never as JSON."""

    @app.exception_handler(LinkError)
    def gone(request: Request, error: LinkError) -> Response:
        kind = _kind(path, request, error.why)
        return shown.plain(_visitor(request), kind, _GONE[kind])

    @app.exception_handler(HTTPException)
    def nothing_there(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL:  # where a form's files are kept
            error = HTTPException(503, headers={"Retry-After": "300"})
        kind = _kind(path, request, _KINDS.get(error.status_code, "large"))
        response = shown.plain(_visitor(request), kind, error.status_code)
        response.headers.update(error.headers or {})
        if error.status_code == 405:
            response.headers["Allow"] = ", ".join(_allowed(app, request))
        return response

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, _: RequestValidationError) -> Response:
        return shown.plain(_visitor(request), _kind(path, request, "form"), 400)


def _kind(path: str, request: Request, kind: str) -> str:
    """What is said where this happened: its own words for some pages."""
    room = request.url.path.removeprefix(f"{path}/").partition("/")[0]
    return _OF_ROOMS.get(room, {}).get(kind) or _SAID.get(kind, kind)


def _allowed(app: FastAPI, request: Request) -> list[str]:
    """The methods of every route with this path (RFC 9110, section 10.2.1): one path may have several routes."""
    there = [one for one in app.routes if isinstance(one, Route) and one.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for one in there for method in one.methods or ()})


def _add_failures(app: FastAPI, shown: PublicPages, path: str, end: Callable[[IntakeError], None]) -> None:
    """What is answered while the database is away, and for a fault of ours. What only a new start can mend ends all."""

    def away(request: Request, error: Exception) -> Response:
        _log.warning("unavailable", why=str(error))
        if isinstance(error, ConfigurationError | StorageFailedError):
            end(error)
        kind = "away" if request.method in _GET else _kind(path, request, "not-recorded")
        response = shown.plain(_visitor(request), kind, 503)
        response.headers["Retry-After"] = "30"
        return response

    for kind in (UnavailableError, ConfigurationError, StorageFailedError):
        app.add_exception_handler(kind, away)

    @app.exception_handler(Exception)
    def fault(request: Request, _: Exception) -> Response:
        return shown.plain(_visitor(request), "fault", 500)


def _styles(shown: PublicPages) -> Callable[[], Response]:
    """The one style sheet; its address changes with it, so that browsers may keep it."""

    def styles() -> Response:
        kept = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(shown.styles, media_type="text/css", headers=kept)

    return styles


def _health(pages: OpenPages) -> Callable[[], Response]:
    def health() -> Response:
        try:
            with pages.store.read():
                return PlainTextResponse("ok\n")
        except UnavailableError:
            return PlainTextResponse("the database does not answer\n", 503)

    return health


def _to(pages: OpenPages, place: str, language: str) -> Response:
    """Send the browser there, by a path alone: the Host field of a request is a stranger's word."""
    path = f"{pages.public.path}/{PAGE}/{place}"
    return RedirectResponse(f"{path}?language={quote(language)}" if language else path, 303)


def _visitor(request: Request) -> Visitor:
    return Visitor(
        clicked=request.query_params.get("language", ""),
        header=request.headers.get("accept-language", ""),
    )


def _hosts(pages: OpenPages) -> list[str]:
    """The names under which the pages may be asked for: that of the url, and our own for a web server before us."""
    return [urlsplit(pages.public.url).hostname or "", pages.public.place[0], "localhost", "127.0.0.1", "[::1]"]
