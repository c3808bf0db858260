"""What is answered where there is no page: in plain words, with what keeps every answer to itself."""

from collections.abc import Callable

import pytest

from intake.domain.errors import UnavailableError
from tests.web.desk.places import ROLES, Desk
from tests.web.visitors import Answer


def assert_marked(answer: Answer) -> None:
    """Every answer of the desk says what a browser may do with it."""
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("role", [*ROLES, None])
def test_what_is_not_there_is_said_in_words(desk: Desk, role: str | None) -> None:
    answer = desk.visitor(role).get("/no/such/page")
    assert answer.status == 404
    assert "This page is not here" in answer.text
    assert_marked(answer)


def boom(error: Exception) -> Callable[..., None]:
    def raising(*_: object, **__: object) -> None:
        raise error

    return raising


def test_a_fault_of_ours_is_a_page_in_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.web.desk.me.opened", boom(RuntimeError("canary")))
    answer = desk.visitor("secretary").get("/me")
    assert answer.status == 500
    assert "A fault of ours" in answer.text
    assert "canary" not in answer.html
    assert_marked(answer)


def test_while_the_records_cannot_be_reached_nobody_is_sent_to_the_login(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.web.desk.sessions.who", boom(UnavailableError("locked")))
    answer = desk.visitor("secretary").get("/me")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "cannot reach its records" in answer.text
    assert desk.visitor("secretary").post("/me/look", theme="dark").status == 503
    assert desk.ended == []
