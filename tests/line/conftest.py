"""Worlds for the tests of the whole line: each its own home and database, all with one reader process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.ports import Reader
from intake.readers.keeper import ReaderKeeper
from tests.line.worlds import World
from tests.store.databases import KINDS, ready_url


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    keeper = ReaderKeeper()
    yield keeper
    keeper.close()


@pytest.fixture
def world(tmp_path: Path, reader: Reader) -> World:
    return World(tmp_path, ready_url("sqlite", tmp_path), reader)


@pytest.fixture(params=KINDS)
def make_world(request: pytest.FixtureRequest, tmp_path: Path, reader: Reader) -> Callable[[str], World]:
    """Makes worlds on either database, each in a folder of its own."""

    def make(name: str) -> World:
        folder = tmp_path / name
        folder.mkdir()
        return World(folder, ready_url(request.param, folder), reader)

    return make
