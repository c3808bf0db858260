"""Forms on the list: post what is checked, put it under an item of the agenda, keep a number."""

from collections.abc import Iterable

from fastapi import FastAPI, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.allocating import allocate, allocate_as_proposed
from intake.pipeline.desk.documents.posting import post_all
from intake.pipeline.desk.documents.ticking import Ticked, post_with
from intake.pipeline.house.reserving import give_up, reserve
from intake.web.desk.documents.forms import Forms
from intake.web.desk.documents.listing import Again
from intake.web.desk.documents.places import FormReason, FormText, FormWords, act_in, act_on
from intake.web.desk.rights import MayAct
from intake.web.desk.shown import Notice, Shown

NONE_CHECKED = "documents.wrong.none"


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the forms."""
    acts = _Acts(desk, shown)
    app.post("/documents/post")(acts.post)
    app.post("/documents/post-all")(acts.post_all)
    app.post("/documents/allocate")(acts.allocate)
    app.post("/documents/propose")(acts.take_proposals)
    app.post("/documents/reserve")(acts.reserve)
    app.post("/documents/give-up")(acts.give_up)


class _Acts:
    def __init__(self, desk: OpenDesk, shown: Shown) -> None:
        self._desk = desk
        self._forms = Forms(desk, shown)

    def post(
        self,
        request: Request,
        person: MayAct,
        meeting: FormText = "",
        number: FormWords = [],  # noqa: B006 - FastAPI copies it
        file: FormWords = [],  # noqa: B006
        reason: FormReason = "",
    ) -> Response:
        seen = dict(map(as_seen, number))
        again = Again("list", reason=reason, checked=frozenset(seen), files=frozenset(file))
        if seen:
            act_on(self._desk, person, list(seen))
        wanted = {label: [place for of, place in map(as_seen, file) if of == label] for label in seen}

        def act(deed: Deed) -> Notice:
            self._desk.use_limits()
            return posted(post_with(self._desk.line, wanted, deed, seen))

        return self._forms.on_list(request, person, meeting, again if seen else none_checked(again), act)

    def post_all(self, request: Request, person: MayAct, meeting: FormText = "", reason: FormReason = "") -> Response:
        group, _, named = meeting.partition("/")
        act_in(self._desk, person, group)

        def act(deed: Deed) -> Notice:
            done = post_all(self._desk.line, group, named, deed)
            if not done.changed:
                return Notice("documents.done.nothing", {"doubted": len(done.doubted)}, "note")
            return Notice("documents.done.all", {"count": len(done.changed), "doubted": len(done.doubted)})

        return self._forms.on_list(request, person, meeting, Again("list", reason=reason), act)

    def allocate(
        self,
        request: Request,
        person: MayAct,
        meeting: FormText = "",
        number: FormWords = [],  # noqa: B006
        item: FormText = "",
        reason: FormReason = "",
    ) -> Response:
        labels = [as_seen(each)[0] for each in number]
        again = Again("list", reason=reason, checked=frozenset(labels), words=(("item", item),))
        if labels:
            act_on(self._desk, person, labels)

        def act(deed: Deed) -> Notice:
            done = allocate(self._desk.line, labels, deed, item or None)
            told: dict[str, str | int] = {"count": len(done.changed)}
            if item:
                return Notice("documents.done.allocated", {**told, "item": item})
            return Notice("documents.done.cleared", told)

        return self._forms.on_list(request, person, meeting, again if labels else none_checked(again), act)

    def take_proposals(
        self, request: Request, person: MayAct, meeting: FormText = "", reason: FormReason = ""
    ) -> Response:
        group, _, named = meeting.partition("/")
        act_in(self._desk, person, group)

        def act(deed: Deed) -> Notice:
            done = allocate_as_proposed(self._desk.line, group, named, deed)
            return Notice("documents.done.proposed", {"count": len(done.changed)})

        return self._forms.on_list(request, person, meeting, Again("list", reason=reason), act)

    def reserve(
        self,
        request: Request,
        person: MayAct,
        meeting: FormText,
        purpose: FormText = "",
        which: FormText = "",
        reason: FormReason = "",
    ) -> Response:
        act_in(self._desk, person, meeting.partition("/")[0])
        again = Again("reserve", reason=reason, words=(("purpose", purpose), ("which", which)))

        def act(deed: Deed) -> Notice:
            kept = reserve(self._desk.line, meeting, purpose, _number(which), deed)
            told = {"number": kept.reservation.label, "purpose": kept.reservation.purpose}
            return Notice("documents.done.reserved" if kept.new else "documents.done.reserved-before", told)

        return self._forms.on_list(request, person, meeting, again, act)

    def give_up(
        self, request: Request, person: MayAct, meeting: FormText, number: FormText = "", reason: FormReason = ""
    ) -> Response:
        act_in(self._desk, person, meeting.partition("/")[0])
        again = Again("give-up", reason=reason, words=(("number", number),))

        def act(deed: Deed) -> Notice:
            return Notice("documents.done.given-up", {"number": give_up(self._desk.line, meeting, number, deed).label})

        return self._forms.on_list(request, person, meeting, again, act)


def posted(done: Ticked) -> Notice:
    """What was posted, in one sentence."""
    numbers = done.posted.changed
    if done.changed:
        told = {"numbers": some(numbers or done.posted.unchanged), "files": some(done.changed)}
        return Notice("documents.done.posted-with", told)
    if not numbers:
        return Notice("documents.done.before", tone="note")
    return Notice("documents.done.posted", {"numbers": some(numbers)})


def some(names: Iterable[str], most: int = 6) -> str:
    """The first of these names, and how many more there are: a notice is short."""
    every = list(names)
    return ", ".join(every[:most]) + (f", … (+{len(every) - most})" if len(every) > most else "")


def as_seen(value: str) -> tuple[str, str]:
    """What a box of the list stands for: a number and the mark of what was seen, or the place of a file beside it."""
    label, _, rest = value.partition("@")
    return label, rest


def none_checked(again: Again) -> Again:
    """The same form, which names no document."""
    return Again(again.form, NONE_CHECKED, reason=again.reason, files=again.files, words=again.words)


def _number(typed: str) -> int | None:
    """The number that was typed, None for the next one; UsageError for what is none."""
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) < 100_000):
        raise UsageError(
            "{text}: type the number alone, such as 2, or leave the field empty for the next one.", text=text
        )
    return int(text[:9])
