"""The application: its pages, and what stands before them."""

from collections.abc import Callable

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from intake.app.desk import OpenDesk
from intake.domain.errors import IntakeError
from intake.domain.limits import MEGABYTE
from intake.web.api.app import api_app, is_api
from intake.web.api.problems import guards_problem
from intake.web.bodies import Bounded
from intake.web.desk import (
    acts,
    documents,
    events,
    front,
    link,
    log,
    login,
    look,
    me,
    meetings,
    people,
    provider,
    submission,
    templates,
    tokens,
)
from intake.web.desk.answers import add_answers
from intake.web.desk.follower import Follower
from intake.web.desk.paths import Below, SideBySide
from intake.web.desk.rights import right_of
from intake.web.desk.sessions import SessionsRead, csrf_checked
from intake.web.desk.shown import NavigationPlace, Shown
from intake.web.guard import WITH_SCRIPT, AnswersMarked, Failing, Named, RequestsCounted
from intake.web.heads import Headed
from intake.web.pace import RequestPace
from intake.web.readable import readable
from intake.web.serving import Ending, ListensAt, serve

AddsPage = Callable[[FastAPI, OpenDesk, Shown], None]

PAGES: tuple[AddsPage, ...] = (
    look.add_to,
    documents.add_to,
    front.add_to,
    log.add_to,
    login.add_to,
    provider.add_to,
    link.add_to,
    people.add_to,
    tokens.add_to,
    me.add_to,
    submission.add_to,
    acts.add_to,
    meetings.add_to,
    templates.add_to,
)
"""What adds its routes, one of each page."""
NAVIGATION = {
    "front": "/",
    "log": "/log",
    "documents": "/documents",
    "meetings": "/meetings",
    "templates": "/templates",
    "people": "/people",
}
"""Where the navigation leads, in its order; a page that is not there yet is left out."""

_LONGEST_FORM = MEGABYTE
_UNWATCHED: TelemetryConfig = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""Spans would carry what people look at to whatever the environment names."""


def desk_app(desk: OpenDesk, end: Callable[[IntakeError], None], follower: Follower | None = None) -> ASGIApp:
    """The application, with all that guards it; `end` is called for what only a new start can mend."""
    follower = follower or Follower(desk, end)
    shown = Shown(desk, lambda: follower.position)
    app = routes(desk, shown, follower)
    add_answers(app, desk, shown, end)

    def answer(scope: Scope, kind: str, status: int) -> Response:
        if is_api(scope["path"], shown.prefix):
            return guards_problem(kind, status)
        return shown.plain(Request(scope), "many" if kind == "busy" else kind, status)

    def streamed(scope: Scope) -> int:
        """Bytes of a body that is not kept in memory: files, of whoever is known."""
        known = scope.get("state", {}).get("person") is not None
        form = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
        return desk.largest + _LONGEST_FORM if known and form else 0

    bounded = Bounded(Headed(app), answer, _LONGEST_FORM, streamed)
    beside = SideBySide(
        Bounded(api_app(desk, end), answer), SessionsRead(bounded, desk), lambda path: is_api(path, shown.prefix)
    )
    counted = RequestsCounted(beside, answer, RequestPace(desk.place.requests_per_minute), desk.clock)
    below = Below(counted, shown.prefix, answer)
    return AnswersMarked(Failing(Named(below, answer, desk.place.names), answer), WITH_SCRIPT)


def serve_desk(desk: OpenDesk, *, patient: bool) -> None:
    """Serve the desk until the process is told to end; `patient`: wait for its place where that is taken."""
    settings = desk.place

    def app(ending: Ending) -> ASGIApp:
        follower = Follower(desk, ending)
        ending.at_end.append(follower.close)
        return desk_app(desk, ending, follower)

    serve(app, ListensAt(*settings.place, "desk", settings.forwarded_from, patient))


def routes(desk: OpenDesk, shown: Shown, follower: Follower) -> FastAPI:
    """All routes of the desk, without what guards them; `shown` learns where the navigation leads."""

    async def patient() -> None:
        desk.have_patience()

    app = FastAPI(
        openapi_url=None,
        redirect_slashes=False,  # the address that it redirects to is made of the Host field
        telemetry=_UNWATCHED,
        dependencies=[Depends(csrf_checked), Depends(readable), Depends(patient)],
    )
    for add in PAGES:
        add(app, desk, shown)
    events.add_to(app, follower)
    known = {
        one.path: right_of(one) for one in app.routes if isinstance(one, APIRoute) and "GET" in (one.methods or ())
    }
    places = [(name, path, known.get(path)) for name, path in NAVIGATION.items()]
    shown.places = tuple(NavigationPlace(name, path, right) for name, path, right in places if right is not None)
    return app
