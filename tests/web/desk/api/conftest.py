"""The desk that all tests look at, with tokens."""

import pytest

from tests.web.desk.api.programs import hand_out
from tests.web.desk.places import Desk


@pytest.fixture(scope="session")
def api(desk: Desk) -> Desk:
    """With a token of each kind; their use is noted for ever, so that looking changes nothing."""
    hand_out(desk.desk.store)
    return desk
