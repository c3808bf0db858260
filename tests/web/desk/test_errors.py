"""What is answered where there is no page: in plain words, with what keeps every answer to itself."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import (
    ConfigurationError,
    StaleDecisionError,
    StorageFailedError,
    StorageUnavailableError,
    UnavailableError,
    UsageError,
)
from intake.web.desk import app as application
from intake.web.desk.rights import Forbidden, MayAct, MaySee, Missing
from intake.web.desk.shown import Notice, Shown
from tests.web.desk.places import ROLES, Desk
from tests.web.visitors import Answer

SECRET = "canary-9f2c-never-to-be-seen"
FAULTS: dict[str, tuple[Exception, int, str]] = {
    "fault": (RuntimeError(SECRET), 500, "A fault of ours"),
    "away": (StorageUnavailableError(SECRET), 503, "The desk cannot reach its records"),
    "setup": (ConfigurationError(SECRET), 422, "Something is not set up for this"),
    "broken": (StorageFailedError(SECRET), 503, "The desk cannot reach its records"),
    "stale": (StaleDecisionError("Sam released it at 23:52."), 409, "Somebody else was faster"),
    "usage": (UsageError("It has a number <b>already</b>."), 422, "This cannot be done as asked"),
    "missing": (Missing(), 404, "This page is not here"),
    "forbidden": (Forbidden(), 403, "You may not do this"),
    "csrf": (Forbidden("csrf"), 403, "This form has expired"),
}


def add_faults(app: FastAPI, _: OpenDesk, shown: Shown) -> None:
    """Routes that go wrong in every way."""

    @app.get("/faults/{name}")
    def fails(person: MaySee, name: str) -> Response:
        raise FAULTS[name][0]

    @app.post("/faults/{name}")
    def acts(request: Request, person: MayAct, name: str, count: int = 0) -> Response:
        if name in FAULTS:
            raise FAULTS[name][0]
        return shown.to("/me", Notice("desk.apply", {}, link=shown.link("/me"), label="desk.menu"))

    @app.put("/faults/{name}")
    def puts(person: MayAct, name: str) -> Response:
        return Response(name)


@pytest.fixture
def faulty(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with these routes."""
    monkeypatch.setattr(application, "PAGES", (*application.PAGES, add_faults))
    return Desk(desk.world, desk.line, desk.desk)


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


def test_while_the_records_cannot_be_reached_nobody_is_sent_to_the_login(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.web.desk.sessions.who", boom(UnavailableError("locked")))
    answer = desk.visitor("secretary").get("/me")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "cannot reach its records" in answer.text
    assert desk.visitor("secretary").post("/me/look", theme="dark").status == 503
    assert desk.ended == []


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whatever_goes_wrong_is_said_in_words_and_nothing_is_told_of_it(
    faulty: Desk, name: str, method: str, capfd: pytest.CaptureFixture[str]
) -> None:
    visitor, (error, status, title) = faulty.visitor("secretary"), FAULTS[name]
    answer = visitor.get(f"/faults/{name}") if method == "GET" else visitor.post(f"/faults/{name}")
    assert answer.status == status
    assert f"<h1>{title}</h1>" in answer.html
    assert_marked(answer)
    assert SECRET not in answer.html
    assert "Traceback" not in answer.html
    if status == 503:
        assert answer.headers["retry-after"] == "30"
    ends = isinstance(error, StorageFailedError)
    assert faulty.ended == ([error] if ends else []), "what only a new start can mend ends the process"


@pytest.mark.parametrize("path", ["/faults/setup", "/faults/none"])
def test_a_database_of_another_version_ends_the_desk(faulty: Desk, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = ConfigurationError(SECRET)
    monkeypatch.setattr("intake.store.work.SqlStore.require_up_to_date", boom(newer))
    answer = faulty.visitor("secretary").get("/meetings" if path.endswith("none") else path)
    assert answer.status == 503
    assert SECRET not in answer.html
    assert set(faulty.ended) == {newer}


def test_what_a_person_can_act_on_is_shown_as_text(faulty: Desk) -> None:
    sam = faulty.visitor("secretary")
    assert "Sam released it at 23:52." in sam.get("/faults/stale").text
    assert "It has a number &lt;b&gt;already&lt;/b&gt;." in sam.get("/faults/usage").html


def test_a_method_that_a_page_does_not_take_is_told_all_that_it_takes(faulty: Desk) -> None:
    answer = faulty.visitor().ask("DELETE", "/faults/x")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST, PUT")
    assert "This page does not take that" in answer.text
    login = faulty.visitor(None).ask("PATCH", "/login")
    assert (login.status, login.headers["allow"]) == (405, "GET, HEAD, POST")


def test_a_value_that_does_not_fit_is_a_page_and_never_json(faulty: Desk) -> None:
    answer = faulty.visitor().post("/faults/x?count=many")
    assert answer.status == 422
    assert "Something in this address or form does not fit" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8025", 404), ("LOCALHOST", 404), ("[::1]:8025", 404), ("evil.example", 400), ("", 400),
        ("127.0.0.1.evil.example", 400), ("127.0.0.1@evil.example", 400), ("127.0.0.1:8025/x", 400),
    ],
)  # fmt: skip
def test_it_answers_under_its_own_names_alone(desk: Desk, host: str, status: int) -> None:
    visitor = desk.visitor()
    visitor.host = host
    answer = visitor.get("/no/such/page")
    assert answer.status == status
    assert_marked(answer)
    if status == 400:
        assert "This name is not ours" in answer.text


def test_too_many_requests_of_one_address_wait(desk: Desk) -> None:
    hasty = desk.again(requests_per_minute=20)
    visitor = hasty.visitor()
    answers = [visitor.get("/me") for _ in range(21)]
    assert [one.status for one in answers] == [200] * 20 + [429]
    assert answers[-1].headers["retry-after"] == "60"
    assert "Too many requests" in answers[-1].text
    assert hasty.visitor(None).ask("GET", "/login", headers={"x-forwarded-for": "192.0.2.9"}).status == 429
    hasty.close()


def test_a_body_that_is_too_large_is_not_read(faulty: Desk) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = faulty.visitor().ask("POST", "/faults/x", b"x" * 1_000_001, form)
    assert (answer.status, answer.headers["connection"]) == (413, "close")
    assert "That is too large" in answer.text


@pytest.mark.parametrize(("role", "size", "status"), [("secretary", 41_000_001, 413), (None, 1_000_001, 413)])
def test_files_are_taken_from_people_alone_and_to_a_limit(
    faulty: Desk, role: str | None, size: int, status: int
) -> None:
    form = {"content-type": "multipart/form-data; boundary=b"}
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
    answer = faulty.visitor(role).ask("POST", "/faults/x", head + b"x" * size, form)
    assert answer.status == status
    assert "That is too large" in answer.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_has_words(desk: Desk, language: str, faulty: Desk) -> None:
    visitor = faulty.visitor()
    visitor.languages = language
    for name, (_, status, _) in FAULTS.items():
        answer = visitor.get(f"/faults/{name}")
        assert (answer.status, answer.headers["content-language"]) == (status, language)


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(lambda desk: desk.visitor(None).get("/faults/x?a=1"), id="get"),
        pytest.param(lambda desk: desk.visitor(None).ask("GET", "/events"), id="events"),
    ],
)
def test_nobody_is_led_to_the_login_and_back(faulty: Desk, turn: Callable[[Desk], Answer]) -> None:
    answer = turn(faulty)
    assert answer.status == 303
    assert answer.headers["location"] in ("/login?next=%2Ffaults%2Fx%3Fa%3D1", "/login?next=%2Fevents")


def test_a_page_that_refreshes_itself_is_not_led_away(faulty: Desk) -> None:
    answer = faulty.visitor(None).ask("GET", "/faults/x", headers={"desk-live": "1"})
    assert answer.status == 401
    assert "Please log in again" in answer.text
