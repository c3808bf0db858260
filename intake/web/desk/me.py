"""What a person sees of themselves: sessions, password, tokens of their programs, language and colours."""

from typing import Annotated, Literal

from fastapi import FastAPI, Form, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.persons.entering import EntryRefusedError, PersonFaultError, TooManyFailuresError, typed_twice
from intake.pipeline.persons import keeping
from intake.pipeline.persons.tokens import revoke_token, tokens_of
from intake.web.desk.rights import MaySee
from intake.web.desk.sessions import browser_of, opened, zone_of_house
from intake.web.desk.shown import Notice, Shown

Typed = Annotated[str, Form(max_length=2000)]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes."""
    _add_password(app, desk, shown)
    _add_sessions(app, desk, shown)
    _add_tokens(app, desk, shown)

    @app.get("/me")
    def me(request: Request, _: MaySee) -> Response:
        return _page(request, desk, shown)

    @app.post("/me/look")
    def look(
        person: MaySee,
        language: Annotated[str, Form(max_length=8)] = "",
        theme: Annotated[Literal["auto", "light", "dark"], Form()] = "auto",
    ) -> Response:
        keeping.prefer(desk.door, person.login, language, theme)
        to = shown.to("/me", Notice("me.look.done"))
        shown.choose(to, language, theme)
        return to


def _page(
    request: Request,
    desk: OpenDesk,
    shown: Shown,
    status: int = 200,
    fault: PersonFaultError | None = None,
    wrong: str = "",
) -> Response:
    session, known = opened(request)
    with desk.store.read() as work:
        now, zone = desk.clock.now(), zone_of_house(desk, work)
        sessions = [one for one in work.sessions.of(known.person.login) if one.alive(now)]
    tokens = tokens_of(desk.door, [known.person.login])
    about = {"tokens": tokens, "known": known, "session": session, "sessions": sessions, "fault": fault, "zone": zone}
    about |= {"wrong": wrong}
    return shown.page(request, "persons/me.html.j2", status, **about)


def _add_password(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    @app.post("/me/password")
    def password(request: Request, _: MaySee, old: Typed = "", new: Typed = "", again: Typed = "") -> Response:
        try:
            typed_twice(new, again)
            keeping.change_own_password(desk.door, opened(request)[0], old, new, browser_of(request))
        except EntryRefusedError:
            return _page(request, desk, shown, 422, wrong="old")
        except TooManyFailuresError:
            return _page(request, desk, shown, 429, wrong="wait")
        except PersonFaultError as error:
            return _page(request, desk, shown, 422, error)
        return shown.to("/me", Notice("me.password.done"))


def _add_sessions(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    @app.post("/me/end")
    def end(request: Request, person: MaySee, session: Annotated[int | None, Form(ge=1, le=2**53)] = None) -> Response:
        here = opened(request)[0].id
        if session is None:
            keeping.end_sessions(desk.door, person.login, person.login, but=here)
        elif session != here:
            keeping.end_sessions(desk.door, person.login, person.login, session)
        return shown.to("/me", Notice("me.ended"))


def _add_tokens(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    @app.post("/me/tokens/revoke")
    def revoke(request: Request, person: MaySee, token: Annotated[int, Form(ge=1, le=2**53)]) -> Response:
        revoked = revoke_token(desk.door, person.login, token, person.login, browser_of(request))
        return shown.to("/me", Notice("token.revoked", {"name": revoked.name}) if revoked else None)
