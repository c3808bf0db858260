"""A server's times: those that prove nothing are none, so that no zone's calendar ends in our arithmetic."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake.adapters.imap.fetch import instant

EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (datetime(2026, 4, 30, 14, tzinfo=EAST), datetime(2026, 4, 30, 12, tzinfo=UTC)),
        (datetime(2026, 4, 30, 14), None),  # noqa: DTZ001 - the naive time is what is tried
        (datetime(9999, 12, 31, 23, 30, tzinfo=UTC), None),
        (datetime(1, 1, 1, tzinfo=EAST), None),
        (datetime(1, 1, 2, tzinfo=UTC), None),
        (datetime(1970, 1, 1, tzinfo=UTC), None),
        (None, None),
    ],
)
def test_a_time_that_proves_nothing_is_none(told: datetime | None, expected: datetime | None) -> None:
    assert instant(told) == expected
