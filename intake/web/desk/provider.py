"""Login at a provider of identities: the way there, and the way back."""

from typing import Annotated

import structlog
from fastapi import FastAPI, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from intake.app.desk import OpenDesk
from intake.domain.persons.entering import EntryRefusedError, LinkGoneError
from intake.domain.persons.identities import ProviderAwayError
from intake.pipeline.persons.entering import leave
from intake.pipeline.persons.identities import CameBack, ProviderGate, begin, finish
from intake.web.desk.cookies import Cookies
from intake.web.desk.rights import Missing, person_of
from intake.web.desk.sessions import browser_of
from intake.web.desk.sessions import opened as opened_here
from intake.web.desk.shown import Shown

_log = structlog.get_logger("intake")

ProviderWord = Annotated[str, Query(max_length=4000)]

_Stopped = LinkGoneError | EntryRefusedError | ProviderAwayError


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes; without [desk.oidc] there is nothing at them."""
    cookies = Cookies(desk)

    @app.post("/login/provider")
    def go(request: Request, after: Annotated[str, Form(alias="next", max_length=2000)] = "") -> Response:
        gate = _gate(desk)
        if person_of(request) is not None:
            return RedirectResponse(shown.local(after), 303)
        try:
            address = begin(desk.door, gate, request.cookies.get(cookies.forms, ""), after)
        except ProviderAwayError as error:
            return _stopped(request, shown, error)
        # A page and no redirection: a browser follows none from a form to another site (CSP, form-action).
        return shown.page(request, "login/provider.html.j2", address=address, called=desk.called, leaving=False)

    @app.get("/login/back")
    def back(
        request: Request,
        state: ProviderWord = "",
        code: ProviderWord = "",
        error: ProviderWord = "",
        iss: ProviderWord = "",
    ) -> Response:
        gate = _gate(desk)
        if error:
            return shown.plain(request, "provider", 403)
        came = CameBack(state, code, iss, request.cookies.get(cookies.forms, ""), browser_of(request))
        try:
            opened, after = finish(desk.door, gate, came)
        except (LinkGoneError, EntryRefusedError, ProviderAwayError) as why:
            return _stopped(request, shown, why)
        if person_of(request) is not None:  # another session in the same browser
            leave(desk.door, opened_here(request)[0], browser_of(request))
        to = RedirectResponse(shown.local(after), 303)
        cookies.keep_session(to, opened.secret)
        shown.choose(to, opened.known.language, opened.known.theme)
        return to


def _gate(desk: OpenDesk) -> ProviderGate:
    if desk.gate is None:
        raise Missing
    return desk.gate


def _stopped(request: Request, shown: Shown, error: _Stopped) -> Response:
    """Nobody entered; the page says no more than whoever asks may know."""
    if isinstance(error, LinkGoneError):
        return shown.plain(request, "came-late", 410)
    if isinstance(error, EntryRefusedError):
        return shown.plain(request, "provider", 403)
    _log.warning("unavailable", step="login", why=str(error))
    answer = shown.plain(request, "provider-away", 503)
    answer.headers["Retry-After"] = "30"
    return answer
