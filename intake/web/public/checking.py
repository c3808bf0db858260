"""The page on which authors have a document checked before they send it. Nothing of it is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import FastAPI, File, Request, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from intake.app.pages import OpenPages
from intake.domain.letters.links import CHECK
from intake.domain.rulebook import Rulebook
from intake.web.pace import RequestPace
from intake.web.public.checked import CheckPages
from intake.web.public.pages import Visitor

_AT_ONCE = 3
"""Documents that are read or wait to be; whoever comes then is asked to come again: chairs' pages stay quick."""
_LONGEST_NAME = 255


def add_checking(app: FastAPI, pages: OpenPages, shown: CheckPages, visitor: Callable[[Request], Visitor]) -> None:
    """The list of groups, and a page for each."""
    path = f"{pages.public.path}/{CHECK}"
    pace, places = RequestPace(pages.public.checks_per_minute), BoundedSemaphore(_AT_ONCE)

    @app.api_route(path, methods=["GET", "HEAD"])
    def groups(request: Request) -> Response:
        return shown.groups(visitor(request), pages.rulebooks(), path)

    @app.api_route(f"{path}/{{group}}", methods=["GET", "HEAD"])
    def form(request: Request, group: str) -> Response:
        return shown.form(visitor(request), _book(pages, group), (), missing=False)

    @app.post(f"{path}/{{group}}")
    def check(request: Request, group: str, file: Annotated[UploadFile | None, File()] = None) -> Response:
        book = _book(pages, group)
        if file is None or not file.filename or not file.size:
            return shown.form(visitor(request), book, (), missing=True)
        if file.size > pages.largest:
            raise HTTPException(413)
        client = request.client.host if request.client else ""
        if not pace.allows(client, pages.clock.now()):
            raise HTTPException(429, headers={"Retry-After": "60"})
        with a_place(places):
            found = pages.checked(book, file.file.read(), file.filename[-_LONGEST_NAME:])
        return shown.form(visitor(request), book, found, missing=False)


def _book(pages: OpenPages, group: str) -> Rulebook:
    """The rulebook of the group with this id. HTTPException (404) where there is none."""
    with pages.store.read() as work:
        try:
            return pages.rulebook(work, group)
        except KeyError as error:
            raise HTTPException(404) from error


@contextmanager
def a_place(places: BoundedSemaphore, patience: float = 0.0) -> Iterator[None]:
    """A place among those at work. HTTPException (503) where all are taken for so many seconds."""
    if not places.acquire(timeout=patience):
        raise HTTPException(503, headers={"Retry-After": "20"})
    try:
        yield
    finally:
        places.release()
