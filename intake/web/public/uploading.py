"""The page by which the addressee of a receipt sends files once. They go through the line as a mail does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import FastAPI, File, Request, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from intake.app.pages import OpenPages
from intake.domain.letters.links import UPLOAD, read_upload_link
from intake.domain.letters.tokens import LinkError
from intake.domain.rulebook import Rulebook
from intake.pipeline.requests.uploading import SentFile, Upload, UploadStanding, standing_of_upload, take_upload
from intake.web.pace import RequestPace
from intake.web.public.checking import a_place
from intake.web.public.pages import PublicPages, Visitor
from intake.web.public.uploaded import Refused, UploadPages

_AT_ONCE = 1
"""Uploads that are written at one time: the largest takes 300 MB of memory."""
_TURN = 30.0
"""Seconds that another one waits for its turn, before its sender is asked to come again."""
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class UploadVisit:
    """One link at one moment, with the rulebook of the group that it is for."""

    token: str
    standing: UploadStanding
    rulebook: Rulebook


def add_uploading(app: FastAPI, pages: OpenPages, shown: PublicPages, visitor: Callable[[Request], Visitor]) -> None:
    """The page of a link by which files are sent."""
    path = f"{pages.public.path}/{UPLOAD}/{{token}}"
    told = UploadPages(pages, shown)
    pace, places = RequestPace(pages.public.uploads_per_minute), BoundedSemaphore(_AT_ONCE)

    @app.api_route(path, methods=["GET", "HEAD"])
    def form(request: Request, token: str) -> Response:
        return _page(pages, told, visitor(request), token)

    @app.post(path)
    def send(request: Request, token: str, files: Annotated[list[UploadFile] | None, File()] = None) -> Response:
        at = pages.clock.now()  # the last byte has come
        found = visited(pages, token)
        if found.standing.taken is not None:
            return _to_itself(request)
        client = request.client.host if request.client else ""
        if not pace.allows(client, at):
            raise HTTPException(429, headers={"Retry-After": "60"})
        given = [one for one in files or () if one.filename and one.size]
        if wrong := _wrong(pages, found, given):
            return told.form(visitor(request), found.standing, found.rulebook, wrong)
        with a_place(places, _TURN):
            if _is_taken(pages, token, at):  # by another upload, while this one waited
                return _to_itself(request)
            _take(pages, found, given, told.words(visitor(request), found.standing), at)
        return _to_itself(request)


def visited(pages: OpenPages, token: str) -> UploadVisit:
    """What this link leads to. Nothing is changed. LinkError for a link that leads nowhere, or no longer."""
    link = read_upload_link(token, pages.key, pages.clock.now())
    with pages.store.read() as work:
        found = standing_of_upload(work, link)
        try:
            return UploadVisit(token, found, pages.rulebook(work, found.answered.group))
        except KeyError as error:
            raise LinkError("broken") from error


def _is_taken(pages: OpenPages, token: str, at: datetime) -> bool:
    """Whether files came by this link, which was valid at that instant (UTC)."""
    link = read_upload_link(token, pages.key, at)
    with pages.store.read() as work:
        return standing_of_upload(work, link).taken is not None


def _page(pages: OpenPages, told: UploadPages, who: Visitor, token: str) -> Response:
    found = visited(pages, token)
    if found.standing.taken is None:
        return told.form(who, found.standing, found.rulebook)
    return told.taken(who, found.standing, found.standing.taken, found.rulebook)


def _wrong(pages: OpenPages, found: UploadVisit, files: list[UploadFile]) -> Refused | None:
    """Why these are not taken: none, too many, or too large; None where they are."""
    if not files:
        return Refused("missing")
    if len(files) > found.rulebook.policy.max_documents_per_mail:
        return Refused("too-many", chosen=len(files))
    largest = max(files, key=lambda one: one.size or 0)
    if (largest.size or 0) > pages.largest or sum(one.size or 0 for one in files) > pages.together:
        return Refused("too-large", file=largest.filename or "")
    return None


def _take(pages: OpenPages, found: UploadVisit, files: list[UploadFile], words: str, at: datetime) -> None:
    """Keep them; `at` is when the last byte had come (UTC)."""
    read: list[SentFile] = [((one.filename or "")[-_LONGEST_NAME:], one.file.read()) for one in files]
    take_upload(pages.shelf, found.standing, found.rulebook, Upload(read, at, words), pages.clock.now())


def _to_itself(request: Request) -> Response:
    """Send the browser to the same page, by its path alone: a reload sends nothing twice."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}{query}", 303)
