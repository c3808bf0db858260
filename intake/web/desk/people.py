"""The persons of the desk, for administrators: who they are, what they may do, where they are logged in."""

from typing import Annotated

from fastapi import FastAPI, Form, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.persons.entering import KnownPerson, PersonFaultError
from intake.domain.persons.people import ROLES, Person, Role
from intake.pipeline.persons import keeping
from intake.pipeline.persons.joining import let_join, stop_joining
from intake.pipeline.persons.links import password_link
from intake.pipeline.persons.offices import give_office, offices
from intake.web.desk.rights import MayAdminister, Missing
from intake.web.desk.sessions import browser_of, zone_of_house
from intake.web.desk.shown import Notice, Shown

Login = Annotated[str, Form(max_length=200)]
Groups = Annotated[list[str] | None, Form(max_length=200)]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes."""
    _add_list(app, desk, shown)
    _add_person(app, desk, shown)
    _add_office(app, desk, shown)
    _add_entries(app, desk, shown)
    _add_joining(app, desk, shown)


def _add_list(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """All of them, and one more."""

    def everybody(request: Request, status: int = 200, **given: object) -> Response:
        with desk.store.read() as work:
            now, groups, zone = desk.clock.now(), tuple(work.rulebooks.groups()), zone_of_house(desk, work)
            found = [
                (one, sum(session.alive(now) for session in work.sessions.of(one.person.login)))
                for one in work.persons.all()
            ]
        form = {
            "called": desk.called,
            "joins": False,
            "zone": zone,
            "login": "",
            "name": "",
            "role": "secretary",
            "chosen": (),
            "fault": None,
            **given,
        }
        return shown.page(request, "persons/list.html.j2", status, people=found, roles=ROLES, groups=groups, **form)

    @app.get("/people")
    def listed(request: Request, _: MayAdminister) -> Response:
        return everybody(request)

    @app.post("/people")
    def add(
        request: Request,
        person: MayAdminister,
        login: Login = "",
        name: Login = "",
        role: Annotated[Role, Form()] = "secretary",
        groups: Groups = None,
        joins: Annotated[bool, Form()] = False,
    ) -> Response:
        chosen, browser = tuple(groups or ()), browser_of(request)
        try:
            new = Person(login, name, role, chosen)
            known = keeping.add(desk.door, person.login, new, browser)
        except PersonFaultError as error:
            given = {"login": login, "name": name, "role": role, "chosen": chosen, "joins": joins}
            return everybody(request, 422, **given, fault=error)
        if joins and desk.called:
            let_join(desk.door, person.login, known.person.login, browser)
            return shown.to(f"/people/{known.person.login}", Notice("person.join.done", {"login": known.person.login}))
        secret = password_link(desk.door, person.login, known.person.login, browser)
        return linked(request, desk, shown, known.person, secret)


def linked(request: Request, desk: OpenDesk, shown: Shown, person: Person, secret: str) -> Response:
    """The page that shows a link, once: it stands in no address and in no cookie."""
    address = desk.place.address.removesuffix(desk.place.path) + shown.link(f"/link/{secret}")
    return shown.page(request, "persons/link.html.j2", about=person, address=address)


def _person_page(
    request: Request,
    desk: OpenDesk,
    shown: Shown,
    login: str,
    *,
    status: int = 200,
    fault: PersonFaultError | None = None,
    **told: object,
) -> Response:
    """The page of one person."""
    with desk.store.read() as work:
        known = _known(work.persons.named(login))
        now, groups, zone = desk.clock.now(), tuple(work.rulebooks.groups()), zone_of_house(desk, work)
        sessions = [each for each in work.sessions.of(login) if each.alive(now)]
        chairs = offices(desk.line, work, known.person.groups) if known.person.role == "chair" else []
    about = {"known": known, "sessions": sessions, "groups": groups, "roles": ROLES, "fault": fault, "zone": zone}
    about |= {"joins": known.may_join(now), "called": desk.called, "offices": chairs, "office_fault": None, **told}
    return shown.page(request, "persons/person.html.j2", status, **about)


def _add_person(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """One of them: role, groups, name."""

    def one(request: Request, login: str, status: int = 200, fault: PersonFaultError | None = None) -> Response:
        return _person_page(request, desk, shown, login, status=status, fault=fault)

    @app.get("/people/{login}")
    def show(request: Request, _: MayAdminister, login: str) -> Response:
        return one(request, login)

    @app.post("/people/{login}")
    def change(
        request: Request,
        person: MayAdminister,
        login: str,
        role: Annotated[Role, Form()],
        name: Login = "",
        groups: Groups = None,
    ) -> Response:
        browser = browser_of(request)
        try:
            keeping.change_role(desk.door, person.login, login, role, tuple(groups or ()), browser)
            keeping.rename(desk.door, person.login, login, name, browser)
        except PersonFaultError as error:
            return one(request, login, 422, error)
        return shown.to(f"/people/{login}", Notice("person.changed", {"login": login}))

    @app.post("/people/{login}/disable")
    def disable(request: Request, person: MayAdminister, login: str) -> Response:
        try:
            keeping.disable(desk.door, person.login, login, browser_of(request))
        except PersonFaultError as error:
            return one(request, login, 422, error)
        return shown.to(f"/people/{login}", Notice("person.disabled", {"login": login}))


def _add_office(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """As which officer of the rulebook a chair decides."""

    @app.post("/people/{login}/office")
    def office(request: Request, person: MayAdminister, login: str, address: Login = "") -> Response:
        with desk.store.read() as work:
            known = offices(desk.line, work, _known(work.persons.named(login)).person.groups)
        try:
            give_office(desk.door, person.login, login, address, known, browser_of(request))
        except UsageError as error:
            return _person_page(request, desk, shown, login, status=422, office_fault=error.sentence)
        return shown.to(f"/people/{login}", Notice("person.changed", {"login": login}))


def _add_entries(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """How they enter: a link, sessions, and again after they were disabled."""

    @app.post("/people/{login}/enable")
    def enable(request: Request, person: MayAdminister, login: str) -> Response:
        _there(desk, login)
        keeping.enable(desk.door, person.login, login, browser_of(request))
        return shown.to(f"/people/{login}", Notice("person.enabled", {"login": login}))

    @app.post("/people/{login}/link")
    def link(request: Request, person: MayAdminister, login: str) -> Response:
        known = _there(desk, login)
        try:
            secret = password_link(desk.door, person.login, login, browser_of(request))
        except PersonFaultError:
            return shown.to(f"/people/{login}")
        return linked(request, desk, shown, known.person, secret)

    @app.post("/people/{login}/end")
    def end(person: MayAdminister, login: str, session: Annotated[int | None, Form(ge=1, le=2**53)] = None) -> Response:
        _there(desk, login)
        keeping.end_sessions(desk.door, person.login, login, session)
        return shown.to(f"/people/{login}", Notice("person.ended", {"login": login}))


def _add_joining(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Whether an account of the provider of identities may become theirs."""

    @app.post("/people/{login}/join")
    def join(request: Request, person: MayAdminister, login: str, stop: Annotated[bool, Form()] = False) -> Response:
        _there(desk, login)
        if not desk.called:
            raise Missing
        try:
            (stop_joining if stop else let_join)(desk.door, person.login, login, browser_of(request))
        except PersonFaultError:
            return shown.to(f"/people/{login}")
        return shown.to(
            f"/people/{login}", Notice("person.join.stopped" if stop else "person.join.done", {"login": login})
        )


def _there(desk: OpenDesk, login: str) -> KnownPerson:
    with desk.store.read() as work:
        return _known(work.persons.named(login))


def _known(found: KnownPerson | None) -> KnownPerson:
    if found is None:
        raise Missing
    return found
