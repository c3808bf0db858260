"""A group on trial beside the list that the secretariat keeps: the list is uploaded, compared, and forgotten."""

from typing import Annotated

from fastapi import FastAPI, File, Request, UploadFile
from starlette.responses import Response

from intake.adapters.words.reasons import Reasons
from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.persons.people import Person
from intake.domain.rulebook import Rulebook
from intake.pipeline.desk.imports.comparing import compare
from intake.pipeline.desk.imports.importing import HandList
from intake.web.desk.form_files import content_of, name_of
from intake.web.desk.meetings.pages import groups_of
from intake.web.desk.rights import MayConfigure, Missing, require
from intake.web.desk.shown import Shown


def add_trial(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """The page with its form, and the same with what was found."""

    @app.get("/meetings/trial/{group}")
    def trial(request: Request, person: MayConfigure, group: str) -> Response:
        return _page(request, _rulebook(person, group))

    @app.post("/meetings/trial/{group}")
    def compared(request: Request, person: MayConfigure, group: str, file: Annotated[UploadFile, File()]) -> Response:
        rulebook = _rulebook(person, group)
        require(person, "configure", group)
        try:
            found = compare(desk.line, HandList(name_of(file, "list.csv"), content_of(desk, file), group))
        except UsageError as error:
            return _page(request, rulebook, 422, why=error.sentence)
        language = shown.telling(request).language
        reasons = Reasons(desk.words, desk.stating)
        rows = [
            (
                one,
                reasons.in_one_line(one.why, language, rulebook.group.zone) if one.why.told or one.why.findings else "",
            )
            for one in found.differ
        ]
        return _page(request, rulebook, found=found, rows=rows)

    def _rulebook(person: Person, group: str) -> Rulebook:
        if group not in groups_of(desk, person):
            raise Missing
        with desk.store.read() as work:
            return desk.line.rulebook(work, group)

    def _page(request: Request, rulebook: Rulebook, status: int = 200, **values: object) -> Response:
        known: dict[str, object] = {"why": "", "found": None, "rows": [], **values}
        return shown.page(request, "meetings/trial.html.j2", status, rulebook=rulebook, **known)
