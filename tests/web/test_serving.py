"""The server of the pages: its patience, its limits, whose word on an address counts."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from typing import Any

import pytest

from intake.web import connections, serving
from tests.line.worlds import World
from tests.servers.ports import HOST, free_ports
from tests.web.places import Place, place_of
from tests.web.served import served
from tests.web.visitors import Answer, answered


@pytest.fixture
def serve_place(world: World) -> Iterator[Callable[..., Place]]:
    """Serves the pages of this world, with these settings."""
    opened = []

    def make(**settings: Any) -> Place:  # noqa: ANN401 - whatever the settings take
        place = place_of(world, listen=f"{HOST}:{free_ports(1)[0]}", **settings)
        running = served(place)
        running.__enter__()
        opened.append((place, running))
        return place

    yield make
    for place, running in opened:
        running.__exit__(None, None, None)
        place.pages.database.close()


def ask(place: Place, **headers: str) -> Answer:
    connection = HTTPConnection(HOST, place.pages.public.place[1], timeout=20)
    return answered(connection, "GET", place.path(), b"", headers)


def talk(place: Place, sent: bytes) -> bytes:
    """What comes back until the server closes."""
    with socket.create_connection((HOST, place.pages.public.place[1]), timeout=20) as connection:
        connection.sendall(sent)
        received = b""
        while more := connection.recv(65_536):
            received += more
        return received


def test_the_program_does_not_say_what_it_is(serve_place: Callable[..., Place]) -> None:
    answer = ask(serve_place())
    assert answer.status == 200
    assert "server" not in answer.headers
    assert "uvicorn" not in str(answer.headers).lower()


def test_whoever_is_slow_or_talks_too_much_is_left(
    serve_place: Callable[..., Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    place = serve_place()
    for begun in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"):
        assert talk(place, begun) == b""
    whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert talk(place, whole + b"GET /heal").startswith(b"HTTP/1.1 200 OK")
    large = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20_000
    assert talk(place, large).startswith(b"HTTP/1.1 400")


def test_a_web_server_before_us_says_for_whom_it_asks(serve_place: Callable[..., Place]) -> None:
    place = serve_place(forwarded_from=(HOST,), requests_per_minute=1)
    assert ask(place, X_Forwarded_For="192.0.2.1").status == 200
    assert ask(place, X_Forwarded_For="192.0.2.2").status == 200
    assert ask(place, X_Forwarded_For="192.0.2.1").status == 429
    assert ask(place, X_Forwarded_For="203.0.113.9, 192.0.2.2").status == 429, "the last address is the one it saw"


def test_nobody_else_is_believed(serve_place: Callable[..., Place]) -> None:
    place = serve_place(requests_per_minute=1)
    assert ask(place, X_Forwarded_For="192.0.2.1").status == 200
    assert ask(place, X_Forwarded_For="192.0.2.2").status == 429


def test_whoever_opens_many_connections_and_says_nothing_keeps_nobody_out(
    serve_place: Callable[..., Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "WAITING", 3)
    monkeypatch.setattr(serving, "CONNECTIONS", 6)
    place = serve_place()
    port = place.pages.public.place[1]
    silent = [socket.create_connection((HOST, port), timeout=20) for _ in range(20)]
    slow = [socket.create_connection((HOST, port), timeout=20) for _ in range(20)]
    for one in slow:
        with suppress(OSError):
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-")
    assert [ask(place).status for _ in range(5)] == [200] * 5
    assert silent[0].recv(1) == b"", "the one that waited longest had to go"
    for one in (*silent, *slow):
        one.close()
