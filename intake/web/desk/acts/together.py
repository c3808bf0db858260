"""What was done to several mails at once, as it stands now; and all of it taken back by one button."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Form, Path, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.offering import offered_to
from intake.domain.persons.people import Person
from intake.domain.stated import Stated
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.together import undo_together
from intake.pipeline.persons.offices import in_office
from intake.web.desk.acts.looking import about
from intake.web.desk.rights import MayAct, Missing
from intake.web.desk.shown import Shown

Token = Annotated[str, Path(max_length=64)]


@dataclass(frozen=True, slots=True)
class MailThen:
    """One of the mails: its Decision of that act, whether it counts still, and whether it may be taken back."""

    reference: str
    decision: Decision
    counts: bool
    may_be_undone: bool
    why: Stated | None = None


def add_together(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the page, which is made of the state in the database, and its button."""

    def page(request: Request, person: Person, token: str, why: dict[str, Stated | None]) -> Response:
        found = _mails(desk, person, token, why)
        if not found:
            raise Missing
        return shown.page(request, "acts/together.html.j2", 200, found=found, token=token, act=found[0].decision.act)

    @app.get("/acts/together/{token}")
    def form(request: Request, person: MayAct, token: Token) -> Response:
        return page(request, person, token, {})

    @app.post("/acts/together/{token}")
    def do(
        request: Request, person: MayAct, token: Token, reason: Annotated[str, Form(max_length=2_000)] = ""
    ) -> Response:
        mine = _mails(desk, person, token, {})
        if not any(one.may_be_undone for one in mine):
            return page(request, person, token, {})
        deed = Deed(person.login, reason.strip() or mine[0].decision.reason)
        first = about(desk, person, next(one.reference for one in mine if one.may_be_undone))
        left = undo_together(desk.line, token, in_office(person, first.rulebook, desk.clock.now(), deed))
        return page(request, person, token, {one.reference: one.why for one in left if one.why})


def _mails(desk: OpenDesk, person: Person, token: str, why: dict[str, Stated | None]) -> list[MailThen]:
    """The mails of this act; none where one of them is not this person's to see."""
    with desk.store.read() as work:
        decisions = work.submissions.together(token) if token else []
        mails = work.submissions.some([one.submission for one in decisions])
    found = []
    for one in decisions:
        it = about(desk, person, mails[one.submission].reference)
        counts = it.standing.decisions[-1].n == one.n
        undo = counts and "undo" in offered_to(person, it.submission.group, it.standing, it.office)
        found.append(MailThen(it.submission.reference, one, counts, undo, why.get(it.submission.reference)))
    return found
