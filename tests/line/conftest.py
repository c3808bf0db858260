"""Worlds for the tests of the whole line: each its own home and database, all with one reader process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.ports import Reader
from intake.readers.process.keeper import ReaderKeeper
from tests.line.worlds import World
from tests.store.databases import KINDS, ready_url


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    keeper = ReaderKeeper()
    yield keeper
    keeper.close()


@pytest.fixture
def world(tmp_path: Path, reader: Reader) -> Iterator[World]:
    made = World(tmp_path, ready_url("sqlite", tmp_path), reader)
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def make_world(request: pytest.FixtureRequest, tmp_path: Path, reader: Reader) -> Iterator[Callable[[str], World]]:
    """Makes worlds on either database, each in a folder of its own."""
    worlds: list[World] = []

    def make(name: str) -> World:
        folder = tmp_path / name
        folder.mkdir()
        worlds.append(World(folder, ready_url(request.param, folder), reader))
        return worlds[-1]

    yield make
    for one in worlds:
        one.close()
