"""Forms on the page of one document: post it with its files, take it off, correct, place, withdraw, note an outcome."""

from dataclasses import dataclass
from typing import Annotated, TypedDict, get_args

from fastapi import Depends, FastAPI, Form, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed, Kind
from intake.pipeline.desk.documents.allocating import allocate, record_outcome
from intake.pipeline.desk.documents.posting import take_off
from intake.pipeline.desk.documents.ticking import post_with, untick
from intake.pipeline.desk.mails.acts import correct, release, with_number, withdraw
from intake.web.desk.documents.acts import posted, some
from intake.web.desk.documents.forms import Forms
from intake.web.desk.documents.listing import Again
from intake.web.desk.documents.places import FormReason, FormText, FormWords, act_on
from intake.web.desk.rights import MayAct
from intake.web.desk.shown import Notice, Shown

Long = Annotated[str, Form(max_length=2000)]
Replaces = Annotated[int | None, Form(ge=1)]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the forms."""
    changes = _Changes(desk, shown)
    app.post("/documents/one/post")(changes.post)
    app.post("/documents/one/take-off")(changes.take_off)
    app.post("/documents/one/correct")(changes.correct)
    app.post("/documents/one/withdraw")(changes.withdraw)
    app.post("/documents/one/restore")(changes.restore)
    app.post("/documents/one/note")(changes.note)


@dataclass(frozen=True, slots=True)
class _Typed:
    """The fields of a document as they were typed, a source on each line."""

    number: FormText
    title: Long = ""
    source: Long = ""
    kind: FormText = ""
    replaces: Replaces = None
    reason: FormReason = ""


class _Changes:
    def __init__(self, desk: OpenDesk, shown: Shown) -> None:
        self._desk = desk
        self._forms = Forms(desk, shown)

    def post(
        self,
        request: Request,
        person: MayAct,
        number: FormText,
        seen: FormText = "",
        file: FormWords = [],  # noqa: B006 - FastAPI copies it
        reason: FormReason = "",
    ) -> Response:
        act_on(self._desk, person, [number])

        def act(deed: Deed) -> Notice:
            self._desk.use_limits()
            return posted(post_with(self._desk.line, {number: file}, deed, {number: seen} if seen else {}))

        return self._forms.on_one(request, person, number, Again("post", reason=reason, files=frozenset(file)), act)

    def take_off(
        self, request: Request, person: MayAct, number: FormText, file: FormText = "", reason: FormReason = ""
    ) -> Response:
        """Take the whole document off, or one of its supporting files."""
        act_on(self._desk, person, [number])

        def act(deed: Deed) -> Notice:
            if file:
                return Notice(
                    "documents.done.file-off", {"files": some(untick(self._desk.line, number, [file], deed).changed)}
                )
            take_off(self._desk.line, [number], deed)
            return Notice("documents.done.off", {"number": number})

        return self._forms.on_one(request, person, number, Again("off", reason=reason), act)

    def correct(self, request: Request, person: MayAct, typed: Annotated[_Typed, Depends()]) -> Response:
        act_on(self._desk, person, [typed.number])
        words = (("title", typed.title), ("source", typed.source), ("kind", typed.kind))
        again = Again("correct", reason=typed.reason, words=words)

        def act(deed: Deed) -> Notice:
            correct(self._desk.line, typed.number, deed, **_corrected(self._desk, typed))
            return Notice("documents.done.corrected", {"number": typed.number})

        return self._forms.on_one(request, person, typed.number, again, act, typed.replaces)

    def withdraw(
        self, request: Request, person: MayAct, number: FormText, replaces: Replaces = None, reason: FormReason = ""
    ) -> Response:
        act_on(self._desk, person, [number])

        def act(deed: Deed) -> Notice:
            withdraw(self._desk.line, number, deed)
            return Notice("documents.done.withdrawn", {"number": number})

        return self._forms.on_one(request, person, number, Again("withdraw", reason=reason), act, replaces)

    def restore(
        self, request: Request, person: MayAct, number: FormText, replaces: Replaces = None, reason: FormReason = ""
    ) -> Response:
        act_on(self._desk, person, [number])

        def act(deed: Deed) -> Notice:
            release(self._desk.line, number, deed)
            return Notice("documents.done.restored", {"number": number})

        return self._forms.on_one(request, person, number, Again("withdraw", reason=reason), act, replaces)

    def note(
        self,
        request: Request,
        person: MayAct,
        number: FormText,
        item: FormText = "",
        was: FormText = "",
        outcome: Long = "",
        reason: FormReason = "",
    ) -> Response:
        """Note the item of the agenda and the outcome; an item that a person leaves as it was stays a proposal."""
        act_on(self._desk, person, [number])
        again = Again("note", reason=reason, words=(("item", item), ("outcome", outcome)))

        def act(deed: Deed) -> Notice:
            if item != was:
                allocate(self._desk.line, [number], deed, item or None)
            record_outcome(self._desk.line, [number], deed, outcome.strip() or None)
            return Notice("documents.done.noted", {"number": number})

        return self._forms.on_one(request, person, number, again, act)


class _Fields(TypedDict, total=False):
    """What `correct` changes."""

    title: str
    source: tuple[str, ...]
    kind: Kind


def _corrected(desk: OpenDesk, form: _Typed) -> _Fields:
    """The fields that are typed otherwise than they are recorded; UsageError where a title or source is emptied."""
    one = with_number(desk.line, form.number)
    typed = " ".join(form.title.split())
    sources = tuple(each for line in form.source.splitlines() if (each := " ".join(line.split())))
    if one is None or not typed or not sources:
        raise UsageError("A document has a title and a source.")
    changed: _Fields = {}
    if typed != one.title:
        changed["title"] = typed
    if sources != one.source:
        changed["source"] = sources
    known = next((each for each in get_args(Kind) if each == form.kind), None)
    if known is not None and known != one.kind:
        changed["kind"] = known
    if not changed:
        raise UsageError("Nothing is otherwise than it is recorded.")
    return changed
