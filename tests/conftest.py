"""What all tests share: the servers, and no network but this machine's own."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from intake.adapters.logs import log_as_json
from intake.store.database.engine import _SQLITE_SESSION
from tests.store.databases import stop_server

pytest_plugins = ["tests.servers.fixtures"]

settings.register_profile("intake", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("intake")

log_as_json()

_DELIVERED = dict(_SQLITE_SESSION)
_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True, scope="session")
def no_network_but_loopback() -> Iterator[None]:
    """A test that reaches for another machine fails at once, and says where it wanted to go."""
    patch = pytest.MonkeyPatch()
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - whatever the family takes
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test reached for {address[0]}: tests talk to this machine only")
        connect(self, address)

    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk() -> Iterator[None]:
    """Nothing waits until a disk has what was written: no test cuts the power, and a killed process loses nothing.

    `as_delivered` takes this back; processes that tests start wait as they always do.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setitem(_SQLITE_SESSION, "synchronous", 0)
        yield


@pytest.fixture
def as_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sessions of SQLite as the product opens them."""
    monkeypatch.setitem(_SQLITE_SESSION, "synchronous", _DELIVERED["synchronous"])


def pytest_sessionfinish() -> None:
    """End the database server that tests of this process started."""
    stop_server()
