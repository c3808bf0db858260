"""Every route with every method: what it answers, and that looking changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from intake.domain.letters.links import Link, StatusLink, UploadLink, signed, signed_status, signed_upload
from intake.web.public.app import public_app
from tests.line.chairs.test_chairs import LATE, MUATH
from tests.web.places import KEY, Place
from tests.web.visitors import Answer

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
LOOKING = ("GET", "HEAD", "OPTIONS")


TOKENS = {
    "upload": signed_upload(UploadLink("MV-26-0001", 1, LATE + timedelta(days=14)), KEY),
    "status": signed_status(StatusLink("MV-26-0001", LATE + timedelta(days=400)), KEY),
}
"""Of the pages that have links of their own."""


def routes(place: Place) -> dict[str, set[str]]:
    """The routes as the application itself has them."""
    found: object = public_app(place.pages, place.ended.append)
    while not isinstance(found, FastAPI):
        found = getattr(found, "_app", None) or getattr(found, "app", None)
        assert found is not None
    known: dict[str, set[str]] = {}
    for one in found.routes:
        assert isinstance(one, APIRoute), one
        known.setdefault(one.path, set()).update(one.methods or ())
    return known


def state(place: Place) -> str:
    """All that the database holds."""
    with closing(sqlite3.connect(place.world.folder / "intake.db")) as connection:
        return sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def test_these_are_all_routes(shown: Place) -> None:
    assert routes(shown) == {
        "/intake/decide/{token}": {"GET", "HEAD", "POST"},
        "/intake/decide/{token}/asked": {"GET", "HEAD"},
        "/intake/upload/{token}": {"GET", "HEAD", "POST"},
        "/intake/status/{token}": {"GET", "HEAD"},
        "/intake/check": {"GET", "HEAD"},
        "/intake/check/{group}": {"GET", "HEAD", "POST"},
        "/intake/template/{group}": {"GET", "HEAD"},
        "/intake/pages.css": {"GET", "HEAD"},
        "/healthz": {"GET", "HEAD"},
    }


def test_every_method_on_every_route_is_answered_and_looking_changes_nothing(shown: Place) -> None:
    visitor, before, answers = shown.visitor(), state(shown), {}
    for path, methods in routes(shown).items():
        for act in ("admit", "keep"):
            for method in METHODS:
                token = TOKENS.get(path.split("/")[2], shown.token(act)) if "token" in path else ""
                asked = visitor.ask(method, path.format(token=token, group="jca-mv"))
                answers[path, method] = asked.status
                expected = {200, 303} if method in methods else {405}
                assert asked.status in (expected | {422} if method == "POST" else expected), (path, method)
                if asked.status == 405:
                    assert set(asked.headers["allow"].split(", ")) == methods, (path, method)
                assert_marked(asked)
    assert state(shown) == before
    assert shown.requests() == []
    assert answers["/intake/decide/{token}/asked", "GET"] == 303
    assert answers["/intake/decide/{token}", "POST"] == 422, "a reason is compulsory"
    assert answers["/intake/upload/{token}", "POST"] == 422, "a file is compulsory"


def assert_marked(answer: Answer) -> None:
    """Every answer carries what keeps a page to itself."""
    headers = answer.headers
    policy = "sandbox" if "content-disposition" in headers else "style-src 'self'; form-action 'self'"
    assert headers["content-security-policy"].startswith(f"default-src 'none'; {policy}")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["cache-control"] == "no-store" or headers["content-type"].startswith("text/css")
    assert "strict-transport-security" not in headers, "the web server before us has the certificate"
    assert "set-cookie" not in headers


def broken_tokens(place: Place, page: str) -> Iterator[tuple[str, str]]:
    good = TOKENS.get(page, place.token())
    body, signature = good.split(".")
    until = LATE + timedelta(days=14)
    yield "cut", good[:-1]
    yield "no signature", body
    yield "no body", f".{signature}"
    yield "empty signature", f"{body}."
    yield "nothing", "."
    yield "another letter", ("f" if good[0] != "f" else "e") + good[1:]
    yield "another key", signed(Link("MV-26-0001", 0, MUATH, "admit", until), b"x" * 32)
    yield "another's signature", f"{body}.{place.token('keep').split('.')[1]}"
    yield "a mail that is not there", signed(Link("MV-26-9999", 0, MUATH, "admit", until), KEY)
    yield "a document that is not there", signed(Link("MV-26-0001", 7, MUATH, "admit", until), KEY)
    yield "to send files for no mail", signed_upload(UploadLink("MV-26-9999", 1, until), KEY)
    yield "to send files for no letter", signed_upload(UploadLink("MV-26-0001", 7, until), KEY)
    yield "the status of no mail", signed_status(StatusLink("MV-26-9999", until), KEY)
    yield "the status of a mail by its number", signed_status(StatusLink("1", until), KEY)
    yield "very long", "a" * 8_000
    yield "not ASCII", "ä.ö"
    yield "NUL", "a\0b.c"
    yield "script", "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("page", "ways", "told"),
    [
        ("decide", (("GET", ""), ("POST", ""), ("GET", "/asked")), "This link does not work"),
        ("upload", (("GET", ""), ("POST", "")), "This link does not work"),
        ("status", (("GET", ""),), "There is nothing to show here"),
    ],
)
def test_every_broken_link_gives_the_same_page_and_nothing_of_any_document(
    shown: Place, page: str, ways: tuple[tuple[str, str], ...], told: str
) -> None:
    visitor, pages = shown.visitor(), {}
    foreign = [(f"that of {one}", token) for one, token in TOKENS.items() if one != page]
    for name, token in [*broken_tokens(shown, page), *foreign]:
        for method, rest in ways:
            path = f"/intake/{page}/{token}{rest}"
            answer = visitor.ask(method, path, b"reason=x", {"content-type": "application/x-www-form-urlencoded"})
            assert answer.status == 404, name
            pages[name, method, path] = answer.html.replace(path, "PATH").split("<footer>")[0]
    assert len(set(pages.values())) == 1
    (only,) = set(pages.values())
    assert told in only
    assert not any(word in only for word in ("JCA-MV", "MV-26-0001", "Digital twins", "Muath"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/intake",
        "/intake/",
        "/intake/decide",
        "/intake/decide/",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/robots.txt",
    ],
)
def test_what_is_no_page_is_not_there(shown: Place, path: str) -> None:
    answer = shown.visitor().get(path)
    assert "evil" not in answer.html, "no link of ours is made of what was asked for"
    assert (answer.status, "This link does not work" in answer.text) == (404, True)
    assert_marked(answer)


def test_the_pages_are_below_the_path_of_the_url_alone(shown: Place) -> None:
    assert shown.visitor().get(f"/decide/{shown.token()}").status == 404


def test_a_link_that_is_over_says_so_and_nothing_of_the_document(place: Place) -> None:
    place.world.clock.at = LATE + timedelta(days=14, seconds=1)
    visitor = place.visitor()
    for answer in (
        visitor.get(place.path()),
        visitor.post(place.path(), reason="x"),
        visitor.get(place.path() + "/asked"),
    ):
        assert answer.status == 410
        assert "This link has expired" in answer.text
        assert "reply to the letter" in answer.text
        assert "Digital twins" not in answer.text
    assert place.requests() == []


def test_a_link_works_until_its_last_second(place: Place) -> None:
    place.world.clock.at = LATE + timedelta(days=14)
    assert place.visitor().get(place.path()).status == 200


@pytest.mark.parametrize("path", ["{path}?language=a%00", "/intake/check/jca-mv?x=%00", "/intake/check/a\0b"])
def test_what_no_record_can_hold_is_told(shown: Place, path: str) -> None:
    visitor, before = shown.visitor(), state(shown)
    for method in ("GET", "POST"):
        assert visitor.ask(method, path.format(path=shown.path())).status == 400
    assert visitor.post(shown.path(), reason="a\0b").status == 400
    assert visitor.post(shown.path(), unknown="\0").status == 400
    assert state(shown) == before
