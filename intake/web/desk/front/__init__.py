"""The first page: what needs a person, what comes next, what came, and whether all works."""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from starlette.responses import Response

from intake.adapters.words.reasons import Reasons
from intake.app.desk import OpenDesk
from intake.domain.persons.people import Person, sees_all, visible_groups
from intake.pipeline.showing.front.health import Machine
from intake.pipeline.showing.front.whole import Front, front
from intake.web.desk.front.chart import drawn
from intake.web.desk.front.kept import KeptAccount
from intake.web.desk.front.rows import FrontRows
from intake.web.desk.rights import MaySee, Missing
from intake.web.desk.shown import Shown


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """The desk, of all groups of a person or of one."""
    account = KeptAccount()

    @app.get("/")
    def desk_page(request: Request, person: MaySee, group: Annotated[str, Query(max_length=80)] = "") -> Response:
        with desk.store.read() as work:
            mine = list(visible_groups(person, work.rulebooks.groups()))
            if group and group not in mine:
                raise Missing
            wanted = [group] if group else None if sees_all(person) else mine
            found = front(desk.line, work, _machine(desk, account), wanted, whole=wanted is None)
            books = {one: desk.line.rulebook(work, one) for one in mine}
        telling = shown.telling(request)
        rows = FrontRows(desk.words, Reasons(desk.words, desk.stating), telling.language, shown.link, books)
        return shown.page(
            request,
            "front/page.html.j2",
            found=found,
            urgent=_needed(found, person),
            owed=_owed(found, person),
            comes=[rows.comes(one) for one in found.comes],
            rows=[rows.item(one) for one in found.items],
            repairs=[rows.repair(one) for one in found.repairs],
            troubles=[(one, rows.words(one)) for one in found.grave],
            remarks=[(one, *rows.remark(one)) for one in found.troubles if not one.grave],
            charts=[drawn(one) for one in found.arrivals],
            next=next((one for one in found.ahead if one.next == "deadline"), next(iter(found.ahead), None)),
            latest=[rows.latest(one) for one in found.latest],
            account=rows.account(found.account),
            groups=[(one, books[one].group.acronym) for one in mine] if len(mine) > 1 else [],
            chosen=group,
            zone_of=rows.zone_of,
        )


def _machine(desk: OpenDesk, account: KeptAccount) -> Machine:
    polled_every = {one.name: float(one.poll_seconds) for one in desk.settings.mailbox}
    can_send = desk.settings.smtp is not None
    off = desk.store.check_clock(desk.clock.now())
    return Machine(polled_every, off, can_send=can_send, seen_at=desk.seen_at, account=account)


def _needed(found: Front, person: Person) -> int:
    """How many things need this person now: a chair decides on what the chairs are asked about."""
    return found.needed + (found.for_chairs if person.role == "chair" else 0)


def _owed(found: Front, person: Person) -> int:
    """How many covers this person completes; a chair completes none."""
    return 0 if person.role == "chair" else len(found.repairs)
