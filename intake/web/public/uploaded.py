"""The pages about files that are sent by a link: the form, and what came of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from starlette.responses import Response

from intake.adapters.words.moments import Moments
from intake.app.pages import OpenPages
from intake.domain.answering.status import Status
from intake.domain.limits import MEGABYTE
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.text.language import one_line
from intake.pipeline.requests.uploading import UploadStanding
from intake.web.public.pages import PublicPages, Visitor
from intake.web.public.status import StatusWords, standing
from intake.web.public.template import template_address

_SOON = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why files are not taken: no file, more than are taken (`chosen`), or too large (`file` is the largest)."""

    why: Literal["missing", "too-many", "too-large"]
    chosen: int = 0
    file: str = ""


class UploadPages:
    """The pages, in every language that is offered."""

    def __init__(self, pages: OpenPages, shown: PublicPages) -> None:
        self._pages = pages
        self._shown = shown
        self._moments = Moments(pages.catalogs)
        self._status = StatusWords(pages)

    def form(self, visitor: Visitor, found: UploadStanding, book: Rulebook, refused: Refused | None = None) -> Response:
        """The form for files, with all limits said before anything is sent."""
        language = self._shown.language(visitor, book.policy.languages)
        public = self._pages.public
        check = f"{public.path}/check/{book.group.id}" if public.checks_per_minute else ""
        values = {
            "acronym": book.group.acronym,
            "group": book.group.name,
            "reference": found.answered.reference,
            "address": masked(found.address),
            "until": self._moments.local(found.link.until, book.group.zone, language),
            "most": book.policy.max_documents_per_mail,
            "largest": self._pages.largest // MEGABYTE,
            "together": self._pages.together // MEGABYTE,
            "template": template_address(self._pages, book),
            "check": f"{check}?language={visitor.clicked}" if check and visitor.clicked == language else check,
            "refused": refused,
            "file": one_line(refused.file) if refused else "",
        }
        return self._shown.answer("upload.html.j2", language, values, 422 if refused else 200)

    def taken(self, visitor: Visitor, found: UploadStanding, submission: Submission, book: Rulebook) -> Response:
        """What came by the link, and how it stands; while nobody has decided, the page looks again by itself."""
        language = self._shown.language(visitor, book.policy.languages)
        with self._pages.store.read() as work:
            status = standing(work, submission)
        values = {
            "acronym": book.group.acronym,
            "group": book.group.name,
            "received": self._moments.date_and_time(submission.received_at, book.group.zone, language),
            "reference": submission.reference,
            "address": masked(found.address),
            "status": status,
            "lines": self._status.lines(status, book, language),
        }
        response = self._shown.answer("uploaded.html.j2", language, values)
        if status.state == "waiting":
            response.headers["Refresh"] = "3" if self._is_fresh(status) else "30"
        return response

    def words(self, visitor: Visitor, found: UploadStanding) -> str:
        """What the note says in the sender's name, in the language of the page: the answer is in that one, too."""
        language = self._shown.language(visitor)
        return self._pages.catalogs.text("web.upload.words", language, {"reference": found.answered.reference})

    def _is_fresh(self, status: Status) -> bool:
        return self._pages.clock.now() - status.received_at < _SOON


def masked(address: str) -> str:
    """An address so that its owner knows it and nobody else learns it: "d…@e…"."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain[:1]}…"
