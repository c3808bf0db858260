"""A document that came by another way than mail: uploaded with the time at which it really came, and what shows it."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import FastAPI, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.limits import MEGABYTE
from intake.domain.people import Person, may_do
from intake.domain.verdict import Deed
from intake.pipeline.house.registering import GivenFile, Looked, look, register
from intake.pipeline.house.told import Told
from intake.web.desk.documents.places import Reason, Word, act_in, choices, found
from intake.web.desk.rights import Act, Missing
from intake.web.desk.shown import Notice, Shown

_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class Typed:
    """The form, as it was typed."""

    meeting: str = ""
    submitter: str = ""
    received: str = ""
    evidence: str = ""
    number: str = ""
    reason: str = ""
    quiet: bool = False

    @property
    def told(self) -> Told:
        """The same for the act; the meeting without its group."""
        return Told(
            self.submitter, self.received.replace("T", " "), self.evidence, self.meeting.partition("/")[2], self.number
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: a sentence of the act, a key of ours, or what would become of the document."""

    said: str = ""
    wrong: str = ""
    looked: Looked | None = None
    findings: tuple[str, ...] = field(default=())


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the page and its form."""

    def page(request: Request, person: Person, typed: Typed, answer: Answer, status: int = 200) -> Response:
        with desk.store.read() as work:
            known = list(choices(desk, work, person))
            at = found(desk, work, person, typed.meeting)
            zone = at.meeting.zone if at.meeting else at.rulebook.group.zone
            kept = [one.label for one in work.reservations.listed(at.group) if one.stands]
        return shown.page(
            request, "register.html.j2", status, choices=known, typed=typed, answer=answer, zone=zone, kept=kept,
            largest=desk.largest // MEGABYTE,
        )  # fmt: skip

    @app.get("/documents/register")
    def form(request: Request, person: Act, meeting: Annotated[str, Query(max_length=100)] = "") -> Response:
        with desk.store.read() as work:
            at = found(desk, work, person, meeting)
        if not may_do(person, "register", at.group):
            raise Missing
        named = f"{at.group}/{at.meeting.id if at.meeting else 'next'}"
        return page(request, person, Typed(meeting=named), Answer())

    @app.post("/documents/register")
    def upload(
        request: Request,
        person: Act,
        meeting: Annotated[Word, Form()],
        file: Annotated[UploadFile | None, File()] = None,
        submitter: Annotated[Word, Form()] = "",
        received: Annotated[Word, Form()] = "",
        evidence: Annotated[str, Form(max_length=500)] = "",
        number: Annotated[Word, Form()] = "",
        reason: Reason = "",
        quiet: Annotated[bool, Form()] = False,
        check: Annotated[bool, Form()] = False,
    ) -> Response:
        typed = Typed(meeting, submitter, received, evidence, number, reason, quiet)
        group = meeting.partition("/")[0]
        act_in(desk, person, group)
        content = file.file.read(desk.largest + 1) if file is not None else b""
        if wrong := _wrong(desk, typed, content):
            return page(request, person, typed, Answer(wrong=wrong), 422)
        given = GivenFile((file.filename if file is not None else "") or "document.docx", content, group)
        deed = Deed(person.login, reason.strip(), tells=not quiet)
        desk.use_limits()
        try:
            if check:
                return page(request, person, typed, _looked(desk, given, typed, deed))
            done = register(desk.line, given, typed.told, deed)
        except (UsageError, ConfigurationError) as error:
            return page(request, person, typed, Answer(said=str(error)), 422)
        key = "documents.done.known" if done.known else "documents.done.registered"
        numbers = ", ".join(done.decision.verdict.numbers) or "–"
        told = {"reference": done.submission.reference, "numbers": numbers}
        plain = done.known or not done.decision.verdict.numbers
        return shown.to("/documents", Notice(key, told, "note" if plain else "done"), meeting=meeting)


def _wrong(desk: OpenDesk, typed: Typed, content: bytes) -> str:
    """What is missing in the form, as a key; "" for nothing."""
    if not typed.reason.strip():
        return "documents.wrong.reason"
    if not content:
        return "documents.wrong.file"
    return "documents.wrong.large" if len(content) > desk.largest else ""


def _looked(desk: OpenDesk, given: GivenFile, typed: Typed, deed: Deed) -> Answer:
    """What would come of it; nothing is stored."""
    looked = look(desk.line, given, typed.told, deed)
    told = looked.verdict.findings[:_FINDINGS] if looked.verdict else ()
    sentences = [f"{one.id}: {desk.sentences.what(one, 'en')}" for one in told]
    return Answer(looked=looked, findings=tuple(sentences))
