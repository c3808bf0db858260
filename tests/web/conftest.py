"""Worlds with a late paper, as the tests of the whole line make them."""

from collections.abc import Callable, Iterator

import pytest

from intake.ports import Reader
from tests.line.conftest import make_world, reader, world
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.web.places import Place, place_of

__all__ = ["make_world", "reader", "world"]


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Place]:
    """One for all tests that only look, with its clock where it was."""
    folder = tmp_path_factory.mktemp("shown")
    world = World(folder, ready_url("sqlite", folder), reader)
    made = place_of(world)
    yield made
    made.pages.database.close()
    world.close()


@pytest.fixture
def place(world: World) -> Iterator[Place]:
    made = place_of(world)
    yield made
    made.pages.database.close()


@pytest.fixture
def on_either(make_world: Callable[[str], World]) -> Iterator[Place]:
    """The same on SQLite and on PostgreSQL."""
    made = place_of(make_world("here"))
    yield made
    made.pages.database.close()
