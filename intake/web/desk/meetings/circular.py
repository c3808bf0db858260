"""A circular: uploaded, each value beside the sentence that says it, its questions answered, its meeting in force.

The letter waits for who uploaded it, and for nobody else; its digest is in the address of its page. The answers stand
in the form alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, File, Query, Request, UploadFile
from fastapi import Path as PathPart
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.circular.accepting import BESIDE
from intake.domain.circular.found import FIELDS, Question, Value
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.persons.people import Person, may
from intake.pipeline.candidates import candidate_of, keep_candidate
from intake.pipeline.desk.rulebooks.circulars import UnderstoodLetter, understood
from intake.pipeline.desk.rulebooks.editing import put_in_force
from intake.pipeline.desk.rulebooks.rules import RulesDeed
from intake.ports import ReaderFailedError, TomlBy
from intake.web.desk.form_files import content_of, name_of
from intake.web.desk.rights import Forbidden, MayConfigure, Missing
from intake.web.desk.shown import Notice, Shown
from intake.web.desk.texts import Texts

_CHOSEN, _SAID = "chosen.", "said."
Digest = Annotated[str, PathPart(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The circular's page: what it works with."""

    desk: OpenDesk
    shown: Shown

    def letter(self, person: Person, digest: str, name: str, answers: Mapping[str, str]) -> UnderstoodLetter:
        """The letter as understood with these answers. Raises Missing, UsageError."""
        return self.understood(person, self.content(person, digest), name, answers)

    def content(self, person: Person, digest: str) -> bytes:
        """What this person uploaded. Raises Missing."""
        try:
            return candidate_of(self.desk.line, person.login, "circular", digest)
        except KeyError as error:
            raise Missing from error

    def understood(self, person: Person, content: bytes, name: str, answers: Mapping[str, str]) -> UnderstoodLetter:
        """The same of these bytes. Raises UsageError; Forbidden for a letter of a group that is not theirs."""
        desk = self.desk
        desk.use_limits()
        try:
            letters = desk.reader.read_letters(content, name)
        except ReaderFailedError as error:
            raise UsageError("The file could not be read ({error}).", error=error) from error
        by = TomlBy(person.login, desk.clock.now().replace(microsecond=0))
        found = understood(desk.line, desk.rule_texts, letters, answers, by)
        if found.group and not may(person, "configure", found.group):
            raise Forbidden
        return found

    def page(self, request: Request, found: UnderstoodLetter, status: int = 200, **values: object) -> Response:
        """The page of the letter."""
        known: dict[str, object] = {"typed": {}, "why": "", "again": "", "fields": (*FIELDS, *BESIDE), **values}
        boxes = [one.name for one in self.desk.settings.mailbox if one.group == found.group]
        return self.shown.page(request, "meetings/circular.html.j2", status, letter=found, boxes=boxes, **known)


def add_circular(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """The upload, the letter, and what becomes of it."""
    shelf = Shelf(desk, shown)

    @app.get("/meetings/circular")
    def upload(request: Request, person: MayConfigure) -> Response:  # noqa: ARG001 - the right
        return shown.page(request, "meetings/upload.html.j2", why="")

    @app.post("/meetings/circular")
    def uploaded(request: Request, person: MayConfigure, file: Annotated[UploadFile, File()]) -> Response:
        name = name_of(file, "letter")
        try:
            content = content_of(desk, file)
            shelf.understood(person, content, name, {})
            digest = keep_candidate(desk.line, person.login, "circular", content)
        except UsageError as error:
            return shown.page(request, "meetings/upload.html.j2", 422, why=error.sentence)
        return shown.to(f"/meetings/circular/{digest}", name=name)

    @app.get("/meetings/circular/{digest}")
    def letter(request: Request, person: MayConfigure, digest: Digest, name: Name = "") -> Response:
        return shelf.page(request, shelf.letter(person, digest, name, {}))

    _add_answers(app, shelf)


def _add_answers(app: FastAPI, shelf: Shelf) -> None:
    desk, shown = shelf.desk, shelf.shown

    @app.post("/meetings/circular/{digest}")
    def answered(request: Request, person: MayConfigure, digest: Digest, typed: Texts, name: Name = "") -> Response:
        asked, typed = shelf.letter(person, digest, name, {}), _with_correction(typed)
        try:
            found = shelf.letter(person, digest, name, _answers(asked.asked, typed))
        except UsageError as error:
            return shelf.page(request, asked, 422, typed=typed, why=error.sentence)
        if typed.get("step") != "accept":
            return shelf.page(request, found, typed=typed, again="look")
        if found.open or found.rules is None or found.rules.made is None or not typed.get("reason", "").strip():
            return shelf.page(request, found, 422, typed=typed, again="accept")
        deed = RulesDeed(person.login, typed["reason"].strip())
        try:
            desk.blobs.put([shelf.content(person, digest)])
            put_in_force(desk.line, found.rules, deed)
        except (ConfigurationError, StaleDecisionError) as error:
            return shelf.page(request, found, 409, typed=typed, why=error.sentence)
        return _on(desk, shown, found)


def _on(desk: OpenDesk, shown: Shown, found: UnderstoodLetter) -> Response:
    """To the page of the meeting that the letter is about."""
    first = found.circular.text("meeting_date")
    with desk.store.read() as work:
        meetings = desk.line.rulebook(work, found.group).meetings
    there = next((one for one in meetings if one.id == first or one.first_day.isoformat() == first), None)
    notice = Notice("meetings.circular.done", {"group": found.group})
    return shown.to(f"/meetings/{found.group}/{there.id}" if there else "/meetings", notice)


def _answers(asked: tuple[Question, ...], typed: Mapping[str, str]) -> dict[str, str]:
    """What a person says to each question, in words of their own, else the value that they chose; and corrections."""
    found = {}
    for one in asked:
        values = [written(value) for value in one.values]
        chosen = typed.get(_CHOSEN + one.field, "")
        found[one.field] = typed.get(_SAID + one.field, "").strip() or (chosen if chosen in values else "")
    for name in (*FIELDS, *BESIDE):
        found.setdefault(name, typed.get(_SAID + name, "").strip())
    return {name: " ".join(said.split()) for name, said in found.items() if said}


def _with_correction(typed: Mapping[str, str]) -> Mapping[str, str]:
    """The form with the one value that is corrected among those that were before."""
    name, value = typed.get("correct", ""), typed.get("corrected", "").strip()
    return {**typed, _SAID + name: value} if name and value else typed


def written(value: Value) -> str:
    """A value as a person types it."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)
