"""The state of a meeting at an instant, by its dates or by a person's word."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intake.domain.calls.states import state_of
from intake.domain.deadlines import deadline
from intake.domain.meeting import Extension, Meeting

ZONE = "Europe/Zurich"
MEETING = Meeting(
    "2026-05-13",
    "Second meeting",
    date(2026, 5, 13),
    date(2026, 5, 14),
    ZONE,
    starts=datetime.fromisoformat("2026-05-13T08:30"),
    ends=datetime.fromisoformat("2026-05-14T10:30"),
    opens=datetime(2026, 3, 25, 23, tzinfo=UTC),
    deadlines=(deadline("contribution", date(2026, 4, 30), ZONE),),
)
WITHOUT_HOURS = replace(MEETING, starts=None, ends=None)
LONGER = Extension(deadline("contribution", date(2026, 5, 4), ZONE), "why", "Ada", datetime(2026, 4, 29, tzinfo=UTC))
FOR_ONE = replace(LONGER, addresses=("ada@example.org",))


@pytest.mark.parametrize(
    ("meeting", "at", "state"),
    [
        (MEETING, "2026-03-25T22:59:59", "announced"),
        (MEETING, "2026-03-25T23:00:00", "call-open"),
        (replace(MEETING, opens=None), "2026-01-01T00:00:00", "call-open"),
        (MEETING, "2026-04-30T21:59:59", "call-open"),
        (MEETING, "2026-04-30T22:00:00", "call-closed"),
        (replace(MEETING, extensions=(LONGER,)), "2026-04-30T22:00:00", "call-open"),
        (
            replace(MEETING, extensions=(replace(LONGER, addresses=("a@b.example",)),)),
            "2026-05-01T00:00:00",
            "call-closed",
        ),
        (replace(MEETING, deadlines=()), "2026-05-12T22:00:00", "call-open"),
        (MEETING, "2026-05-13T06:29:59", "call-closed"),
        (MEETING, "2026-05-13T06:30:00", "in-session"),
        (MEETING, "2026-05-14T08:29:59", "in-session"),
        (MEETING, "2026-05-14T08:30:00", "ended"),
        (WITHOUT_HOURS, "2026-05-12T21:59:59", "call-closed"),
        (WITHOUT_HOURS, "2026-05-12T22:00:00", "in-session"),
        (WITHOUT_HOURS, "2026-05-14T21:59:59", "in-session"),
        (WITHOUT_HOURS, "2026-05-14T22:00:00", "ended"),
        (replace(MEETING, status="postponed"), "2026-05-13T07:00:00", "postponed"),
        (replace(MEETING, status="cancelled"), "2026-05-20T07:00:00", "cancelled"),
        (replace(MEETING, status="reported"), "2026-05-20T07:00:00", "reported"),
    ],
)
def test_a_meeting_is_in_one_state(meeting: Meeting, at: str, state: str) -> None:
    assert state_of(meeting, datetime.fromisoformat(at).replace(tzinfo=UTC)) == state
