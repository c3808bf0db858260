"""The page that hands out the template which documents of a group are compared with today."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import Response

from intake.app.pages import OpenPages
from intake.domain.letters.links import TEMPLATE
from intake.domain.rulebook import Rulebook
from intake.pipeline.offered import template_to_offer
from intake.ports import DamagedBlobError, ReaderFailedError
from intake.web.saving import saved_fields

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "docm": "application/vnd.ms-word.document.macroEnabled.12",
}
"""The media types of Word files by the ending of their names: Word opens none whose ending is another's."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A template as it is handed out."""

    name: str
    content: bytes
    media_type: str


def add_template(app: FastAPI, pages: OpenPages) -> None:
    """The template of each group, by the id of the group."""
    known: dict[str, str] = {}

    @app.api_route(f"{pages.public.path}/{TEMPLATE}/{{group}}", methods=["GET", "HEAD"])
    def template(group: str) -> Response:
        found = _handed(pages, group, lambda content, digest: _ending(pages, known, content, digest))
        return Response(found.content, media_type=found.media_type, headers=saved_fields(found.name))


def template_address(pages: OpenPages, book: Rulebook) -> str:
    """Where authors get the template of this group: its own page first, then ours; "" where there is neither."""
    if book.group.template_url or template_to_offer(pages.blobs, book, pages.clock.now()) is None:
        return book.group.template_url
    return f"{pages.public.path}/{TEMPLATE}/{book.group.id}"


def _handed(pages: OpenPages, group: str, ending: Callable[[bytes, str], str]) -> Handed:
    """The template that this group has today. HTTPException (404) where it has none, or there is no such group."""
    with pages.store.read() as work:
        try:
            book = pages.rulebook(work, group)
        except KeyError as error:
            raise HTTPException(404) from error
    profile = template_to_offer(pages.blobs, book, pages.clock.now())
    if profile is None:
        raise HTTPException(404)
    try:
        content = pages.blobs.get(profile.reference)
    except (KeyError, DamagedBlobError) as error:
        raise HTTPException(404) from error
    kind = ending(content, profile.reference)
    return Handed(f"{profile.id}.{kind}", content, _TYPES[kind])


def _ending(pages: OpenPages, known: dict[str, str], content: bytes, digest: str) -> str:
    """The ending for the name of this file, which is read once in the life of the process."""
    if digest not in known:
        try:
            found = pages.reader.read_file(content, "template.docx").reading.files[0].filetype
        except (ReaderFailedError, LookupError):
            return "docx"
        known[digest] = found if found in _TYPES else "docx"
    return known[digest]
