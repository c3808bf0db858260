"""The tokens by which programs read for a person: for administrators, who make them, and see each once."""

from typing import Annotated

from fastapi import FastAPI, Form, Path, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.persons.entering import KnownPerson, PersonFaultError
from intake.domain.persons.people import visible_groups
from intake.domain.persons.tokens import LONGEST_DAYS, SCOPES, USUAL_DAYS
from intake.pipeline.persons.tokens import TokenWanted, make_token, revoke_token, tokens_of
from intake.web.desk.rights import MayAdminister, Missing
from intake.web.desk.sessions import browser_of, zone_of_house
from intake.web.desk.shown import Notice, Shown

Login = Annotated[str, Path(max_length=200)]
Typed = Annotated[str, Form(max_length=200)]
Several = Annotated[list[str] | None, Form(max_length=200)]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes."""

    @app.get("/people/{login}/tokens")
    def tokens(request: Request, _: MayAdminister, login: Login) -> Response:
        return _page(request, desk, shown, TokenWanted(login, "", ()))

    @app.post("/people/{login}/tokens")
    def make(  # the fields of a form
        request: Request,
        person: MayAdminister,
        login: Login,
        name: Typed = "",
        scopes: Several = None,
        groups: Several = None,
        days: Annotated[str, Form(max_length=10)] = "",
    ) -> Response:
        wanted = TokenWanted(login, name, tuple(scopes or ()), tuple(groups or ()), _number(days))
        try:
            secret, made = make_token(desk.door, person.login, wanted, browser_of(request))
        except PersonFaultError as error:
            return _page(request, desk, shown, wanted, 422, error)
        known = _known(desk, login)
        return shown.page(request, "persons/token.html.j2", about=known.person, token=made, secret=secret)

    @app.post("/people/{login}/tokens/revoke")
    def revoke(
        request: Request, person: MayAdminister, login: Login, token: Annotated[int, Form(ge=1, le=2**53)]
    ) -> Response:
        _known(desk, login)
        revoked = revoke_token(desk.door, person.login, token, login, browser_of(request))
        told = Notice("token.revoked", {"name": revoked.name}) if revoked else None
        return shown.to(f"/people/{login}/tokens", told)


def _page(
    request: Request,
    desk: OpenDesk,
    shown: Shown,
    wanted: TokenWanted,
    status: int = 200,
    fault: PersonFaultError | None = None,
) -> Response:
    """The tokens of a person, and the form for one more with what was typed. Raises Missing."""
    known = _known(desk, wanted.login)
    with desk.store.read() as work:
        groups, zone = visible_groups(known.person, work.rulebooks.groups()), zone_of_house(desk, work)
    return shown.page(
        request,
        "persons/tokens.html.j2",
        status,
        known=known,
        tokens=tokens_of(desk.door, [known.person.login]),
        wanted=wanted,
        scopes=SCOPES,
        groups=groups,
        longest=LONGEST_DAYS,
        usual=USUAL_DAYS,
        zone=zone,
        fault=fault,
    )


def _number(text: str) -> int:
    """A number of days as somebody typed it; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _known(desk: OpenDesk, login: str) -> KnownPerson:
    with desk.store.read() as work:
        found = work.persons.named(login)
    if found is None:
        raise Missing
    return found
