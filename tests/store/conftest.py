"""Every test of the contract runs on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.store import SqlStore, open_store
from tests.store.databases import KINDS, ready_url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the schema in it, for one test."""
    return ready_url(request.param, tmp_path)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """An open store on a database of its own."""
    opened = open_store(database_url)
    yield opened
    opened.close()
