"""Doors, each on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.store import open_store
from tests.people.doors import House, house_of
from tests.store.databases import KINDS, ready_url


@pytest.fixture(params=KINDS)
def on_either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """The same on SQLite and on PostgreSQL."""
    store = open_store(ready_url(request.param, tmp_path))
    yield house_of(store)
    store.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(ready_url("sqlite", tmp_path))
    yield house_of(store)
    store.close()
