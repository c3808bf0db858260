"""Tokens in the desk: an administrator makes one and sees it once, everybody sees and revokes their own."""

import re

import pytest

from tests.web.desk.api.programs import Program
from tests.web.desk.places import Desk

TOKEN = re.compile(r'<code class="once">(intake_[A-Za-z0-9_-]{43})</code>')
THEIRS = "/people/vera/tokens"


def made(desk: Desk, **fields: object) -> str:
    """The token that an administrator makes for Vera."""
    given = {"name": "The archive", "scopes": ["log", "meetings"], "days": "7", **fields}
    page = desk.visitor("administrator").post(THEIRS, **given)  # type: ignore[arg-type]
    found = TOKEN.search(page.html)
    assert found is not None, page.text
    assert page.headers["cache-control"] == "no-store"
    return found[1]


def test_an_administrator_makes_a_token_and_sees_it_once(bare_desk: Desk) -> None:
    admin = bare_desk.visitor("administrator")
    assert "There is no token." in admin.get(THEIRS).text
    assert THEIRS in admin.get("/people/vera").html
    secret = made(bare_desk, groups=["jca-mv"])
    program = Program(bare_desk.app, token=secret)
    assert program.read("/token") == {
        "login": "vera",
        "name": "The archive",
        "scopes": ["log", "meetings"],
        "groups": ["jca-mv"],
        "ends_at": program.read("/token")["ends_at"],
    }
    page = admin.get(THEIRS)
    assert secret not in page.html
    assert "The archive The log · Meetings · jca-mv" in page.text
    assert "made by ada" in page.text
    assert "Last used" in page.text


def test_everybody_sees_and_revokes_their_own_and_nobody_elses(bare_desk: Desk) -> None:
    program = Program(bare_desk.app, token=made(bare_desk))
    for role in ("secretary", "chair"):
        other = bare_desk.visitor(role)
        assert "The archive" not in other.get("/me").text
        assert other.post("/me/tokens/revoke", token="1").status == 303
        assert program.get("/api/v1/token").status == 200, "as if it were not there"
    vera = bare_desk.visitor("viewer")
    page = vera.get("/me")
    assert "Programs that read for you The archive" in page.text
    assert "The archive opens nothing any more." in vera.send("/me/tokens/revoke", token="1").text
    assert "The archive" not in vera.get("/me").text
    assert program.get("/api/v1/token").status == 401


def test_an_administrator_revokes_what_is_that_persons(bare_desk: Desk) -> None:
    program = Program(bare_desk.app, token=made(bare_desk))
    admin = bare_desk.visitor("administrator")
    admin.send("/people/sam/tokens/revoke", token="1")
    assert program.get("/api/v1/token").status == 200, "the form was that of another person"
    assert "The archive opens nothing any more." in admin.send(f"{THEIRS}/revoke", token="1").text
    assert program.get("/api/v1/token").status == 401
    assert admin.post("/people/nobody/tokens/revoke", token="1").status == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"name": " "}, "Say what it is for.", id="no-name"),
        pytest.param({"scopes": []}, "Tick at least one", id="opens-nothing"),
        pytest.param({"scopes": ["log", "write"]}, "Tick at least one", id="unknown-scope"),
        pytest.param({"groups": ["nowhere"]}, "The person sees no such group any more.", id="unknown-group"),
        pytest.param({"days": "many"}, "A number from 1 to 730, please.", id="no-number"),
        pytest.param({"days": "731"}, "A number from 1 to 730, please.", id="too-long"),
    ],
)
def test_a_token_that_cannot_be_is_told_beside_the_form(bare_desk: Desk, fields: dict[str, object], told: str) -> None:
    given = {"name": "<b>Archive</b>", "scopes": ["log"], "days": "7", **fields}
    page = bare_desk.visitor("administrator").post(THEIRS, **given)  # type: ignore[arg-type]
    assert page.status == 422
    assert told in page.text
    assert "<b>" not in page.html
    assert TOKEN.search(page.html) is None
    assert "There is no token." in page.text


def test_who_is_disabled_gets_no_token(bare_desk: Desk) -> None:
    admin = bare_desk.visitor("administrator")
    token = made(bare_desk)
    admin.send("/people/vera/disable")
    assert Program(bare_desk.app, token=token).get("/api/v1/token").status == 401
    assert "Make the token" not in admin.get(THEIRS).text
    assert admin.post(THEIRS, name="Archive", scopes="log", days="7").status == 422


def test_the_pages_speak_french(bare_desk: Desk) -> None:
    made(bare_desk)
    admin = bare_desk.visitor("administrator", languages="fr")
    page = admin.get(THEIRS)
    assert "Jetons de Vera Viewer" in page.text
    assert "Jamais utilisé." in page.text
    assert "Programmes qui lisent en votre nom" in admin.get("/me").text
