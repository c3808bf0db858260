"""Lists, packs and files of a meeting, to be saved."""

from typing import Annotated, Literal

from fastapi import FastAPI, Query
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.app.lists import as_document, as_workbook, list_of, printed_csv
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.lists.values import STAFF_ONLY, ListKind
from intake.domain.meeting import NEXT
from intake.domain.text.media import DOCX
from intake.pipeline.desk.documents.packing import pack
from intake.pipeline.documents.stamped import as_sent, kept_bytes, posted_copy, posted_name
from intake.web.desk.documents.places import found, row_of
from intake.web.desk.rights import Forbidden, MaySee, Missing
from intake.web.desk.shown import Shown

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANY = "application/octet-stream"

Place = Annotated[str, Query(max_length=100)]
Number = Annotated[str, Query(max_length=200)]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the downloads."""
    files = _Files(desk, shown)
    app.get("/documents/list")(files.of_list)
    app.get("/documents/pack")(files.of_pack)
    app.get("/documents/file")(files.of_document)
    app.get("/documents/beside")(files.beside)


class _Files:
    def __init__(self, desk: OpenDesk, shown: Shown) -> None:
        self._desk = desk
        self._shown = shown

    def of_list(
        self, person: MaySee, kind: ListKind, form: Literal["xlsx", "docx", "csv"] = "xlsx", meeting: Place = ""
    ) -> Response:
        """A list of the meeting; those that name what waits or was returned are the secretariat's."""
        line, file = self._desk.line, self._shown.file
        if kind in STAFF_ONLY and person.role == "chair":
            raise Forbidden
        with self._desk.store.read() as work:
            at = found(self._desk, work, person, meeting)
        named = at.meeting.id if at.meeting else NEXT
        one = list_of(line, kind, at.group, named)
        name = f"{at.rulebook.group.acronym}-{named}-{kind}.{form}"
        if form == "csv":
            return file(printed_csv(line, one).encode("utf-8-sig", "replace"), name, "text/csv; charset=utf-8")
        if form == "xlsx":
            return file(as_workbook(line, one), name, _SHEET)
        try:
            return file(as_document(line, one), name, DOCX)
        except ConfigurationError as error:  # no template to write into: nothing that a new start would mend
            raise UsageError(error.sentence.english, **error.sentence.values) from error

    def of_pack(self, person: MaySee, meeting: Place = "") -> Response:
        """All documents of the meeting in one zip, as the chairs get them on its eve."""
        with self._desk.store.read() as work:
            at = found(self._desk, work, person, meeting)
        if at.meeting is None:
            raise Missing
        made = pack(self._desk.line, f"{at.group}/{at.meeting.id}")
        return self._shown.file(made.content, made.name, "application/zip")

    def of_document(
        self, person: MaySee, number: Number, form: Literal["numbered", "original"] = "numbered"
    ) -> Response:
        """The document with its number written in, or as it was sent."""
        with row_of(self._desk, person, number) as (_, _, row):
            version = next((one for one in row.versions if one.number.casefold() == number.casefold()), None)
        if form == "original" or version is None:
            sent = as_sent(self._desk.line, number)
            return self._shown.file(sent.content, sent.name, _ANY)
        content = posted_copy(self._desk.line, version.number, version.version)
        return self._shown.file(content, posted_name(version.number, version.version), _ANY)

    def beside(self, person: MaySee, number: Number, place: Annotated[int, Query(ge=1)]) -> Response:
        """A supporting file as it was sent, for a person to look at before it is posted."""
        with row_of(self._desk, person, number) as (_, _, row):
            every = [file for one in row.versions if one.number == number for file in one.beside]
        chosen = next((one.beside for one in every if one.beside.place == place), None)
        if chosen is None:
            raise Missing
        content = kept_bytes(self._desk.line, chosen.file.sha256, number)
        return self._shown.file(content, chosen.file.name or chosen.stem, _ANY)
