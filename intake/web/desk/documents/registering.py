"""A document that came by another way than mail: uploaded with the time at which it really came, and what shows it."""

from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import Depends, FastAPI, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.limits import MEGABYTE
from intake.domain.meeting import NEXT
from intake.domain.persons.people import Person, may_do
from intake.domain.stated import Stated
from intake.domain.verdict import Deed
from intake.pipeline.house.registering import ExpectedVerdict, GivenFile, Registered, look, register
from intake.pipeline.house.told import Told
from intake.web.desk.documents.places import FormReason, FormText, act_in, choices, found
from intake.web.desk.form_files import KeptFile, content_of, keep_file, kept_file, name_of
from intake.web.desk.rights import MayAct, Missing
from intake.web.desk.shown import Notice, Shown

_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class TypedDocument:
    """The form, as it was typed."""

    meeting: FormText = ""
    submitter: FormText = ""
    received: FormText = ""
    evidence: Annotated[str, Form(max_length=500)] = ""
    number: FormText = ""
    reason: FormReason = ""
    quiet: Annotated[bool, Form()] = False
    check: Annotated[bool, Form()] = False
    kept: FormText = ""
    kept_name: FormText = ""

    @property
    def group(self) -> str:
        """The group that it is for."""
        return self.meeting.partition("/")[0]

    @property
    def told(self) -> Told:
        """The same for the act; the meeting without its group."""
        return Told(
            self.submitter, self.received.replace("T", " "), self.evidence, self.meeting.partition("/")[2], self.number
        )


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """What came of it: a sentence of the act, a key of ours, or what would become of the document."""

    said: Stated | str = ""
    wrong: str = ""
    looked: ExpectedVerdict | None = None
    findings: tuple[str, ...] = field(default=())


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the page and its form."""
    registering = _Registering(desk, shown)
    app.get("/documents/register")(registering.form)
    app.post("/documents/register")(registering.upload)


class _Registering:
    def __init__(self, desk: OpenDesk, shown: Shown) -> None:
        self._desk = desk
        self._shown = shown

    def form(self, request: Request, person: MayAct, meeting: Annotated[str, Query(max_length=100)] = "") -> Response:
        """The form, for one meeting; chairs have none."""
        with self._desk.store.read() as work:
            at = found(self._desk, work, person, meeting)
        if not may_do(person, "register", at.group):
            raise Missing
        named = f"{at.group}/{at.meeting.id if at.meeting else NEXT}"
        return self._page(request, person, TypedDocument(meeting=named), CameOfIt())

    def upload(
        self,
        request: Request,
        person: MayAct,
        typed: Annotated[TypedDocument, Depends()],
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        """Register the file, or only look at it; the web passes its bytes on and reads nothing in them."""
        act_in(self._desk, person, typed.group)
        try:
            kept = self._file(person, typed, file)
        except UsageError as error:
            return self._page(request, person, typed, CameOfIt(said=error.sentence), 422)
        typed = replace(typed, kept=kept.digest if kept else "", kept_name=kept.name if kept else "")
        if not typed.reason.strip() or kept is None:
            missing = "file" if typed.reason.strip() else "reason"
            return self._page(request, person, typed, CameOfIt(wrong=f"documents.wrong.{missing}"), 422)
        deed = Deed(person.login, typed.reason.strip(), tells=not typed.quiet)
        given = GivenFile(kept.name, kept.content, typed.group)
        try:
            if typed.check:
                language = self._shown.telling(request).language
                return self._page(request, person, typed, _looked(self._desk, given, typed, deed, language))
            done = register(self._desk.line, given, typed.told, deed)
        except (UsageError, ConfigurationError) as error:
            return self._page(request, person, typed, CameOfIt(said=error.sentence), 422)
        return self._shown.to("/documents", _told(done), meeting=typed.meeting)

    def _file(self, person: Person, typed: TypedDocument, file: UploadFile | None) -> KeptFile | None:
        """The file that the form brings, kept for the act itself, or the one that it brought before."""
        if file is not None and file.filename:
            return keep_file(self._desk, person, name_of(file, "document.docx"), content_of(self._desk, file))
        self._desk.use_limits()
        return kept_file(self._desk, person, typed.kept, typed.kept_name)

    def _page(
        self, request: Request, person: Person, typed: TypedDocument, answer: CameOfIt, status: int = 200
    ) -> Response:
        with self._desk.store.read() as work:
            known = list(choices(self._desk, work, person))
            at = found(self._desk, work, person, typed.meeting)
            kept = [one.label for one in work.reservations.listed(at.group) if one.stands]
        return self._shown.page(
            request,
            "documents/register.html.j2",
            status,
            choices=known,
            typed=typed,
            answer=answer,
            zone=at.rulebook.group.zone_for(at.meeting),
            kept=kept,
            largest=self._desk.largest // MEGABYTE,
        )


def _told(done: Registered) -> Notice:
    key = "documents.done.known" if done.known else "documents.done.registered"
    numbers = done.decision.verdict.numbers
    told = {"reference": done.submission.reference, "numbers": ", ".join(numbers) or "–"}
    return Notice(key, told, "note" if done.known or not numbers else "done")


def _looked(desk: OpenDesk, given: GivenFile, typed: TypedDocument, deed: Deed, language: str) -> CameOfIt:
    """What would come of it, in the reader's language; nothing is stored."""
    looked = look(desk.line, given, typed.told, deed)
    told = looked.verdict.findings[:_FINDINGS] if looked.verdict else ()
    sentences = [f"{one.id}: {desk.sentences.what(one, language)}" for one in told]
    return CameOfIt(looked=looked, findings=tuple(sentences))
