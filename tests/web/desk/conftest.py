"""The desk of an intake with some mails: one to look at for all tests, one of its own for a test that acts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from intake.ports import Reader
from tests.line.conftest import make_world, reader, world
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.web.desk.places import Desk, ServedDesk, browsed, desk_of, filled

__all__ = ["make_world", "reader", "world"]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Desk]:
    """One for all tests that only look, with its clock where it was."""
    folder = tmp_path_factory.mktemp("desk")
    seen = World(folder, ready_url("sqlite", folder), reader)
    made = desk_of(seen, filled(seen))
    yield made
    made.close()
    seen.close()


@pytest.fixture
def own_desk(world: World) -> Iterator[Desk]:
    """A desk of the test's own."""
    made = desk_of(world, filled(world))
    yield made
    made.close()


@pytest.fixture
def bare_desk(world: World) -> Iterator[Desk]:
    """A desk of the test's own to which no mail came: for what has to do with persons alone."""
    made = desk_of(world)
    yield made
    made.close()


@pytest.fixture
def served_desk(world: World, browser: Browser) -> Iterator[ServedDesk]:
    """The same, served for a browser."""
    made = desk_of(world, filled(world), ServedDesk)
    assert isinstance(made, ServedDesk)
    with browsed(made, browser):
        yield made
    made.close()
