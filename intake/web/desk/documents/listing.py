"""The list of a meeting's documents, and the page of one of them."""

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import FastAPI, Path, Query, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.lists.values import LIST_KINDS, STAFF_ONLY
from intake.domain.persons.people import Person, may_do
from intake.domain.stated import Stated
from intake.domain.verdict import Kind
from intake.pipeline.decision.lookup import last_decision
from intake.web.desk.documents.places import choices, documents_of, found, row_of
from intake.web.desk.rights import MaySee
from intake.web.desk.shown import Shown


@dataclass(frozen=True, slots=True)
class Again:
    """A form that could not be taken, with its words: `wrong` is a key of ours or, `said`, a sentence of the act."""

    form: str = ""
    wrong: str = ""
    said: Stated | str = ""
    reason: str = ""
    checked: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    words: tuple[tuple[str, str], ...] = ()

    def word(self, name: str, usual: str = "") -> str:
        """What stood in a field of the form."""
        return dict(self.words).get(name, usual)


NOTHING = Again()


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the two pages."""

    @app.get("/documents")
    def documents(request: Request, person: MaySee, meeting: Annotated[str, Query(max_length=100)] = "") -> Response:
        return list_page(desk, shown, request, person, meeting)

    @app.get("/documents/one/{number:path}")
    def document(request: Request, person: MaySee, number: Annotated[str, Path(max_length=200)]) -> Response:
        return one_page(desk, shown, request, person, number)


def list_page(  # a page is its reader, its place and its words
    desk: OpenDesk,
    shown: Shown,
    request: Request,
    person: Person,
    place: str,
    again: Again = NOTHING,
    status: int = 200,
) -> Response:
    """The list, with a form that was not taken, if there is one. Raises Missing."""
    with desk.store.read() as work:
        known = list(choices(desk, work, person))
        if not known:
            return shown.page(request, "documents/list.html.j2", status, table=None, choices=known, again=again)
        at = found(desk, work, person, place)
        table = documents_of(desk, work, at)
    acts = may_do(person, "correct", at.group)
    kinds = [one for one in LIST_KINDS if one not in STAFF_ONLY or person.role != "chair"]
    return shown.page(
        request, "documents/list.html.j2", status, table=table, choices=known, acts=acts, kinds=kinds, again=again
    )


def one_page(
    desk: OpenDesk,
    shown: Shown,
    request: Request,
    person: Person,
    number: str,
    again: Again = NOTHING,
    status: int = 200,
) -> Response:
    """One document. Raises Missing."""
    with row_of(desk, person, number) as (work, table, row):
        decision = last_decision(work, work.submissions.get(row.one.submission)).n
    acts = may_do(person, "correct", table.group)
    return shown.page(
        request,
        "documents/document.html.j2",
        status,
        table=table,
        row=row,
        decision=decision,
        acts=acts,
        kinds=get_args(Kind),
        again=again,
    )
