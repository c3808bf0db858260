"""The routes of the page, and of its documents page by page."""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.pipeline.showing.story.looking import look_at
from intake.pipeline.showing.story.pages import ShownPage as ShownPage
from intake.pipeline.showing.story.pages import page_of, text_page
from intake.pipeline.showing.story.whole import MailStory
from intake.web.desk.rights import MaySee
from intake.web.desk.shown import Shown
from intake.web.desk.submission.finding import Back, From, FromList, Name, UnknownMail, found
from intake.web.desk.submission.values import values_of

PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def add_pages(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the page, and what is said where there is none."""

    @app.get("/submissions/{reference}")
    def submission(
        request: Request, person: MaySee, reference: Name, came_from: From = "", listed: FromList = ""
    ) -> Response:
        it, back = found(desk, person, reference), Back(came_from, listed)
        if reference != it.reference:
            return shown.to(f"/submissions/{it.reference}", None, **back.kept)
        before, after = back.neighbours(desk, shown, person, it)
        values = values_of(desk, shown.telling(request), person, look_at(desk.line, it))
        where = {"before": before, "after": after, **back.values(shown)}
        return shown.page(request, "submission/page.html.j2", 200, **where, **values)

    @app.exception_handler(UnknownMail)
    def unknown(request: Request, error: UnknownMail) -> Response:
        return shown.page(request, "submission/unknown.html.j2", 404, name=error.name)


def add_readings(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the pages on which a document, or the mail's own words, can be read to their end."""

    @app.get("/submissions/{reference}/documents/{place}")
    def document(
        request: Request,
        person: MaySee,
        reference: Name,
        place: int,
        page: PageNumber = 1,
        came_from: From = "",
        listed: FromList = "",
    ) -> Response:
        story = look_at(desk.line, found(desk, person, reference))
        if not 1 <= place <= len(story.papers):
            raise UnknownMail(reference)
        one = story.papers[place - 1].document
        values = {"name": one.file, "shown_page": _page(story, one.sha256, page), "hint": ""}
        return _reading(request, story, f"documents/{place}", Back(came_from, listed), values)

    @app.get("/submissions/{reference}/mail")
    def mail(
        request: Request,
        person: MaySee,
        reference: Name,
        page: PageNumber = 1,
        came_from: From = "",
        listed: FromList = "",
    ) -> Response:
        story = look_at(desk.line, found(desk, person, reference))
        words = text_page(story.mail.text if story.mail else "", page)
        hint = shown.telling(request).say("submission.preview.hint.mail")
        values = {"name": story.subject, "shown_page": words, "hint": hint}
        return _reading(request, story, "mail", Back(came_from, listed), values)

    def _reading(request: Request, story: MailStory, below: str, back: Back, values: dict[str, object]) -> Response:
        reference = story.known.submission.reference
        where = {"reference": reference, "path": f"/submissions/{reference}/{below}", **back.values(shown)}
        return shown.page(request, "submission/reading.html.j2", 200, **where, **values)


def _page(story: MailStory, sha256: str, page: int) -> ShownPage:
    """One page of a file; none where its reading is gone."""
    try:
        return page_of(story.reading.file(sha256), page) if story.reading else ShownPage(1, 0, ())
    except KeyError:
        return ShownPage(1, 0, ())
