"""The calendar of a meeting: the same events through every change, in the right zone, and nobody to answer to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
import pytest

from intake.adapters.site.calendar import as_ics
from intake.adapters.words.catalogs import Catalogs
from intake.domain.deadlines import deadline
from intake.domain.meeting import Group, Meeting
from intake.domain.publishing.calendar import CalendarEvent, events, history_of
from intake.domain.publishing.site import Publication, publication
from intake.shipped import shipped_templates

GENEVA = "Europe/Zurich"
STARTS = datetime.fromisoformat("2026-05-13T08:30:00")
MEETING = Meeting(
    "2026-05-13", "Second meeting; a, b", date(2026, 5, 13), date(2026, 5, 14), GENEVA, "Geneva, Switzerland",
    STARTS, STARTS + timedelta(hours=26),
    deadlines=(deadline("contribution", date(2026, 4, 30), GENEVA),),
)  # fmt: skip
DAY = datetime(2026, 3, 26, 9, tzinfo=UTC)


def at(day: int) -> datetime:
    return DAY + timedelta(days=day)


@cache
def catalogs() -> Catalogs:
    return Catalogs(shipped_templates() / "locale")


def page(meeting: Meeting) -> Publication:
    group = Group("jca-mv", "JCA-MV", "A group", "MV", GENEVA, ("mv@itu.example",), home_page="https://jca.example/mv")
    return publication(group, meeting, "members", (), DAY, "")


def calendar(*said: Meeting) -> tuple[tuple[CalendarEvent, ...], icalendar.Calendar, bytes]:
    found = events("jca-mv", history_of(said[-1], [(at(day), (one,)) for day, one in enumerate(said)]))
    written = as_ics(page(said[-1]), found, catalogs())
    return found, icalendar.Calendar.from_ical(written), written


MOVED = replace(MEETING, first_day=date(2026, 6, 10), last_day=date(2026, 6, 10), starts=None, ends=None)
POSTPONED = replace(MEETING, status="postponed")
CHANGES = [
    pytest.param([MEETING], [0, 0], [False, False], "PUBLISH", id="as-called"),
    pytest.param([MEETING, replace(MEETING, language="fr")], [0, 0], [False, False], "PUBLISH", id="other-change"),
    pytest.param([MEETING, MOVED], [1, 0], [False, False], "PUBLISH", id="moved"),
    pytest.param([MEETING, MOVED, MEETING], [2, 0], [False, False], "PUBLISH", id="moved-back"),
    pytest.param([MEETING, POSTPONED], [1, 1], [True, True], "CANCEL", id="postponed"),
    pytest.param([MEETING, POSTPONED, MOVED], [2, 2], [False, False], "PUBLISH", id="then-a-new-date"),
    pytest.param([MEETING, replace(MEETING, status="cancelled")], [1, 1], [True, True], "CANCEL", id="cancelled"),
    pytest.param([MEETING, replace(MEETING, deadlines=())], [0, 1], [False, True], "PUBLISH", id="no-date-any-more"),
    pytest.param(
        [MEETING, replace(MOVED, id="2026-06-10", was=("2026-05-13",))], [1, 0], [False, False], "PUBLISH", id="new-id"
    ),
]


@pytest.mark.parametrize(("said", "sequence", "cancelled", "method"), CHANGES)
def test_every_change_is_told_of_the_same_event(
    said: Sequence[Meeting], sequence: list[int], cancelled: list[bool], method: str
) -> None:
    first, _, _ = calendar(MEETING)
    found, read, _ = calendar(*said)
    assert [one.uid for one in found] == [one.uid for one in first]
    shown = read.walk("VEVENT")
    assert [one["UID"] for one in shown] == [one.uid for one in first]
    assert [one["SEQUENCE"] for one in shown] == sequence
    assert [one["STATUS"] == "CANCELLED" for one in shown] == cancelled
    assert read["METHOD"] == method


def test_meetings_and_dates_have_identities_of_their_own() -> None:
    mine, _, _ = calendar(MEETING)
    other, _, _ = calendar(replace(MEETING, id="2026-11-11"))
    assert len({one.uid for one in (*mine, *other)}) == 4


def test_what_a_calendar_shows() -> None:
    _, read, written = calendar(MEETING)
    meeting, until = read.walk("VEVENT")
    assert str(meeting["SUMMARY"]) == "Second meeting; a, b"
    assert str(meeting["LOCATION"]) == "Geneva, Switzerland"
    assert meeting.decoded("DTSTART") == datetime(2026, 5, 13, 8, 30, tzinfo=ZoneInfo(GENEVA))
    assert meeting.decoded("DTEND") == datetime(2026, 5, 14, 10, 30, tzinfo=ZoneInfo(GENEVA))
    assert str(until["SUMMARY"]) == "Date for contributions: Second meeting; a, b"
    assert until.decoded("DTSTART") == datetime(2026, 4, 30, 23, 59, 59, tzinfo=ZoneInfo(GENEVA))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_nobody_can_answer_it() -> None:
    _, read, written = calendar(MEETING)
    assert b"@" not in written
    assert b"ATTENDEE" not in written
    assert b"mailto" not in written.lower()
    assert {str(one["ORGANIZER"]) for one in read.walk("VEVENT")} == {"invalid:nomail"}


def test_days_without_hours_are_whole_days() -> None:
    _, read, written = calendar(MOVED)
    meeting = read.walk("VEVENT")[0]
    assert (meeting.decoded("DTSTART"), meeting.decoded("DTEND")) == (date(2026, 6, 10), date(2026, 6, 11))
    assert b"DTSTART;VALUE=DATE:20260610" in written


def test_it_speaks_the_language_of_the_meeting() -> None:
    _, read, _ = calendar(replace(MEETING, language="fr"))
    assert str(read.walk("VEVENT")[1]["SUMMARY"]).startswith("Date limite des contributions")


@pytest.mark.parametrize("zone", [GENEVA, "America/New_York", "Asia/Seoul", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_the_rules_of_the_zone_are_those_of_the_zone(zone: str) -> None:
    """By RFC 5545, section 3.6.5: the last onset before a time, each written in the offset that ended with it."""
    _, read, _ = calendar(replace(MEETING, zone=zone, deadlines=()))
    (rules,) = read.walk("VTIMEZONE")
    assert str(rules["TZID"]) == zone
    onsets = []
    for part in rules.subcomponents:
        before, after, shown = (part.decoded(key) for key in ("TZOFFSETFROM", "TZOFFSETTO", "DTSTART"))
        onsets.append((shown.replace(tzinfo=UTC) - before, after))
    for hour in range(0, 24 * 600, 1):
        instant = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        offset = max(one for one in onsets if one[0] <= instant)[1]
        assert offset == instant.astimezone(ZoneInfo(zone)).utcoffset(), instant
