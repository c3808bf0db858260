"""Who reads: a token in the field Authorization, and nowhere else; what each route wants of it."""

import re
from typing import Annotated

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, StorageFailedError, UnavailableError
from intake.domain.persons.tokens import ApiReader, TokenScope
from intake.pipeline.persons.tokens import reader_by
from intake.web.api.answers import only_known
from intake.web.api.problems import Refused, problem
from intake.web.pace import RequestPace

WRONG_ONES = 30
"""Wrong tokens that one address may show in a minute; then each of its tokens has to wait for the next."""
CHALLENGE = 'Bearer realm="intake"'

_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/=-]{1,200}) *", re.IGNORECASE)
"""RFC 6750, section 2.1."""


class ByToken:
    """Puts into a request's state the `reader`, as far as its token opens anything; cookies are not looked at."""

    def __init__(self, app: ASGIApp, desk: OpenDesk, open_paths: frozenset[str]) -> None:
        """`open_paths`, without the prefix, need no token: they cost no question to the database."""
        self._app = app
        self._desk = desk
        self._open = open_paths
        self._wrong = RequestPace(WRONG_ONES)
        self._each = RequestPace(desk.place.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, with who reads; a token that is shown too often has to wait."""
        state = scope["state"] = {**scope.get("state", {}), "reader": None, "shown": False, "away": None}
        given = Headers(scope=scope).get("authorization", "")
        if not given or scope["path"].removeprefix(self._desk.place.path) in self._open:
            await self._app(scope, receive, send)
            return
        state["shown"] = True
        address, now = (scope.get("client") or ("", 0))[0], self._desk.clock.now()
        found = _BEARER.fullmatch(given)
        try:
            if not self._wrong.is_spent(address, now):
                reader = await run_in_threadpool(reader_by, self._desk.door, found[1]) if found else None
                state["reader"] = reader
                enough = (
                    self._wrong.allows(address, now) if reader is None else self._each.allows(reader.token.key, now)
                )
            else:
                enough = False
        except (UnavailableError, ConfigurationError, StorageFailedError) as error:
            state["away"], enough = error, True
        if enough:
            await self._app(scope, receive, send)
        else:
            await problem("many", 429, {"Retry-After": "60"})(scope, receive, send)


class Opens:
    """What a route wants of a token, as a dependency; None: any token will do. Raises Refused, Misread."""

    def __init__(self, scope: TokenScope | None) -> None:
        self.scope = scope

    async def __call__(self, request: Request) -> ApiReader:
        """Tell who reads, if they may; only they learn what is wrong with a question."""
        if request.state.away is not None:
            raise request.state.away
        reader = request.state.reader
        if not isinstance(reader, ApiReader):
            wrong = ', error="invalid_token"' if request.state.shown else ""
            raise Refused(401, "token", {"WWW-Authenticate": CHALLENGE + wrong})
        if self.scope is not None:
            require(reader, self.scope)
        only_known(request)
        return reader


def require(reader: ApiReader, scope: TokenScope) -> None:
    """Raise Refused unless the token opens this."""
    if not reader.has(scope):
        wrong = f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'
        raise Refused(403, "scope", {"WWW-Authenticate": wrong}, f'This needs a token with the scope "{scope}".')


def opens(route: APIRoute) -> Opens | None:
    """What a route wants; None for one that asks for no token."""
    return next((one.call for one in route.dependant.dependencies if isinstance(one.call, Opens)), None)


AnyToken = Annotated[ApiReader, Depends(Opens(None))]
OpensLog = Annotated[ApiReader, Depends(Opens("log"))]
OpensSubmissions = Annotated[ApiReader, Depends(Opens("submissions"))]
OpensDocuments = Annotated[ApiReader, Depends(Opens("documents"))]
OpensFiles = Annotated[ApiReader, Depends(Opens("files"))]
OpensMeetings = Annotated[ApiReader, Depends(Opens("meetings"))]
