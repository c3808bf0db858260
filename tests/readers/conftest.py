"""What tests of the reader process share."""

import sys
from collections.abc import Callable, Iterator

import pytest

from intake.readers.process.keeper import ReaderKeeper


@pytest.fixture
def misbehaving() -> Iterator[Callable[..., ReaderKeeper]]:
    """Starts a keeper over a stand-in that misbehaves in the way that is named, with more arguments for it."""
    made: list[ReaderKeeper] = []

    def start(behaviour: str, *more: str, deadline: float = 10) -> ReaderKeeper:
        command = (sys.executable, "-m", "tests.readers.stand_in", behaviour, *more)
        made.append(ReaderKeeper(command=command, deadline=deadline))
        return made[-1]

    yield start
    for one in made:
        one.close()
