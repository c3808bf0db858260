"""What a call says that must fail because a server is not available."""

import time
from collections.abc import Callable

import pytest

from intake.domain.errors import LoginError, UnavailableError

QUICK = 1.0
"""Seconds that a connection in these tests waits for a server."""


def refusal(call: Callable[[], object]) -> str:
    """What a call says that must fail as unavailable within seconds."""
    started = time.monotonic()
    with pytest.raises(UnavailableError) as told:
        call()
    assert time.monotonic() - started < 5 * QUICK
    assert not isinstance(told.value, LoginError)
    assert "\n" not in str(told.value)
    return str(told.value)
