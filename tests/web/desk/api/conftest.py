"""The desk that all tests look at, with tokens."""

import pytest

from tests.web.desk.api.programs import hand_out
from tests.web.desk.places import Desk


@pytest.fixture(scope="session")
def api(desk: Desk) -> Desk:
    """With a token of each kind; their use is noted for ever, so that looking changes nothing."""
    hand_out(desk.desk.store)
    return desk


@pytest.fixture(autouse=True)
def _a_slow_machine_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings get ten minutes: the 503 that a slow one is answered with would be a fault to schemathesis."""
    monkeypatch.setattr("intake.app.desk.READS_FOR", 600.0)
