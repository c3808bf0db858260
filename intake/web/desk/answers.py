"""What is answered where there is no page to show: in words, and never as JSON."""

from collections.abc import Callable
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from intake.app.desk import OpenDesk
from intake.domain.errors import (
    ConfigurationError,
    IntakeError,
    StaleDecisionError,
    StorageFailedError,
    UnavailableError,
    UsageError,
)
from intake.ports import ReaderFailedError
from intake.web.desk.rights import Forbidden, LoginNeeded, Missing
from intake.web.desk.shown import LIVE, Shown

_KINDS = {404: "missing", 405: "method", 408: "slow", 413: "large", 429: "many"}
_log = structlog.get_logger("intake")


def add_answers(app: FastAPI, desk: OpenDesk, shown: Shown, end: Callable[[IntakeError], None]) -> None:
    """Add them all; `end` is called for what only a new start can mend."""
    _add_refusals(app, shown)
    _add_wrongs(app, desk, shown, end)
    _add_failures(app, shown, end)


def _add_refusals(app: FastAPI, shown: Shown) -> None:
    @app.exception_handler(LoginNeeded)
    def nobody(request: Request, _: LoginNeeded) -> Response:
        if request.method != "GET" or LIVE in request.headers:
            return shown.plain(request, "login", 401)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{shown.link('/login')}?next={quote(request.url.path + query, safe='')}", 303)

    @app.exception_handler(Forbidden)
    def forbidden(request: Request, error: Forbidden) -> Response:
        return shown.plain(request, error.kind, 403)

    @app.exception_handler(Missing)
    def missing(request: Request, _: Missing) -> Response:
        return shown.plain(request, "missing", 404)

    @app.exception_handler(HTTPException)
    def nothing_there(request: Request, error: HTTPException) -> Response:
        answer = shown.plain(request, _KINDS.get(error.status_code, "form"), error.status_code)
        answer.headers.update(error.headers or {})
        if error.status_code == 405:
            answer.headers["Allow"] = ", ".join(sorted(_methods(app, request)))
        if error.status_code in (408, 413):
            answer.headers["Connection"] = "close"  # the rest of what was sent is not read
        return answer

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, _: RequestValidationError) -> Response:
        return shown.plain(request, "form", 422)


def _add_wrongs(app: FastAPI, desk: OpenDesk, shown: Shown, end: Callable[[IntakeError], None]) -> None:
    """What somebody asked for that cannot be, each in a sentence."""

    @app.exception_handler(StaleDecisionError)
    def overtaken(request: Request, error: StaleDecisionError) -> Response:
        return shown.plain(request, "stale", 409, error.sentence)

    @app.exception_handler(UsageError)
    def not_so(request: Request, error: UsageError) -> Response:
        return shown.plain(request, "usage", 422, error.sentence)

    @app.exception_handler(ConfigurationError)
    def not_set_up(request: Request, error: ConfigurationError) -> Response:
        """Of the desk itself, and it ends; else of a rulebook, file or program that one page needs: the log says."""
        if own := desk.broken():
            if isinstance(own, ConfigurationError):
                end(own)
            return _away(request, shown, own)
        _log.warning("not set up", why=str(error))
        return shown.plain(request, "setup", 422)


def _add_failures(app: FastAPI, shown: Shown, end: Callable[[IntakeError], None]) -> None:
    """What is answered while something does not answer us, and for a fault of ours."""

    @app.exception_handler(UnavailableError)
    def away(request: Request, error: UnavailableError) -> Response:
        return _away(request, shown, error)

    @app.exception_handler(ReaderFailedError)
    def unread(request: Request, error: ReaderFailedError) -> Response:
        _log.warning("not read", why=str(error))
        return shown.plain(request, "unread", 503)

    @app.exception_handler(StorageFailedError)
    def failed(request: Request, error: StorageFailedError) -> Response:
        end(error)
        return _away(request, shown, error)

    @app.exception_handler(Exception)
    def fault(request: Request, _: Exception) -> Response:
        return shown.plain(request, "fault", 500)


def _away(request: Request, shown: Shown, error: IntakeError) -> Response:
    _log.warning("unavailable", why=str(error))
    answer = shown.plain(request, "away", 503)
    answer.headers["Retry-After"] = "30"
    return answer


def _methods(app: FastAPI, request: Request) -> set[str]:
    """The methods of all routes at this path (RFC 9110, section 10.2.1)."""
    there = [one for one in app.routes if isinstance(one, APIRoute) and one.matches(request.scope)[0] is not Match.NONE]
    found = {method for one in there for method in one.methods or ()}
    return found | ({"HEAD"} if "GET" in found else set())
