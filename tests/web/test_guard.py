"""What every request passes: hosts, sizes, counts, a database that is away; and what the log says of it."""

import asyncio
import json
from datetime import timedelta

import pytest
from starlette.types import Message

from intake.domain.errors import ConfigurationError, StorageFailedError, StorageUnavailableError
from intake.store.database import schema
from intake.store.work import SqlStore
from intake.web import bodies
from intake.web.pace import RequestPace
from tests.line.worlds import START
from tests.web.places import Place
from tests.web.test_routes import assert_marked
from tests.web.visitors import HOST


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 200),
        (f"{HOST}:443", 200),
        (HOST.upper(), 200),
        ("127.0.0.1:8026", 200),
        ("localhost", 200),
        ("[::1]:8026", 200),
        ("evil.example", 400),
        (f"{HOST}.evil.example", 400),
        (f"evil.example/{HOST}", 400),
        ("", 400),
    ],
)
def test_only_our_own_names_are_answered(shown: Place, host: str, status: int) -> None:
    answer = shown.visitor(host=host).get(shown.path())
    assert answer.status == status
    assert "evil" not in answer.html
    assert_marked(answer)


def test_no_address_is_made_of_the_host_that_was_asked(shown: Place) -> None:
    visitor = shown.visitor(host="localhost")
    for path in (shown.path(), f"{shown.path()}/asked"):
        answer = visitor.ask("GET", path, headers={"x-forwarded-host": "evil.example", "host": "localhost"})
        assert "localhost" not in answer.html
        assert "evil" not in answer.html
        assert answer.headers.get("location", "/").startswith("/")


@pytest.mark.parametrize(("size", "status"), [(63_000, 303), (64_001, 413), (1_000_000, 413)])
def test_a_large_body_is_not_taken(place: Place, size: int, status: int) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = place.visitor().ask("POST", place.path(), b"reason=" + b"x" * (size - 7), form)
    assert answer.status == status
    assert len(place.requests()) == (status == 303)


def test_a_body_that_never_ends_is_given_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.01)
    sent: list[Message] = []

    async def slowly() -> Message:
        await asyncio.sleep(0.005)
        return {"type": "http.request", "body": b"r", "more_body": True}

    asyncio.run(_post(place, slowly, sent))
    assert sent[0]["status"] == 408
    assert place.requests() == []


def test_half_a_form_of_somebody_who_left_decides_nothing(place: Place) -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b"reason=not+", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def broken() -> Message:
        return messages.pop(0)

    asyncio.run(_post(place, broken, []))
    assert place.requests() == []


async def _post(place: Place, receive: object, sent: list[Message]) -> None:
    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": place.path(),
        "query_string": b"",
        "headers": [(b"host", HOST.encode()), (b"content-type", b"application/x-www-form-urlencoded")],
        "client": ("192.0.2.1", 1),
    }
    await place.visitor().app(scope, receive, send)  # type: ignore[arg-type]


def test_an_address_that_asks_too_often_waits_a_minute(place: Place) -> None:
    object.__setattr__(place.pages, "public", place.pages.public.model_copy(update={"requests_per_minute": 3}))
    visitor = place.visitor()
    assert [visitor.get(place.path()).status for _ in range(4)] == [200, 200, 200, 429]
    many = visitor.post(place.path(), reason="x")
    assert (many.status, many.headers["retry-after"]) == (429, "60")
    assert "Please wait a minute" in many.text
    assert place.requests() == []
    visitor.address = "192.0.2.2"
    assert visitor.get(place.path()).status == 200
    visitor.address = "192.0.2.1"
    place.world.clock.at += timedelta(minutes=1)
    assert visitor.get(place.path()).status == 200


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "", True),
        ("unix:", "unix:", True),
    ],
)
def test_whoever_has_many_addresses_has_one_count(one: str, other: str, same: bool) -> None:
    pace = RequestPace(1)
    assert pace.allows(one, START)
    assert pace.allows(other, START) is not same


def test_a_clock_that_goes_back_locks_nobody_out() -> None:
    pace = RequestPace(1)
    assert pace.allows("a", START)
    assert pace.allows("a", START - timedelta(days=1))


def test_many_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.web.pace._MOST", 10)
    pace = RequestPace(1)
    for number in range(1_000):
        pace.allows(f"192.0.2.{number}", START)
    assert len(pace._counts) == 10


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: SqlStore) -> None:
        raise StorageUnavailableError("The database intake at db.example.org does not answer: password x1y2z3.")

    monkeypatch.setattr(SqlStore, "require_up_to_date", fail)


@pytest.mark.usefixtures("away")
def test_a_database_that_is_away_is_a_page_in_words(shown: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = shown.visitor(languages="fr")
    for answer, title in (
        (visitor.get(shown.path()), "Cette page ne peut pas s’afficher en ce moment"),
        (visitor.get(f"{shown.path()}/asked"), "Cette page ne peut pas s’afficher en ce moment"),
        (visitor.post(shown.path(), reason="x"), "Votre décision n’est pas enregistrée"),
    ):
        assert (answer.status, answer.headers["retry-after"]) == (503, "30")
        assert title in answer.text
        assert "db.example.org" not in answer.html
        assert "x1y2z3" not in answer.html
        assert_marked(answer)
    health = visitor.get("/healthz")
    assert (health.status, health.text) == (503, "the database does not answer")
    assert shown.ended == []
    monkeypatch.undo()
    assert visitor.get(shown.path()).status == 200
    assert (visitor.get("/healthz").status, visitor.get("/healthz").text) == (200, "ok")


def test_a_database_of_another_version_ends_the_process(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "NEWEST", "0999")
    answer = place.visitor().get(place.path())
    assert answer.status == 503
    (error,) = place.ended
    assert isinstance(error, ConfigurationError)
    assert "start 'intake run' of this version once" in str(error)


def test_a_disk_that_breaks_its_promise_ends_the_process(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: SqlStore) -> None:
        raise StorageFailedError("The disk did not keep what it was given.")

    monkeypatch.setattr(SqlStore, "write", fail)
    answer = place.visitor().post(place.path(), reason="x")
    assert (answer.status, "Your decision is not recorded" in answer.text) == (503, True)
    assert [type(one) for one in place.ended] == [StorageFailedError]


def test_a_fault_of_ours_is_a_page_without_a_trace(
    shown: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: SqlStore) -> None:
        raise ZeroDivisionError("secret x1y2z3")

    monkeypatch.setattr(SqlStore, "require_up_to_date", fail)
    answer = shown.visitor().get(shown.path())
    assert answer.status == 500
    assert "Something went wrong on our side" in answer.text
    assert "x1y2z3" not in answer.html
    assert "Zero" not in answer.html
    logged = capsys.readouterr().err
    assert "ZeroDivisionError" in logged
    assert shown.token() not in logged


def test_the_log_has_a_line_for_each_request_and_no_token(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    visitor, path = place.visitor(), place.path()
    visitor.get(path)
    visitor.post(path, reason="Because.")
    visitor.get(f"{path}/asked")
    visitor.get(path + "x")
    visitor.get("/nothing/like/that")
    visitor.get("/healthz")
    logged = capsys.readouterr().err
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [(one["method"], one["page"], one["status"]) for one in lines] == [
        ("GET", "/intake/decide/{token}", 200),
        ("POST", "/intake/decide/{token}", 303),
        ("GET", "/intake/decide/{token}/asked", 200),
        ("GET", "/intake/decide/{token}", 404),
        ("GET", "", 404),
    ]
    assert path[-40:] not in logged
    assert "Because" not in logged
    assert "192.0.2.1" not in logged


def test_one_address_that_sends_slowly_leaves_room_for_others() -> None:
    crowd = bodies.Crowd(3, 2)
    here, there = {"client": ("192.0.2.1", 1)}, {"client": ("192.0.2.2", 1)}
    with crowd.joined(here) as first, crowd.joined(here) as second, crowd.joined(here) as third:
        assert (first, second, third) == (True, True, False)
        with crowd.joined(there) as other, crowd.joined({"client": None}) as more:
            assert (other, more) == (True, False)
    with crowd.joined(here) as again:
        assert again, "who is gone leaves room"
