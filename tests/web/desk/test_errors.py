"""What is answered where there is no page: in plain words, with what keeps every answer to itself."""

import pytest

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
