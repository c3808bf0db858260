"""Server-sent events (WHATWG HTML, section 9.2): a page is told that the log has grown, and asks for itself again."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import FastAPI, Header, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from intake.web.desk.follower import Follower, Listener
from intake.web.desk.rights import MaySee

LAST = 2**53
"""No position is higher: what a script can count to."""
_RETRY = 3_000
"""Milliseconds after which a browser comes back, once the connection is lost."""


def add_to(app: FastAPI, follower: Follower) -> None:
    """Add the one stream of all pages: no event holds more than a position."""

    @app.get("/events")
    async def events(
        request: Request,
        person: MaySee,
        after: Annotated[int, Query(ge=0, le=LAST)] = 0,
        last_event_id: Annotated[int | None, Header(ge=0, le=LAST)] = None,
    ) -> Response:
        told = after if last_event_id is None else last_event_id
        listener = follower.listen(person.login, getattr(request.state, "session", ""), told)
        if listener is None:
            raise HTTPException(429)
        return StreamingResponse(
            _written(follower, listener),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},  # nginx hands each event on at once
        )


async def _written(follower: Follower, listener: Listener) -> AsyncIterator[str]:
    yield f"retry: {_RETRY}\n\n"
    async for position in follower.news(listener):
        yield ": still here\n\n" if position is None else f"id: {position}\nevent: log\ndata: {position}\n\n"
