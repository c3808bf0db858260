"""Every route of the desk, as the application names them: W01 and W02 of the hazards.

A page that is added is tried here without a word more; one with a place in its path that nothing fills needs none, too:
whatever stands there, nobody without the right learns whether it exists.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import text

from intake.domain.persons.entering import form_token
from intake.domain.persons.people import Right, may
from intake.web.desk.app import routes
from intake.web.desk.follower import Follower
from intake.web.desk.rights import OPEN, right_of
from intake.web.desk.shown import Shown
from tests.store.databases import connected
from tests.web.desk.people import PEOPLE, DeskVisitor
from tests.web.desk.places import ROLES, Desk
from tests.web.visitors import Answer

PLACES = {
    "reference": "MV-26-0001",
    "group": "jca-mv",
    "meeting": "2026-05-13",
    "digest": "0" * 64,
    "act": "extend",
    "number": "JCA-MV-Doc-001",
    "login": "vera",
    "name": "desk.css",
    "token": "nobody-has-it",
}
"""What stands in a path; anything else is 1."""
HERE = "HERE"

STRICTER: dict[str, Right] = {
    "/submissions/MV-26-0001/mail.eml": "configure",
    "/submissions/MV-26-0001/acts/return": "configure",
}
"""Paths that ask for more once they know the record: a whole mail shows more of people than its documents do, and on a
paper that is registered already no chair decides."""


def all_routes(desk: Desk) -> list[APIRoute]:
    app = routes(desk.desk, Shown(desk.desk, lambda: 0), Follower(desk.desk, desk.ended.append))
    return [one for one in app.routes if isinstance(one, APIRoute)]


def path_of(route: APIRoute, open_place: str = "") -> str:
    """A path of the route; HERE stands in its `open_place`."""
    places = {**PLACES, "name": "MV-26-0001", "act": "return"} if route.path.startswith("/submissions") else PLACES
    known = {**places, open_place: HERE}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: known.get(found[1], "1"), route.path)


def asked(desk: Desk, *, changing: bool) -> Iterator[tuple[APIRoute, str, str]]:
    """Each route that shows, or each that changes, with its method and a path; /events never ends."""
    for route in all_routes(desk):
        for method in sorted(route.methods or ()):
            if (method not in ("GET", "HEAD")) is changing and route.path != "/events":
                yield route, method, path_of(route)


def tried(visitor: DeskVisitor, method: str, path: str, csrf: str = "") -> Answer:
    form = {"content-type": "application/x-www-form-urlencoded"}
    body = f"csrf={csrf}".encode() if csrf else b""
    return visitor.ask(method, path, body if method != "GET" else b"", form)


def test_every_route_names_a_right_or_is_open(desk: Desk) -> None:
    named = {one.path: right_of(one) for one in all_routes(desk)}
    assert {path for path, right in named.items() if right is None} == set(OPEN)
    assert len(named) > 10


def test_nobody_sees_a_page_without_a_login(desk: Desk) -> None:
    nobody = desk.visitor(None)
    for route, method, path in asked(desk, changing=False):
        answer = tried(nobody, method, path)
        if right_of(route) is not None:
            assert answer.status == 303, path
            assert answer.headers["location"].startswith("/login?next="), path


def test_nobody_changes_anything_without_a_login(desk: Desk) -> None:
    nobody = desk.visitor(None)
    nobody.get("/login")
    for route, method, path in asked(desk, changing=True):
        if right_of(route) is not None:
            assert tried(nobody, method, path, nobody.csrf).status == 401, path


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_is_its_and_nothing_else(desk: Desk, role: str) -> None:
    visitor = desk.visitor(role)
    for route, method, path in asked(desk, changing=False):
        right = STRICTER.get(path, right_of(route))
        if right is not None and not may(PEOPLE[role], right):
            assert tried(visitor, method, path).status == 403, path
        elif right is not None:
            assert tried(visitor, method, path).status in (200, 303, 404, 422), path


@pytest.mark.parametrize("role", ROLES)
def test_each_role_changes_nothing_that_is_not_its(desk: Desk, role: str) -> None:
    """What the role may do is tried by the tests of its page, since it is done then."""
    visitor = desk.visitor(role)
    wants: dict[str, Right | None] = {}
    for route, method, path in asked(desk, changing=True):
        wants[path] = right = right_of(route)
        if right is not None and not may(PEOPLE[role], right):
            assert tried(visitor, method, path, visitor.csrf).status == 403, path
    assert role == "administrator" or any(one and not may(PEOPLE[role], one) for one in wants.values())


TOKENS = {
    "none": "",
    "of-another-session": form_token("the-session-of-vera"),
    "of-nobodys-form": form_token("a-cookie-for-forms-of-nobody"),
    "the-digest-of-nothing": form_token(""),
    "in-another-case": form_token("the-session-of-ada").upper(),
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=list(TOKENS))
def test_without_the_token_of_its_own_session_no_form_is_taken(desk: Desk, token: str) -> None:
    visitor = desk.visitor("administrator")
    before = rows(desk)
    for _, method, path in asked(desk, changing=True):
        assert tried(visitor, method, path, token).status == 403, path
    assert rows(desk) == before


@pytest.mark.parametrize(
    ("header", "value"),
    [
        pytest.param("sec-fetch-site", "cross-site", id="another-site"),
        pytest.param("sec-fetch-site", "same-site", id="a-neighbour-of-the-site"),
        pytest.param("origin", "https://evil.example", id="another-origin"),
        pytest.param("origin", "http://127.0.0.1:9999", id="another-port"),
        pytest.param("origin", "http://[", id="no-address"),
    ],
)
def test_a_form_of_another_site_is_not_taken_even_with_the_token(desk: Desk, header: str, value: str) -> None:
    visitor = desk.visitor("administrator")
    form = {"content-type": "application/x-www-form-urlencoded", header: value}
    before = rows(desk)
    for _, method, path in asked(desk, changing=True):
        assert visitor.ask(method, path, f"csrf={visitor.csrf}".encode(), form).status == 403, path
    assert rows(desk) == before


def test_the_token_may_come_in_a_field_of_the_request(own_desk: Desk) -> None:
    visitor = own_desk.visitor("secretary")
    assert visitor.ask("POST", "/me/look", b"", {"desk-csrf": visitor.csrf}).status == 303
    assert visitor.ask("POST", "/me/look", b"", {"desk-csrf": "x" + visitor.csrf}).status == 403
    assert visitor.ask("POST", "/me/look", b"", {"origin": "http://127.0.0.1:8025"}).status == 403


def test_no_page_that_is_looked_at_changes_anything(desk: Desk) -> None:
    """The database before and after each GET, of every table and every row."""
    before = rows(desk)
    for role in (None, *ROLES):
        visitor = desk.visitor(role)
        for _, method, path in asked(desk, changing=False):
            tried(visitor, method, path)
            tried(
                visitor, method, f"{path}?{'&'.join(f'{name}=1' for name in ('page', 'next', 'group', 'q', 'token'))}"
            )
    after = rows(desk)
    assert {table for table in before if before[table] != after[table]} == set()


def rows(desk: Desk) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with connected(desk.world.url) as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return {name: list(connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names}
