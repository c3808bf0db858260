"""One act on several mails, with one reason: each is done by itself, and the page says what was done and what not."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import FastAPI, Query, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.offering import Offer
from intake.domain.persons.people import Person
from intake.domain.stated import Stated
from intake.pipeline.desk.mails.foreseeing import Foreseen, foresee_all
from intake.web.desk.acts.doing import WITHOUT_LETTER, act_on
from intake.web.desk.acts.fields import FormField
from intake.web.desk.acts.forms import FormOf
from intake.web.desk.acts.looking import SentForm, about, decision_number, may_here, said_fields
from intake.web.desk.rights import MayAct, Missing
from intake.web.desk.shown import Shown

Bulk = Literal["release", "admit", "return", "ignore", "hold", "resend", "assign", "snooze"]
"""The acts that are the same for every mail."""
MOST = 100
"""Mails of one such act."""

Items = Annotated[list[str] | None, Query(alias="item", max_length=MOST)]


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """What became of one mail: done, or why not; `stale`: somebody was faster."""

    reference: str
    done: bool
    why: Stated | str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What would come of one mail, or why nothing would."""

    reference: str
    foreseen: Foreseen | None
    why: Stated | str = ""


DECIDES_NOTHING: frozenset[Offer] = WITHOUT_LETTER | {"resend"}
"""Acts without a Decision, so without anything to take back."""


def add_many(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the form for several mails, and what it does; items are "reference:decision"."""

    def page(
        request: Request,
        act: Bulk,
        found: list[FormOf],
        *,
        reason: str = "",
        status: int = 200,
        missing: bool = False,
        seen: Sequence[Seen] = (),
    ) -> Response:
        fields = _fields(act, found[0].person) if found else ()
        to = dict.fromkeys(one for each in seen if each.foreseen for one in each.foreseen.to)
        values: dict[str, object] = {"reason": reason, "missing": missing, "seen": seen, "to": list(to)}
        values["looks"] = act not in WITHOUT_LETTER
        return shown.page(request, "acts/many.html.j2", status, act=act, found=found, fields=fields, **values)

    @app.get("/acts/{act}")
    def form(request: Request, person: MayAct, act: Bulk, items: Items = None) -> Response:
        return page(request, act, list(_named(desk, person, act, items or [])))

    @app.post("/acts/{act}")
    def do(request: Request, person: MayAct, act: Bulk, given: SentForm) -> Response:
        items = [one for one in given.getlist("item") if isinstance(one, str)][:MOST]
        own = {"reason", *(one.name for one in _fields(act, person))}  # a number or a chair is named for one mail alone
        said = {name: value for name, value in said_fields(given).items() if name in own}
        reason = said.get("reason", "").strip()
        if not reason or len(reason) > 2_000:
            found = list(_named(desk, person, act, items))
            return page(request, act, found, reason=reason, status=422, missing=True)
        if given.get("do") == "look" and act not in WITHOUT_LETTER:
            found = list(_named(desk, person, act, items))
            return page(request, act, found, reason=reason, seen=_looked(desk, found, act, items, said))
        together = secrets.token_urlsafe(12)
        outcomes = [_one(desk, person, act, item, said | {"reason": reason}, together) for item in items]
        decided = act not in DECIDES_NOTHING and any(one.done for one in outcomes)
        if decided and all(one.done for one in outcomes):
            return shown.to(f"/acts/together/{together}", None)
        shown_there = together if decided else ""
        return shown.page(request, "acts/outcomes.html.j2", 200, act=act, outcomes=outcomes, together=shown_there)


def _looked(desk: OpenDesk, found: Sequence[FormOf], act: Offer, items: list[str], said: dict[str, str]) -> list[Seen]:
    """The letter of each, one after another, as they would be done; or why one could not be done."""
    replaces = dict(one.partition(":")[::2] for one in items)
    acts = [act_on(desk, it, act, said, decision_number(replaces.get(it.submission.reference, ""))) for it in found]
    came = zip(found, foresee_all(desk.line, acts), strict=True)
    return [
        Seen(it.submission.reference, one if isinstance(one, Foreseen) else None, getattr(one, "sentence", ""))
        for it, one in came
    ]


def _fields(act: Offer, person: Person) -> tuple[FormField, ...]:
    if act == "assign":
        return (FormField("to", value=person.name, longest=200),)
    return (FormField("until", "time", hinted=True),) if act == "snooze" else ()


def _named(desk: OpenDesk, person: Person, act: Offer, items: list[str]) -> list[FormOf]:
    """The mails that are meant, each once; those that this person may not act on are left out."""
    found = []
    for name in dict.fromkeys(one.partition(":")[0][:200] for one in items):
        try:
            it = about(desk, person, name)
        except Missing:
            continue
        if may_here(it, act):
            found.append(it)
    return found


def _one(desk: OpenDesk, person: Person, act: Offer, item: str, said: dict[str, str], together: str) -> MailOutcome:
    """Do it to one mail, in a transaction of its own."""
    name, _, replaces = item.partition(":")
    found = _named(desk, person, act, [name])
    if not found:
        return MailOutcome(name[:200], done=False)
    (it,) = found
    try:
        act_on(desk, it, act, said, decision_number(replaces), together=together)(desk.line)
    except StaleDecisionError as error:
        return MailOutcome(it.submission.reference, done=False, why=error.sentence, stale=True)
    except (UsageError, ConfigurationError) as error:
        return MailOutcome(it.submission.reference, done=False, why=error.sentence)
    return MailOutcome(it.submission.reference, done=True)
