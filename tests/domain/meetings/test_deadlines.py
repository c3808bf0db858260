"""Deadlines, times of receipt, working days: tables at the edges."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.deadlines import (
    correct_until,
    deadline,
    disputed,
    has_ended,
    in_time,
    instant,
    late_by,
    meeting_for,
    receipt_time,
    revision_deadline,
    straddles,
)
from intake.domain.meeting import Calendar, Meeting
from intake.domain.submission import Evidence, Timestamps
from tests.domain.cases import CALENDAR, DEADLINE, ZONE, at, meeting

FIRST_SEEN = at("2026-05-02T08:00:00Z")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "zone", "utc"),
    [
        pytest.param(date(2026, 4, 30), ZONE, "2026-04-30T21:59:59+00:00", id="summer-date"),
        pytest.param(date(2022, 5, 20), ZONE, "2022-05-20T21:59:59+00:00", id="first-circular"),
        pytest.param(date(2026, 12, 1), ZONE, "2026-12-01T22:59:59+00:00", id="winter-date"),
        pytest.param(date(2026, 3, 29), ZONE, "2026-03-29T21:59:59+00:00", id="day-of-the-change"),
        pytest.param(local("2026-04-30T16:00:00"), "UTC", "2026-04-30T16:00:00+00:00", id="hour-in-utc"),
        pytest.param(local("2026-10-25T01:59:59"), ZONE, "2026-10-24T23:59:59+00:00", id="before-the-overlap"),
        pytest.param(local("2026-10-25T03:00:00"), ZONE, "2026-10-25T02:00:00+00:00", id="after-the-overlap"),
    ],
)
def test_a_deadline_is_one_instant(when: date, zone: str, utc: str) -> None:
    assert deadline("contribution", when, zone).utc.isoformat() == utc


@pytest.mark.parametrize(
    ("when", "zone", "sentence"),
    [
        pytest.param(local("2026-03-29T02:30:00"), ZONE, "does not exist in Europe/Zurich", id="gap"),
        pytest.param(local("2026-10-25T02:30:00"), ZONE, "exists twice in Europe/Zurich", id="overlap"),
        pytest.param(local("2026-04-30T16:00:00+02:00"), ZONE, "has an offset of its own", id="offset"),
        pytest.param(date(2026, 4, 30), "Europe/Geneva", "is no time zone", id="unknown-zone"),
        pytest.param(date(2026, 4, 30), "../../etc/passwd", "is no time zone", id="path"),
        pytest.param(date(2026, 4, 30), "", "is no time zone", id="empty"),
    ],
)
def test_an_ambiguous_deadline_is_refused(when: date, zone: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        deadline("contribution", when, zone)


@pytest.mark.parametrize(
    ("offset", "late"),
    [
        pytest.param(timedelta(seconds=-1), 0, id="a-second-before"),
        pytest.param(timedelta(0), 0, id="the-printed-second"),
        pytest.param(timedelta(milliseconds=999), 0, id="within-the-printed-second"),
        pytest.param(timedelta(seconds=1), 1, id="a-second-after"),
        pytest.param(timedelta(minutes=11, milliseconds=500), 660, id="eleven-minutes-after"),
    ],
)
def test_the_printed_second_is_in_time(offset: timedelta, late: int) -> None:
    until = deadline("contribution", date(2026, 4, 30), ZONE)
    assert (in_time(DEADLINE + offset, until), late_by(DEADLINE + offset, until)) == (late == 0, late)


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_late_and_in_time_are_opposites(when: datetime) -> None:
    until = deadline("contribution", date(2026, 4, 30), ZONE)
    assert in_time(when, until) == (late_by(when, until) == 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026-04-30T21:59:59Z", "2026-04-30T21:59:59+00:00", id="utc"),
        pytest.param("2026-04-30T23:59:59+02:00", "2026-04-30T21:59:59+00:00", id="offset"),
        pytest.param("2026-06-30T23:59:60Z", "2026-06-30T23:59:59+00:00", id="leap-second"),
        pytest.param("2026-06-30T23:59:60+02:00", "2026-06-30T21:59:59+00:00", id="leap-second-with-offset"),
        pytest.param("2026-06-30T23:59:60.250Z", "2026-06-30T23:59:59.250000+00:00", id="leap-second-with-fraction"),
    ],
)
def test_an_instant_is_read_as_utc(text: str, expected: str) -> None:
    assert instant(text).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-04-30T21:59:59", "has no offset"),
        ("yesterday", "is no time"),
        ("", "is no time"),
        ("2026-06-30T23:60:00Z", "is no time"),
        ("2026-06-30T23:60Z", "is no time"),
        ("0001-01-01T00:00:00+14:00", "outside the years"),
    ],
)
def test_anything_else_is_no_instant(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        instant(text)


def test_a_trusted_time_is_used_before_a_weaker_one() -> None:
    known = Timestamps(FIRST_SEEN, at("2026-04-01T00:00Z"), at("2026-04-02T00:00Z"), at("2026-04-03T00:00Z"))
    without_given = Timestamps(FIRST_SEEN, None, known.trusted_received, known.internaldate)
    assert receipt_time(known) == (known.given, "given")
    assert receipt_time(without_given) == (known.trusted_received, "trusted-received")
    assert receipt_time(Timestamps(FIRST_SEEN, internaldate=known.internaldate)) == (known.internaldate, "internaldate")
    assert receipt_time(Timestamps(FIRST_SEEN)) == (FIRST_SEEN, "first-seen")


@given(st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))), st.datetimes(timezones=st.just(UTC)))
def test_what_the_sender_claims_moves_nothing(claimed: datetime | None, server: datetime) -> None:
    assert receipt_time(Timestamps(FIRST_SEEN, internaldate=server, date=claimed)) == (server, "internaldate")


@pytest.mark.parametrize(
    ("trusted", "internal", "is_disputed", "holds"),
    [
        pytest.param("2026-04-30T21:00:00Z", "2026-04-30T21:15:00Z", False, False, id="fifteen-minutes"),
        pytest.param("2026-04-30T21:00:00Z", "2026-04-30T21:15:01Z", True, False, id="disputed-before"),
        pytest.param("2026-04-30T22:10:00Z", "2026-04-30T23:10:00Z", True, False, id="disputed-after"),
        pytest.param("2026-04-30T21:50:00Z", "2026-04-30T22:10:00Z", True, True, id="disputed-across"),
        pytest.param("2026-04-30T22:10:00Z", "2026-04-30T21:50:00Z", True, True, id="disputed-across-backwards"),
        pytest.param("2026-04-30T21:59:59Z", "2026-04-30T22:00:05Z", False, False, id="a-filter-of-six-seconds"),
    ],
)
def test_timestamps_that_disagree(trusted: str, internal: str, is_disputed: bool, holds: bool) -> None:
    known = Timestamps(FIRST_SEEN, trusted_received=at(trusted), internaldate=at(internal))
    until = deadline("contribution", date(2026, 4, 30), ZONE)
    assert disputed(known) is is_disputed
    assert straddles(known, "trusted-received", until) is holds
    assert not straddles(known, "given", until)
    assert not straddles(known, "trusted-received", None)


@pytest.mark.parametrize(
    ("border", "last_hop", "internal", "is_disputed"),
    [
        pytest.param("2026-04-30T21:50Z", "2026-04-30T23:10Z", "2026-04-30T23:10:02Z", False, id="waited-in-our-queue"),
        pytest.param("2026-04-30T21:50Z", "2026-04-30T21:50Z", "2026-04-30T23:10Z", True, id="nobody-tells-why"),
        pytest.param("2026-04-30T21:50Z", None, "2026-04-30T23:10Z", True, id="one-server-only"),
        pytest.param("2026-04-30T22:50Z", "2026-04-30T21:10Z", "2026-04-30T21:10Z", True, id="the-border-was-later"),
        pytest.param("2026-04-30T21:50Z", "2026-04-30T22:10Z", "2026-04-30T23:10Z", True, id="dragged-in-afterwards"),
        pytest.param("2026-04-30T21:50Z", "2026-04-30T21:49Z", "2026-04-30T21:52Z", False, id="clocks-a-minute-apart"),
    ],
)
def test_a_mail_that_waited_in_our_own_queue_counts_from_the_border(
    border: str, last_hop: str | None, internal: str, is_disputed: bool
) -> None:
    hop = at(last_hop) if last_hop else None
    known = Timestamps(FIRST_SEEN, trusted_received=at(border), internaldate=at(internal), last_hop=hop)
    until = deadline("contribution", date(2026, 4, 30), ZONE)
    assert receipt_time(known) == (at(border), "trusted-received")
    assert disputed(known) is is_disputed
    assert straddles(known, "trusted-received", until) is is_disputed


@pytest.mark.parametrize(
    ("border", "counted", "holds"),
    [
        pytest.param("2026-04-30T23:50Z", "2026-04-30T21:50:01Z", False, id="in-time-all-the-same"),
        pytest.param("2026-04-30T23:50Z", "2026-04-30T23:10:00Z", True, id="late-unless-it-waited-with-us"),
        pytest.param("2026-05-01T11:59Z", "2026-05-01T12:10:00Z", True, id="in-time-where-clocks-are-farthest"),
        pytest.param("2026-05-01T12:00Z", "2026-05-01T12:10:00Z", False, id="late-in-every-zone"),
        pytest.param(None, "2026-04-30T22:10:00Z", False, id="late"),
    ],
)
@pytest.mark.parametrize("evidence", ["internaldate", "trusted-received"])
def test_a_border_whose_zone_is_unknown_proves_no_lateness(
    border: str | None, counted: str, holds: bool, evidence: Evidence
) -> None:
    until = deadline("contribution", date(2026, 4, 30), ZONE)
    hop = at(counted) if evidence == "trusted-received" else None
    known = Timestamps(
        FIRST_SEEN, trusted_received=hop, internaldate=at(counted), unzoned=at(border) if border else None
    )
    assert receipt_time(known) == (at(counted), evidence)
    assert straddles(known, evidence, until) is holds
    assert not straddles(replace(known, given=at(counted)), "given", until)


@pytest.mark.parametrize(("seen", "holds"), [("2026-04-30T21:59:59Z", False), ("2026-04-30T22:00:00Z", True)])
def test_first_seen_proves_only_not_later_than(seen: str, holds: bool) -> None:
    until = deadline("contribution", date(2026, 4, 30), ZONE)
    assert straddles(Timestamps(at(seen)), "first-seen", until) is holds


SPRING = meeting(id="spring", first_day=date(2026, 5, 13), last_day=date(2026, 5, 13))
AUTUMN = meeting(id="autumn", first_day=date(2026, 10, 1), last_day=date(2026, 10, 2), deadlines=())


@pytest.mark.parametrize(
    ("when", "named", "expected"),
    [
        pytest.param("2026-04-01T00:00Z", None, "spring", id="the-first-ahead"),
        pytest.param("2026-05-13T21:59:59Z", None, "spring", id="its-last-second"),
        pytest.param("2026-05-13T22:00:00Z", None, "autumn", id="its-day-is-over-in-its-zone"),
        pytest.param("2026-04-01T00:00Z", "autumn", "autumn", id="named"),
        pytest.param("2026-06-01T00:00Z", "spring", "autumn", id="named-but-ended"),
        pytest.param("2026-04-01T00:00Z", "unheard-of", "spring", id="named-but-unknown"),
        pytest.param("2026-12-01T00:00Z", None, None, id="none-is-next"),
    ],
)
def test_the_meeting_that_a_mail_is_for(when: str, named: str | None, expected: str | None) -> None:
    found = meeting_for([AUTUMN, SPRING], at(when), named)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("day_of", "days", "expected"),
    [
        pytest.param("2026-04-30T21:50:00Z", 1, "2026-05-01T21:59:59Z", id="first-of-may-is-a-working-day"),
        pytest.param("2026-04-30T22:10:00Z", 1, "2026-05-04T21:59:59Z", id="friday-in-geneva-already"),
        pytest.param("2026-05-13T10:00:00Z", 1, "2026-05-15T21:59:59Z", id="over-ascension"),
        pytest.param("2026-05-22T10:00:00Z", 2, "2026-05-27T21:59:59Z", id="over-weekend-and-whit-monday"),
        pytest.param("2026-10-23T10:00:00Z", 1, "2026-10-26T22:59:59Z", id="over-the-change-of-clocks"),
        pytest.param("2026-05-02T10:00:00Z", 0, "2026-05-02T21:59:59Z", id="the-day-itself"),
    ],
)
def test_a_correction_has_until_the_end_of_a_working_day(day_of: str, days: int, expected: str) -> None:
    assert correct_until(at(day_of), ZONE, CALENDAR, days) == at(expected)


def test_a_correction_has_until_the_deadline_at_least() -> None:
    early, night = at("2026-04-20T10:00:00Z"), at("2026-04-30T21:50:00Z")
    assert correct_until(early, ZONE, CALENDAR, 1, DEADLINE) == DEADLINE
    assert correct_until(night, ZONE, CALENDAR, 1, DEADLINE) == at("2026-05-01T21:59:59Z")


@given(
    st.datetimes(min_value=datetime(2022, 1, 1), max_value=datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 10),
)
def test_a_correction_never_ends_on_a_free_day(day_of: datetime, days: int) -> None:
    until = correct_until(day_of, "UTC", CALENDAR, days)
    assert CALENDAR.works_on(until.date())
    assert until - day_of > timedelta(days=days - 1)


@pytest.mark.parametrize(
    ("one", "to_the_end", "to_the_deadline"),
    [
        pytest.param(SPRING, "2026-05-13T21:59:59Z", "2026-04-30T21:59:59Z", id="deadline-and-meeting"),
        pytest.param(AUTUMN, "2026-10-02T21:59:59Z", None, id="no-deadline"),
        pytest.param(None, None, None, id="next"),
    ],
)
def test_revisions_end_as_the_policy_says(
    one: Meeting | None, to_the_end: str | None, to_the_deadline: str | None
) -> None:
    meeting_end = revision_deadline(one, "contribution", "meeting-end")
    until = revision_deadline(one, "contribution", "deadline")
    assert (meeting_end.utc if meeting_end else None) == (at(to_the_end) if to_the_end else None)
    assert (until.utc if until else None) == (at(to_the_deadline) if to_the_deadline else None)


def test_a_meeting_ends_with_its_last_day_in_its_own_zone() -> None:
    tokyo = meeting(zone="Asia/Tokyo")
    assert not has_ended(tokyo, at("2026-05-13T14:59:59Z"))
    assert has_ended(tokyo, at("2026-05-13T15:00:00Z").astimezone(timezone(timedelta(hours=-8))))


def test_a_calendar_knows_its_free_days() -> None:
    days = [date(2026, 5, day) for day in (13, 14, 15, 16, 17)]
    assert [Calendar("one", holidays={date(2026, 5, 14): "Ascension Day"}).works_on(day) for day in days] == [
        True, False, True, False, False,
    ]  # fmt: skip


@given(st.one_of(st.text(), st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", fullmatch=True)))
def test_whatever_is_typed_is_an_instant_in_utc_or_a_sentence(text: str) -> None:
    try:
        found = instant(text)
    except ValueError:
        return
    assert found.tzinfo is UTC
