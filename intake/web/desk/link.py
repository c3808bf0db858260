"""The page of a link that works once: the first administrator, or who has no password yet or forgot it."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Form, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.persons.entering import LinkGoneError, OneTimeLink, PersonFaultError, typed_twice
from intake.domain.persons.people import Person
from intake.pipeline.persons.door import Browser, Door
from intake.pipeline.persons.entering import OpenedSession
from intake.pipeline.persons.links import link_of, take_first, take_password
from intake.web.desk.cookies import Cookies
from intake.web.desk.rights import Forbidden
from intake.web.desk.sessions import browser_of
from intake.web.desk.shown import Notice, Shown

_TEMPLATE = "login/link.html.j2"
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PORT = re.compile(r":\d+\Z")
_FORWARDED = re.compile(
    r"forwarded|x-forwarded-.*|x-real-ip|via|.*-?client-ip|.*-connecting-ip|x-original-.*|x-proxy.*"
)
"""Fields by which web servers say for whom they ask; some say nothing."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form of a link says."""

    login: Annotated[str, Form(max_length=2000)] = ""
    name: Annotated[str, Form(max_length=2000)] = ""
    password: Annotated[str, Form(max_length=2000)] = ""
    again: Annotated[str, Form(max_length=2000)] = ""


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes; to look at the page uses nothing up."""
    cookies = Cookies(desk)

    @app.get("/link/{token}")
    def offer(request: Request, token: str) -> Response:
        try:
            return page(request, token, _link(desk, request, token), Chosen())
        except LinkGoneError:
            return shown.plain(request, "gone", 410)

    @app.post("/link/{token}")
    def take(request: Request, token: str, chosen: Annotated[Chosen, Depends()]) -> Response:
        try:
            link = _link(desk, request, token)
            typed_twice(chosen.password, chosen.again)
            found = _taken(desk.door, token, link, chosen, browser_of(request))
        except LinkGoneError:
            return shown.plain(request, "gone", 410)
        except PersonFaultError as error:
            return page(request, token, link, chosen, error)
        to = shown.to("/", Notice("link.done", {"name": found.known.person.name}))
        cookies.keep_session(to, found.secret)
        return to

    def page(
        request: Request, token: str, link: OneTimeLink, chosen: Chosen, fault: PersonFaultError | None = None
    ) -> Response:
        login, first = (link.login or chosen.login)[:64], link.purpose == "first"
        about = {"token": token, "first": first, "login": login, "name": chosen.name[:200], "fault": fault}
        return shown.page(request, _TEMPLATE, 422 if fault else 200, **about)


def _link(desk: OpenDesk, request: Request, token: str) -> OneTimeLink:
    """The link, where it may be used. Raises LinkGoneError; Forbidden for the first one on another machine."""
    link = link_of(desk.door, token)
    if link.purpose == "first" and not is_here(request):
        raise Forbidden("elsewhere")
    return link


def _taken(door: Door, token: str, link: OneTimeLink, chosen: Chosen, browser: Browser) -> OpenedSession:
    if link.purpose == "first":
        new = Person(chosen.login, chosen.name, "administrator")
        return take_first(door, token, new, chosen.password, browser)
    return take_password(door, token, chosen.password, browser)


def is_here(request: Request) -> bool:
    """Whether it comes from a browser on this machine, by no web server in between.

    One that says nothing of itself is known by what it cannot change: browsers speak HTTP/1.1 at least, and a form says
    by which address its page was shown (Origin; Fetch Standard, section 3.2), which is ours as we see it.
    """
    if any(_FORWARDED.fullmatch(name) for name in request.headers) or request.scope.get("http_version") == "1.0":
        return False
    asked = request.headers.get("host", "")
    if request.method == "POST" and request.headers.get("origin") != f"http://{asked}":
        return False
    try:
        client = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    mapped = getattr(client, "ipv4_mapped", None)
    return (mapped or client).is_loopback and _PORT.sub("", asked) in _HERE
