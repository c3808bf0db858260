"""When something falls due: in working hours, earlier rather than later, and within an hour in one letter."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intake.domain.calls.agenda import Due, dues, eve, gathered, reminder
from intake.domain.deadlines import deadline
from intake.domain.meeting import Calendar, Meeting
from tests.domain.cases import GROUP, rulebook

GENEVA = Calendar("geneva", holidays={date(2026, 5, 1): "Labour Day", date(2026, 4, 3): "Good Friday"})


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("until", "before", "expected"),
    [
        pytest.param("2026-04-30", "7 d", "2026-04-23T17:30+02:00", id="the-end-of-a-day-moves-to-its-afternoon"),
        pytest.param("2026-04-30", "2 d", "2026-04-28T17:30+02:00", id="two-days"),
        pytest.param("2026-04-30", "3 h", "2026-04-30T17:30+02:00", id="evening-of-the-last-day"),
        pytest.param("2026-04-30T12:00:00", "3 h", "2026-04-30T09:00+02:00", id="within-working-hours"),
        pytest.param("2026-04-30T10:00:00", "3 h", "2026-04-29T17:30+02:00", id="before-work-moves-to-the-day-before"),
        pytest.param("2026-05-03", "2 d", "2026-04-30T17:30+02:00", id="a-holiday-is-passed-over"),
        pytest.param("2026-05-04T12:00:00", "2 d", "2026-04-30T17:30+02:00", id="weekend-and-holiday"),
        pytest.param("2026-04-04", "7 d", "2026-03-27T17:30+01:00", id="the-clocks-change-between"),
        pytest.param("2026-03-29T12:00:00", "3 h", "2026-03-27T17:30+01:00", id="on-the-day-they-change"),
        pytest.param("2026-04-30T09:00:00", "30 min", "2026-04-30T08:30+02:00", id="minutes"),
    ],
)
def test_a_reminder_moves_earlier_into_working_hours(until: str, before: str, expected: str) -> None:
    when = local(until) if "T" in until else date.fromisoformat(until)
    assert reminder(deadline("contribution", when, "Europe/Zurich"), before, GENEVA) == local(expected)


@pytest.mark.parametrize(
    ("first_day", "zone", "expected"),
    [
        pytest.param("2026-05-13", "Europe/Zurich", "2026-05-12T14:00+02:00", id="the-day-before"),
        pytest.param("2026-05-11", "Europe/Zurich", "2026-05-08T14:00+02:00", id="a-monday"),
        pytest.param("2026-05-04", "Europe/Zurich", "2026-04-30T14:00+02:00", id="weekend-and-holiday"),
        pytest.param("2026-05-13", "Asia/Seoul", "2026-05-12T14:00+09:00", id="in-the-zone-of-the-meeting"),
        pytest.param("2026-03-30", "Europe/Zurich", "2026-03-27T14:00+01:00", id="the-clocks-change-between"),
    ],
)
def test_the_eve_is_the_last_working_day_before(first_day: str, zone: str, expected: str) -> None:
    day = date.fromisoformat(first_day)
    assert eve(Meeting("m", "Meeting", day, day, zone), GENEVA) == local(expected)


def test_what_falls_due_within_an_hour_is_told_at_the_instant_of_the_first() -> None:
    def told(hour: int, minute: int = 0) -> Due:
        return Due("state-of-play", f"mv/m/{hour}:{minute}", datetime(2026, 4, 30, hour, minute, tzinfo=UTC))

    passes = Due("deadline", "mv/m/contribution", datetime(2026, 4, 30, 8, 45, tzinfo=UTC))
    found = gathered([passes, told(8, 30), told(9), told(9, 29), told(9, 30), told(17)])
    assert found[0] == passes
    assert [one.at.strftime("%H:%M") for one in found[1:]] == ["08:30", "08:30", "08:30", "09:30", "17:00"]


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        ("Europe/Zurich", "2026-04-30T06:30:00"),
        ("Asia/Seoul", "2026-04-29T23:30:00"),
        ("Pacific/Auckland", "2026-04-29T20:30:00"),
        ("America/New_York", "2026-04-30T12:30:00"),
    ],
)
def test_a_morning_is_named_by_its_day_in_the_groups_zone(zone: str, instant: str) -> None:
    """Where the day begins early, it is still the day before in UTC."""
    book = rulebook(group=replace(GROUP, zone=zone))
    (found,) = [one for one in dues(book) if one.kind == "morning" and one.subject == f"{book.group.id}/2026-04-30"]
    assert found.at == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("settle", "expected"),
    [
        pytest.param(0, "2026-05-01T00:00:00+02:00", id="at-its-date-once-the-printed-second-is-over"),
        pytest.param(900, "2026-05-01T00:14:59+02:00", id="a-quarter-of-an-hour"),
    ],
)
def test_a_call_closes_when_nothing_can_be_in_time_any_more(settle: int, expected: str) -> None:
    until = deadline("contribution", date(2026, 4, 30), "Europe/Zurich")
    meeting = Meeting("m", "Meeting", date(2026, 5, 13), date(2026, 5, 13), "Europe/Zurich", deadlines=(until,))
    book = rulebook()
    book = replace(book, policy=replace(book.policy, settle=settle), meetings=(meeting,))
    (close,) = (one for one in dues(book) if one.kind == "close")
    assert close.at == local(expected)
