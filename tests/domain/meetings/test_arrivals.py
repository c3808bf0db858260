"""Arrivals by day against a deadline, and beside those of the meeting before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.deadlines import deadline
from intake.domain.telling.arrivals import ComparedDay, DayOfCall, beside, by_day

UNTIL = deadline("contribution", date(2026, 4, 30), "Europe/Zurich")
BEFORE = deadline("contribution", date(2025, 11, 14), "Asia/Riyadh")


def came(*days_and_hours: float) -> list[datetime]:
    """So many days from the deadline (negative: before it)."""
    return [UNTIL.utc + timedelta(days=one) for one in days_and_hours]


@pytest.mark.parametrize(
    ("found", "days"),
    [
        pytest.param([], [DayOfCall(date(2026, 4, 30), 0)], id="nothing-yet"),
        pytest.param(
            came(-2.2, -2.1, -0.5, 0),
            [DayOfCall(date(2026, 4, 28), 2), DayOfCall(date(2026, 4, 29), 0), DayOfCall(date(2026, 4, 30), 2)],
            id="no-gap",
        ),
        pytest.param(
            came(-0.1, 0.001),
            [DayOfCall(date(2026, 4, 30), 1), DayOfCall(date(2026, 5, 1), 1, 1)],
            id="a-minute-and-more-late",
        ),
        pytest.param(came(-40), [DayOfCall(date(2026, 4, day), 0) for day in range(17, 31)], id="long-before"),
    ],
)
def test_arrivals_by_day(found: list[datetime], days: list[DayOfCall]) -> None:
    assert by_day(found, UNTIL, 14) == days


def test_a_day_is_one_of_the_meetings_clock() -> None:
    """22:30 UTC on the 29th is the 30th in Geneva."""
    assert by_day([datetime(2026, 4, 29, 22, 30, tzinfo=UTC)], UNTIL, 14) == [DayOfCall(date(2026, 4, 30), 1)]


def test_days_stand_beside_those_with_the_same_distance_to_the_deadline() -> None:
    theirs = [BEFORE.utc - timedelta(days=3, hours=1), BEFORE.utc - timedelta(hours=1), BEFORE.utc + timedelta(days=9)]
    assert beside(came(-1.1, -0.1, 0.5), UNTIL, theirs, BEFORE, 14) == [
        *(ComparedDay(one, date(2026, 4, 30 + one), 0, 0, 0) for one in (-6, -5, -4)),
        ComparedDay(-3, date(2026, 4, 27), 0, 0, 1),
        ComparedDay(-2, date(2026, 4, 28), 0, 0, 0),
        ComparedDay(-1, date(2026, 4, 29), 1, 0, 0),
        ComparedDay(0, date(2026, 4, 30), 1, 0, 1),
        ComparedDay(1, date(2026, 5, 1), 1, 1, 0),
        ComparedDay(2, date(2026, 5, 2), 0, 0, 0),
        ComparedDay(3, date(2026, 5, 3), 0, 0, 0),
    ]


def test_the_first_meeting_stands_alone() -> None:
    days = beside(came(-0.1), UNTIL, (), None, 14)
    assert [(one.offset, one.count) for one in days] == [*((one, 0) for one in range(-6, 0)), (0, 1)]


def test_no_more_days_are_shown_than_wanted() -> None:
    days = beside(came(-40, -9.1), UNTIL, came(-30), UNTIL, 10)
    assert [one.offset for one in days] == [*range(-9, 1)]
