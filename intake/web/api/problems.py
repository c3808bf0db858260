"""What is answered where nothing can be shown: problems as RFC 9457 describes them, in plain English."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Literal

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, IntakeError, StorageFailedError, UnavailableError
from intake.ports import ReaderFailedError
from intake.web.api.faults import QuestionFault, faults_of

MEDIA_TYPE = "application/problem+json"

ProblemKind = Literal[
    "token", "scope", "missing", "method", "form", "gone", "many", "busy", "away", "fault", "host", "large", "slow"
]  # fmt: skip

_SENTENCES: Mapping[ProblemKind, str] = {
    "token": "This needs a token that still opens something, in the field Authorization: Bearer.",
    "scope": "The token does not open this.",
    "missing": "There is no such thing, or it belongs to a group that the token does not see.",
    "method": "Nothing is changed here: only GET and HEAD are answered.",
    "form": "The question is not as the description of the API has it.",
    "gone": "The stored file was erased or is damaged.",
    "many": "Too many questions in this minute.",
    "busy": "Too much is asked for at once.",
    "away": "The records cannot be reached now. Mail is still taken.",
    "fault": "This is a fault of ours. Mail is still taken and answered.",
    "host": "The API is not known under this name.",
    "large": "A question has no such long body.",
    "slow": "The question did not arrive in time.",
}
_OF_STATUS: Mapping[int, ProblemKind] = {404: "missing", 405: "method"}
_MOST_FAULTS = 20
_log = structlog.get_logger("intake")


class ApiProblem(BaseModel):
    """Why a question has no answer (RFC 9457)."""

    model_config = ConfigDict(use_attribute_docstrings=True, json_schema_serialization_defaults_required=True)

    type: Literal["about:blank"] = "about:blank"
    """Always "about:blank": what there is to know of the kind, the status and `kind` say."""
    title: str
    """The status in words."""
    status: int
    """The status of the answer."""
    detail: str
    """One sentence for a person."""
    kind: ProblemKind
    """The same in one word, for a program."""
    faults: list[QuestionFault]
    """What in the question cannot be so; only with the status 422."""


class Refused(Exception):  # noqa: N818 - the answer that is given
    """A question that gets a problem for an answer."""

    def __init__(
        self, status: int, kind: ProblemKind, headers: Mapping[str, str] | None = None, detail: str = ""
    ) -> None:
        super().__init__(kind)
        self.status = status
        self.kind: ProblemKind = kind
        self.headers = dict(headers or {})
        self.detail = detail


class NotThere(Refused):
    """There is no such thing, or it is of a group that the reader does not see: nobody is told which."""

    def __init__(self) -> None:
        super().__init__(404, "missing")


class Misread(Exception):  # noqa: N818 - the answer that is given
    """A question with parameters that cannot be so."""

    def __init__(self, *faults: QuestionFault) -> None:
        super().__init__(faults)
        self.faults = faults


def problem(
    kind: ProblemKind,
    status: int,
    headers: Mapping[str, str] | None = None,
    faults: Sequence[QuestionFault] = (),
    detail: str = "",
) -> Response:
    """The answer that says so."""
    told = ApiProblem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail or _SENTENCES[kind],
        kind=kind,
        faults=list(faults[:_MOST_FAULTS]),
    )
    body = told.model_dump_json().encode("utf-8", "replace")
    return Response(body, status, dict(headers or {}), media_type=MEDIA_TYPE)


def guards_problem(kind: str, status: int) -> Response:
    """The same for what stands before all routes of the desk, whose words for it are `_SENTENCES`', too."""
    known: ProblemKind = next((one for one in _SENTENCES if one == kind), "form")
    return problem(known, status)


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems of a route for its description: those of these statuses, and those that every route has."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ApiProblem"}}}
    every = sorted({*statuses, 401, 403, 422, 429, 503})
    problems: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, "content": content} for status in every
    }
    return {304: {"description": "Nothing has changed since the ETag of If-None-Match."}, **problems}


def add_problems(app: FastAPI, desk: OpenDesk, end: Callable[[IntakeError], None]) -> None:
    """Add the answers; `end` is called for what only a new start can mend: a rulebook that is wrong is none of it."""

    @app.exception_handler(Refused)
    def refused(_: Request, error: Refused) -> Response:
        return problem(error.kind, error.status, error.headers, detail=error.detail)

    @app.exception_handler(Misread)
    def misread(_: Request, error: Misread) -> Response:
        return problem("form", 422, faults=error.faults)

    @app.exception_handler(RequestValidationError)
    def not_understood(_: Request, error: RequestValidationError) -> Response:
        return problem("form", 422, faults=faults_of(error.errors()))

    @app.exception_handler(Exception)
    def fault(_: Request, __: Exception) -> Response:
        return problem("fault", 500)

    @app.exception_handler(HTTPException)
    def nothing_there(request: Request, error: HTTPException) -> Response:
        headers = {"Allow": "GET, HEAD"} if error.status_code == 405 and _is_there(app, request) else {}
        return problem(_OF_STATUS.get(error.status_code, "form"), error.status_code, headers)

    def away(_: Request, error: Exception) -> Response:
        _log.warning("unavailable", why=str(error))
        own = desk.broken() if isinstance(error, ConfigurationError) else error
        if isinstance(own, ConfigurationError | StorageFailedError):
            end(own)
        return problem("away", 503, {"Retry-After": "30"})

    @app.exception_handler(ReaderFailedError)
    def unread(_: Request, error: ReaderFailedError) -> Response:
        _log.warning("not read", why=str(error))
        return problem("busy", 503, {"Retry-After": "30"})

    for kind in (UnavailableError, ConfigurationError, StorageFailedError):
        app.add_exception_handler(kind, away)


def _is_there(app: FastAPI, request: Request) -> bool:
    return any(isinstance(one, APIRoute) and one.matches(request.scope)[0] is not Match.NONE for one in app.routes)
