"""What can be saved of a mail: each file as it came, the copy with the number in it, the mail as it came.

Nothing is opened here: bytes go out as they are kept, to be saved and never shown (`Shown.file`).
"""

from dataclasses import dataclass

import structlog
from fastapi import FastAPI, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.persons.people import Person
from intake.domain.stated import Stated
from intake.domain.submission import Submission
from intake.domain.text.media import DOCX
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.showing.story.file_name import saved_as
from intake.pipeline.showing.story.looking import look_at
from intake.pipeline.showing.story.saving import file_to_save
from intake.ports import DamagedBlobError
from intake.web.desk.rights import MaySee, require
from intake.web.desk.shown import Shown
from intake.web.desk.submission.finding import Name, UnknownMail, found

_BYTES = "application/octet-stream"
"""Whatever a sender calls a file, it is only bytes to a browser."""

_log = structlog.get_logger("intake")


@dataclass(frozen=True, slots=True)
class _Saving:
    """Hands files out, and says in words where one cannot be had."""

    desk: OpenDesk
    shown: Shown

    def stored(self, request: Request, person: Person, it: Submission, sha256: str, name: str) -> Response:
        """The stored bytes with this digest, in pieces."""
        try:
            kept = self.desk.blobs.stream(sha256)
        except KeyError:
            return self._cannot(request, it, "erased", 410)
        except DamagedBlobError:
            return self._cannot(request, it, "damaged", 410)
        _told(person, it, sha256[:12])
        return self.shown.streamed(iter(kept.pieces), name, _BYTES, kept.size)

    def stamped(self, request: Request, person: Person, it: Submission, number: str) -> Response:
        """The copy of a document with its number in it."""
        self.desk.use_limits()
        try:
            copy = stamped(self.desk.line, number)
        except UsageError as error:
            return self._cannot(request, it, "unstamped", 409, error.sentence)
        _told(person, it, number)
        return self.shown.file(copy.content, copy.name, DOCX)

    def _cannot(self, request: Request, it: Submission, kind: str, status: int, why: Stated | str = "") -> Response:
        values = {"kind": kind, "reference": it.reference, "why": why}
        return self.shown.page(request, "submission/gone.html.j2", status, **values)


def add_files(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes by which something is saved."""
    saving = _Saving(desk, shown)

    @app.get("/submissions/{reference}/files/{sha256}")
    def original(request: Request, person: MaySee, reference: Name, sha256: str) -> Response:
        it = found(desk, person, reference)
        story = look_at(desk.line, it)
        kept = file_to_save(story.known, story.mail, sha256)
        if kept is None:
            raise UnknownMail(reference)
        return saving.stored(request, person, it, sha256, saved_as(kept.name, f"{it.reference}-file"))

    @app.get("/submissions/{reference}/mail.eml")
    def raw(request: Request, person: MaySee, reference: Name) -> Response:
        it = found(desk, person, reference)
        require(person, "configure", it.group)  # the whole mail shows more of people than its documents do
        return saving.stored(request, person, it, it.raw, f"{it.reference}.eml")

    @app.get("/submissions/{reference}/stamped/{number}")
    def with_number(request: Request, person: MaySee, reference: Name, number: Name) -> Response:
        it = found(desk, person, reference)
        if number not in [one.number for one in look_at(desk.line, it).papers]:
            raise UnknownMail(reference)
        return saving.stamped(request, person, it, number)


def _told(person: Person, it: Submission, what: str) -> None:
    """One line in the log of the program: who saved what. The intake log stays as it is, since GET changes nothing."""
    _log.info("saved", who=person.login, reference=it.reference, what=what)
