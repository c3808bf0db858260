"""Login, logout and sessions in a browser: W02 and W03 of the hazards."""

import re
from datetime import timedelta

import pytest

from intake.domain.persons.entering import FREE_FAILURES, IDLE, form_token
from intake.pipeline.persons.keeping import set_password
from tests.web.desk.people import DeskVisitor
from tests.web.desk.places import Desk

HERS = "correct horse battery"


@pytest.fixture
def entered(bare_desk: Desk) -> Desk:
    """A desk where the secretary has a password."""
    set_password(bare_desk.desk.door, "root", "sam", HERS)
    return bare_desk


def logged_in(desk: Desk, after: str = "") -> DeskVisitor:
    visitor = desk.visitor(None)
    visitor.get("/login")
    answer = visitor.post("/login", login="sam", password=HERS, next=after)
    assert answer.status == 303, answer.text
    return visitor


def test_a_page_asks_for_the_login_and_comes_back(entered: Desk) -> None:
    visitor = entered.visitor(None)
    asked = visitor.get("/me?x=1")
    assert (asked.status, asked.headers["location"]) == (303, "/login?next=%2Fme%3Fx%3D1")
    page = visitor.get(asked.headers["location"])
    assert 'name="next" value="/me?x=1"' in page.html
    answer = visitor.post("/login", login=" Sam ", password=HERS, next="/me?x=1")
    assert (answer.status, answer.headers["location"]) == (303, "/me?x=1")
    assert visitor.get("/me").status == 200
    assert visitor.get("/login").headers["location"] == "/", "who is in needs no login"


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", "/\r\nX: y"]
)
def test_the_login_leads_to_no_other_site(entered: Desk, after: str) -> None:
    visitor = entered.visitor(None)
    visitor.get("/login")
    answer = visitor.post("/login", login="sam", password=HERS, next=after)
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_the_session_cookie_is_for_this_site_and_no_script(entered: Desk) -> None:
    visitor = entered.visitor(None)
    visitor.get("/login")
    (session,) = (
        one for one in visitor.post("/login", login="sam", password=HERS).cookies if one.startswith("desk_session=")
    )
    assert re.sub("=[A-Za-z0-9_-]+", "=…", session, count=1) == "desk_session=…; HttpOnly; Path=/; SameSite=lax"


@pytest.mark.parametrize(
    ("url", "name", "path"),
    [
        pytest.param("https://desk.example.org", "__Host-desk_session", "/", id="a-host-of-its-own"),
        pytest.param("https://example.org/intake", "__Secure-desk_session", "/intake/", id="below-a-path"),
    ],
)
def test_behind_https_the_cookie_is_secure(entered: Desk, url: str, name: str, path: str) -> None:
    served = entered.again(url=url)
    visitor = served.visitor(None)
    visitor.host, at = url.split("/")[2], path.rstrip("/")
    forms = visitor.get(f"{at}/login").cookies
    assert all("Secure" in one and "HttpOnly" in one and "SameSite=lax" in one for one in forms)
    token = form_token(visitor.cookies[name.replace("session", "csrf")])
    cookies = visitor.post(f"{at}/login", csrf=token, login="sam", password=HERS).cookies
    (session,) = (one for one in cookies if one.startswith(f"{name}="))
    assert session.split("; ")[1:] == ["HttpOnly", f"Path={path}", "SameSite=lax", "Secure"]
    assert visitor.get(f"{at}/me").status == 200
    served.close()


def test_a_wrong_password_leaves_what_was_typed_but_the_password(entered: Desk) -> None:
    visitor = entered.visitor(None)
    visitor.get("/login")
    known = visitor.post("/login", login="sam", password="wrong, but mine", next="/me")
    unknown = visitor.post("/login", login="nobody", password="wrong, but mine", next="/me")
    for answer, login in ((known, "sam"), (unknown, "nobody")):
        assert answer.status == 422
        assert "do not go together" in answer.text
        assert f'value="{login}"' in answer.html
        assert "wrong, but mine" not in answer.html
        assert 'value="/me"' in answer.html
    assert known.html.replace("sam", "nobody") == unknown.html, "nobody learns which logins there are"


def test_twenty_wrong_passwords_have_to_wait(entered: Desk) -> None:
    visitor = entered.visitor(None)
    visitor.get("/login")
    answers = [visitor.post("/login", login="sam", password=f"guess {one}") for one in range(20)]
    assert [one.status for one in answers] == [422] * (FREE_FAILURES + 1) + [429] * (19 - FREE_FAILURES)
    assert "Wait 2 seconds" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "2"
    assert visitor.post("/login", login="sam", password=HERS).status == 429
    entered.world.clock.at += timedelta(seconds=2)
    assert visitor.post("/login", login="sam", password=HERS).status == 303


def test_a_session_that_was_planted_is_not_used(entered: Desk) -> None:
    """Session fixation: what a browser brought to the login opens nothing after it."""
    visitor = entered.visitor(None)
    visitor.get("/login")
    before = dict(visitor.cookies)
    visitor.cookies["desk_session"] = "planted-by-somebody-else"
    visitor.post("/login", csrf=form_token(before["desk_csrf"]), login="sam", password=HERS)
    assert visitor.cookies["desk_session"] != "planted-by-somebody-else"
    assert "desk_csrf" not in visitor.cookies
    thief = entered.visitor(None)
    for name, value in (("desk_session", "planted-by-somebody-else"), ("desk_session", before["desk_csrf"])):
        thief.cookies[name] = value
        assert thief.get("/me").status == 303


def test_a_second_login_in_the_same_browser_ends_the_first(entered: Desk) -> None:
    visitor = logged_in(entered)
    first = visitor.cookies["desk_session"]
    assert visitor.post("/login", login="sam", password=HERS).status == 303
    assert visitor.cookies["desk_session"] != first
    visitor.cookies["desk_session"] = first
    assert visitor.get("/me").status == 303


def test_after_logout_the_cookie_opens_nothing(entered: Desk) -> None:
    visitor = logged_in(entered)
    kept = dict(visitor.cookies)
    page = visitor.send("/logout")
    assert "You are logged out" in page.text
    assert "desk_session" not in visitor.cookies
    visitor.cookies = kept
    assert visitor.get("/me").status == 303
    assert visitor.post("/me/look", theme="dark").status in (401, 403)


def test_a_session_ends_after_twelve_hours_without_use(entered: Desk) -> None:
    visitor = logged_in(entered)
    for hours in (11, 11):
        entered.world.clock.at += timedelta(hours=hours)
        assert visitor.get("/me").status == 200
    for _ in range(3):
        entered.world.clock.at += IDLE / 3
        live = visitor.get("/me", desk_live="1").status
    assert live == 401, "what a page asks by itself keeps no session alive"


def test_a_closed_session_ends_in_another_browser_at_once(entered: Desk) -> None:
    here, there = logged_in(entered), logged_in(entered)
    page = here.get("/me")
    assert page.text.count("This browser") == 1
    answer = here.send("/me/end")
    assert "has to log in again" in answer.text
    assert there.get("/me").status == 303
    assert here.get("/me").status == 200


def test_many_who_try_passwords_at_once_hold_up_no_pages(entered: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.web.desk.login.AT_ONCE", 0)
    visitor = Desk(entered.world, entered.line, entered.desk).visitor(None)
    visitor.get("/login")
    answer = visitor.post("/login", login="sam", password=HERS)
    assert (answer.status, answer.headers["retry-after"]) == (429, "5")
    assert "Many log in just now. Wait 5 seconds" in answer.text
    with entered.desk.store.read() as work:
        assert work.log.newest("login-failed", 1) == [], "it counts as no failure"
    monkeypatch.undo()
    assert logged_in(entered).get("/me").status == 200
