"""The templates of the groups: which are in force, a new one by upload, and files tried against one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import FastAPI, File, Request, UploadFile
from fastapi import Path as PathPart
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.by_hand.days import day_or_none
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.persons.people import Person, may, visible_groups
from intake.domain.profile import Profile
from intake.domain.rulebook import Rulebook
from intake.domain.stated import Stated
from intake.pipeline.candidates import candidate_of, keep_candidate
from intake.pipeline.desk.rulebooks.registering import (
    TriedFile,
    learned_at_desk,
    profile_named,
    register_at_desk,
    try_file,
)
from intake.pipeline.desk.rulebooks.rules import RulesDeed
from intake.pipeline.desk.rulebooks.templates import Registration
from intake.web.desk.form_files import content_of, name_of
from intake.web.desk.rights import MayConfigure, MaySee, Missing, require
from intake.web.desk.shown import Notice, Shown
from intake.web.desk.texts import Texts

KINDS = ("contribution", "liaison_in", "presentation", "td", "information", "agenda", "report", "participants")
WORDED = (
    "title", "source", "contact", "abstract", "keywords", "questions", "purpose", "group", "kind", "doc_number",
    "original_language", "meeting", "place", "dates",
)  # fmt: skip
"""The fields that have a name of their own on our pages."""
_MOST = 20
Digest = Annotated[str, PathPart(pattern=r"^[0-9a-f]{64}$")]
Upload = Annotated[UploadFile, File()]


@dataclass(frozen=True, slots=True)
class TypedTemplate:
    """What a person says of a new template, as typed."""

    group: str = ""
    kind: str = "contribution"
    since: str = ""
    until: str = ""
    name: str = ""

    def registration(self) -> Registration:
        """The same as values. Raises UsageError."""
        return Registration(self.group, self.kind, day_or_none(self.since), day_or_none(self.until))


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the pages."""
    _add_list(app, desk, shown)
    _add_new(app, desk, shown)
    _add_trial(app, desk, shown)


def _add_list(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    @app.get("/templates")
    def templates(request: Request, person: MaySee) -> Response:
        return _list(desk, shown, request, person)


def _list(
    desk: OpenDesk, shown: Shown, request: Request, person: Person, status: int = 200, why: Stated | str = ""
) -> Response:
    books = _books(desk, person)
    mine = [one.group.id for one in books if may(person, "configure", one.group.id)]
    telling = shown.telling(request)
    options = {
        "mine_options": [(one.group.id, one.group.acronym) for one in books if one.group.id in mine],
        "kind_options": [(one, telling.say(f"kind.{one.replace('_', '-')}")) for one in KINDS],
    }
    return shown.page(request, "templates/list.html.j2", status, books=books, mine=mine, why=why, **options)


def _add_new(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    new = NewTemplate(desk, shown)

    @app.post("/templates")
    def uploaded(request: Request, person: MayConfigure, file: Upload, typed: Texts) -> Response:
        wanted = _wanted(typed, name_of(file, "template.docx"))
        if wanted.group not in [one.group.id for one in _books(desk, person)]:
            raise Missing
        require(person, "configure", wanted.group)
        try:
            content = content_of(desk, file)
            learned_at_desk(desk.line, content, wanted.name, wanted.registration())
            digest = keep_candidate(desk.line, person.login, "template", content)
        except UsageError as error:
            return _list(desk, shown, request, person, 422, error.sentence)
        return shown.to(f"/templates/new/{digest}", **asdict(wanted))

    @app.get("/templates/new/{digest}")
    def learned(request: Request, person: MayConfigure, digest: Digest) -> Response:
        asked = dict(request.query_params)
        return new.page(request, person, digest, _wanted(asked, asked.get("name", "")[:200]))

    @app.post("/templates/new/{digest}")
    def registered(request: Request, person: MayConfigure, digest: Digest, typed: Texts) -> Response:
        wanted, reason = _wanted(typed, typed.get("name", "")[:200]), typed.get("reason", "").strip()[:2_000]
        if not reason:
            return new.page(request, person, digest, wanted, "reason")
        require(person, "configure", wanted.group)
        try:
            deed, content = RulesDeed(person.login, reason), _kept(desk, person, digest)
            made = register_at_desk(desk.line, content, wanted.name, wanted.registration(), deed)
        except (UsageError, ConfigurationError, StaleDecisionError) as error:
            return new.page(request, person, digest, wanted, error.sentence)
        return shown.to(f"/templates/{wanted.group}/{made.id}", Notice("templates.done", {"name": made.id}))


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """The page of a template that was uploaded and is in force for nobody yet."""

    desk: OpenDesk
    shown: Shown

    def page(
        self, request: Request, person: Person, digest: str, wanted: TypedTemplate, why: Stated | str = ""
    ) -> Response:
        """What was found in it; `why` says what keeps it from being registered."""
        if wanted.group not in [one.group.id for one in _books(self.desk, person)]:
            raise Missing
        require(person, "configure", wanted.group)
        content = _kept(self.desk, person, digest)
        found = learned_at_desk(self.desk.line, content, wanted.name, wanted.registration())
        known = {"learned": found, "digest": digest, "wanted": wanted, "why": why, "field_names": WORDED}
        return self.shown.page(request, "templates/new.html.j2", 422 if why else 200, **known)


def _wanted(said: Mapping[str, str], name: str) -> TypedTemplate:
    group, since, until = (said.get(one, "")[:60] for one in ("group", "since", "until"))
    return TypedTemplate(group, said.get("kind", "")[:60] or "contribution", since, until, name)


def _add_trial(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    @app.get("/templates/{group}/{name}")
    def template(request: Request, person: MaySee, group: str, name: str) -> Response:
        return _template(shown, request, _profile(desk, person, group, name), ())

    @app.post("/templates/{group}/{name}/try")
    def tried(
        request: Request, person: MayConfigure, group: str, name: str, files: Annotated[list[UploadFile], File()]
    ) -> Response:
        profile = _profile(desk, person, group, name)
        found: list[TriedFile] = []
        for one in files[:_MOST]:
            called = name_of(one, "file")
            try:
                found.append(try_file(desk.line, profile, content_of(desk, one), called))
            except UsageError as error:
                found.append(TriedFile(called, why=str(error)))
        return _template(shown, request, profile, tuple(found))


def _template(shown: Shown, request: Request, profile: Profile, tried: tuple[TriedFile, ...]) -> Response:
    return shown.page(request, "templates/template.html.j2", field_names=WORDED, profile=profile, tried=tried)


def _profile(desk: OpenDesk, person: Person, group: str, name: str) -> Profile:
    book = next((one for one in _books(desk, person) if one.group.id == group), None)
    if book is None:
        raise Missing
    try:
        return profile_named(book, name)
    except UsageError as error:
        raise Missing from error


def _books(desk: OpenDesk, person: Person) -> list[Rulebook]:
    with desk.store.read() as work:
        return [desk.line.rulebook(work, one) for one in visible_groups(person, work.rulebooks.groups())]


def _kept(desk: OpenDesk, person: Person, digest: str) -> bytes:
    """What this person uploaded. Raises Missing."""
    try:
        return candidate_of(desk.line, person.login, "template", digest)
    except KeyError as error:
        raise Missing from error
