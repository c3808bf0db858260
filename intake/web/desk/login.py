"""Login by a password, and logout."""

from collections.abc import Mapping
from math import ceil
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import FastAPI, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from intake.app.desk import OpenDesk
from intake.domain.persons.entering import EntryRefusedError, TooManyFailuresError
from intake.pipeline.persons.entering import OpenedSession, enter, leave
from intake.pipeline.persons.identities import leaving
from intake.web.desk.cookies import Cookies
from intake.web.desk.rights import MaySee, person_of
from intake.web.desk.sessions import browser_of, opened
from intake.web.desk.shown import Notice, Shown

AT_ONCE = 12
"""Passwords that are looked at or wait for it at one time: each costs time, and pages have the same threads."""
_SECONDS = 5
_TEMPLATE = "login/login.html.j2"

Typed = Annotated[str, Form(max_length=2000)]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes."""
    _add_logout(app, desk, shown)
    cookies, places = Cookies(desk), BoundedSemaphore(AT_ONCE)

    @app.get("/login")
    def ask(request: Request, after: Annotated[str, Query(alias="next", max_length=2000)] = "") -> Response:
        if person_of(request) is not None:
            return RedirectResponse(shown.local(after), 303)
        with desk.store.read() as work:
            nobody = not work.persons.any()
        return shown.page(
            request, _TEMPLATE, after=after, login="", wrong="", wait=0, nobody=nobody, called=desk.called
        )

    @app.post("/login")
    def answer(
        request: Request,
        login: Typed = "",
        password: Typed = "",
        after: Annotated[str, Form(alias="next", max_length=2000)] = "",
    ) -> Response:
        given: dict[str, object] = {"after": after, "login": login[:64], "nobody": False, "called": desk.called}
        if not places.acquire(blocking=False):
            return later(request, "login.busy", _SECONDS, given)
        try:
            found = enter(desk.door, login, password, browser_of(request))
        except EntryRefusedError:
            return shown.page(request, _TEMPLATE, 422, **given, wrong="login.wrong", wait=0)
        except TooManyFailuresError as error:
            return later(request, "login.wait", max(ceil((error.until - desk.clock.now()).total_seconds()), 1), given)
        finally:
            places.release()
        return entered(request, found, after)

    def later(request: Request, wrong: str, wait: int, given: Mapping[str, object]) -> Response:
        said = shown.page(request, _TEMPLATE, 429, **given, wrong=wrong, wait=wait)
        said.headers["Retry-After"] = str(wait)
        return said

    def entered(request: Request, found: OpenedSession, after: str) -> Response:
        if person_of(request) is not None:  # another session in the same browser
            leave(desk.door, opened(request)[0], browser_of(request))
        to = RedirectResponse(shown.local(after), 303)
        cookies.keep_session(to, found.secret)
        shown.choose(to, found.known.language, found.known.theme)
        return to


def _add_logout(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """The way out, here and at the provider."""
    cookies = Cookies(desk)

    @app.post("/logout")
    def out(request: Request, _: MaySee) -> Response:
        session = opened(request)[0]
        leave(desk.door, session, browser_of(request))
        to = shown.to("/login", Notice("login.left"))
        if address := leaving(desk.gate, session):
            request.state.person = None
            to = shown.page(request, "login/provider.html.j2", address=address, called=desk.called, leaving=True)
        cookies.drop_session(to)
        return to
