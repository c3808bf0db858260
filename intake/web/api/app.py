"""The API as an application of its own, in the desk's process: no cookie opens it, and its tokens open no page."""

from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.telemetry import TelemetryConfig
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from intake import __version__
from intake.app.desk import OpenDesk
from intake.domain.errors import IntakeError
from intake.web.api import documents, groups, log, meetings, submissions
from intake.web.api.answers import ROOT
from intake.web.api.problems import ApiProblem, add_problems
from intake.web.api.tokens import ByToken
from intake.web.heads import Headed
from intake.web.readable import readable

DESCRIPTION = f"{ROOT}/openapi.json"
"""Where the API describes itself, to everybody: nothing of any intake stands there."""

_UNWATCHED: TelemetryConfig = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
_ABOUT = (
    "What is in the intake, for programs: the log, mails, registered documents, meetings. Nothing is changed here. "
    "Instants are in UTC, as RFC 3339 has them; what people know as a time on a clock comes with its zone."
)


def is_api(path: str, prefix: str) -> bool:
    """Whether this path (with the prefix of the desk) is one of the API's, there or not."""
    return path.removeprefix(prefix).startswith("/api/")


def api_app(desk: OpenDesk, end: Callable[[IntakeError], None]) -> ASGIApp:
    """The API; `end` is called for what only a new start can mend."""
    return ByToken(Headed(api_routes(desk, end)), desk, frozenset({DESCRIPTION}))


def api_routes(desk: OpenDesk, end: Callable[[IntakeError], None]) -> FastAPI:
    """All its routes, without what stands before them."""

    async def patient() -> None:
        desk.have_patience()

    app = FastAPI(
        openapi_url=None,
        redirect_slashes=False,
        telemetry=_UNWATCHED,
        generate_unique_id_function=lambda route: route.name,
        dependencies=[Depends(readable), Depends(patient)],
    )
    for add in (log.add_to, submissions.add_to, documents.add_to, meetings.add_to, groups.add_to):
        add(app, desk)
    add_problems(app, desk, end)

    @app.get(DESCRIPTION, include_in_schema=False)
    def description(_: Request) -> Response:
        # Made when it is first asked for: it takes longer than all else at the start of a desk.
        app.openapi_schema = app.openapi_schema or openapi(app, desk.place.path)
        return JSONResponse(app.openapi_schema)

    return app


def openapi(app: FastAPI, prefix: str) -> dict[str, Any]:
    """The description of these routes (OpenAPI 3.1), below the prefix of the desk."""
    found = get_openapi(
        title="intake",
        version=__version__,
        description=_ABOUT,
        routes=app.routes,
        servers=[{"url": prefix or "/"}],
    )
    parts = found["components"]
    problem = ApiProblem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    parts["schemas"] |= problem.pop("$defs", {}) | {"ApiProblem": problem}
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{"token": []}]
    return found
