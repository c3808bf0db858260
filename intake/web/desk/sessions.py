"""Who a request comes from, and that its form is ours: before any route runs, and never on the event loop."""

import re
from contextlib import suppress
from hmac import compare_digest
from urllib.parse import urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, StorageFailedError, UnavailableError
from intake.domain.persons.entering import KnownPerson, Session, form_token
from intake.pipeline.persons.door import Browser
from intake.pipeline.persons.entering import who
from intake.ports import UnitOfWork
from intake.web.desk.cookies import Cookies
from intake.web.desk.rights import Forbidden
from intake.web.desk.shown import LIVE

FIELD, HEADER = "csrf", "desk-csrf"
"""Where a form, and where a script, says the token."""
EVENTS = "/events"
"""The stream keeps no session alive, as little as what a page asks by itself."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UNKNOWN = re.compile(r"/(?:assets/.*|healthz)")
"""Nobody has to be known for these: they cost no question to the database."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")


class SessionsRead:
    """Puts into a request's state the `person`, their `session` (its digest), and the token of their forms (`csrf`)."""

    def __init__(self, app: ASGIApp, desk: OpenDesk) -> None:
        self._app = app
        self._desk = desk
        self._cookies = Cookies(desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, with who it is."""
        jar = HTTPConnection(scope).cookies
        path = scope["path"].removeprefix(self._desk.place.path)
        secret = jar.get(self._cookies.session, "")
        found = None
        state = scope["state"] = {**scope.get("state", {}), "away": None}
        if secret and not _UNKNOWN.fullmatch(path):
            counts = LIVE not in Headers(scope=scope) and path != EVENTS
            try:
                found = await run_in_threadpool(who, self._desk.door, secret, counts=counts)
            except (UnavailableError, ConfigurationError, StorageFailedError) as error:
                state["away"] = error  # the page that says so is made where all such pages are
        session, known = found or (None, None)
        forms = jar.get(self._cookies.forms, "")
        fresh = session is None and not _SECRET.fullmatch(forms)
        if fresh:
            forms = self._desk.door.secrets.secret()
        state["person"] = known.person if known else None
        state["known"], state["opened"] = known, session
        state["session"] = session.key if session else ""
        state["csrf"] = form_token(secret if session else forms)
        await self._app(scope, receive, self._giving(send, forms) if fresh else send)

    def _giving(self, send: Send, forms: str) -> Send:
        """Send, and give the browser with its first page the secret of its forms."""

        async def giving(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                named = any(one.startswith(f"{self._cookies.session}=") for one in headers.getlist("set-cookie"))
                if headers.get("content-type", "").startswith("text/html") and not named:
                    headers.append("set-cookie", self._cookies.forms_field(forms))
            await send(message)

        return giving


async def csrf_checked(request: Request) -> None:
    """What changes anything comes from a form of ours, in the browser that it was made for. Raises Forbidden."""
    if request.state.away is not None:
        raise request.state.away
    if request.method in _SAFE:
        return
    if not _from_ourselves(request):
        raise Forbidden("csrf")
    given = request.headers.get(HEADER) or (await request.form()).get(FIELD)
    if not isinstance(given, str) or not compare_digest(given.encode(), request.state.csrf.encode()):
        raise Forbidden("csrf")


def _from_ourselves(request: Request) -> bool:
    """Whether the browser says that a page of ours sent it; where it says nothing, the token alone counts."""
    if site := request.headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("origin", "")
    if origin in ("", "null"):
        return True
    try:
        return urlsplit(origin).netloc == request.headers.get("host", "")
    except ValueError:  # no address at all, like "http://["
        return False


def opened(request: Request) -> tuple[Session, KnownPerson]:
    """The session of who is logged in; KeyError for nobody, which a route that names a right never meets."""
    session, known = request.state.opened, request.state.known
    if not isinstance(session, Session) or not isinstance(known, KnownPerson):
        raise KeyError("nobody is logged in")
    return session, known


def browser_of(request: Request) -> Browser:
    """Where the request comes from."""
    return Browser(request.client.host if request.client else "", request.headers.get("user-agent", ""))


def zone_of_house(desk: OpenDesk, work: UnitOfWork) -> str:
    """The zone in which times are told that belong to no meeting: that of the first group, else UTC."""
    for group in work.rulebooks.groups():
        with suppress(ConfigurationError):
            return str(desk.line.rulebook(work, group).group.zone)
    return "UTC"
