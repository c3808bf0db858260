"""A group or a meeting is named in one way everywhere; an unknown name is answered with those that there are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.domain.errors import UsageError
from intake.domain.meeting import Meeting
from intake.domain.names import MeetingName, id_or_next, meeting_name, meeting_named, meeting_or_next, unknown_group
from intake.domain.rulebook import Rulebook
from tests.domain.cases import rulebook

FIRST = date(2026, 5, 13)


def with_meetings(*ids: str, was: tuple[str, ...] = ()) -> Rulebook:
    """A rulebook of jca-mv with these meetings; the first one had other ids before."""
    made = [
        Meeting(one, f"Meeting {one}", FIRST + timedelta(days=n), FIRST + timedelta(days=n), "Europe/Zurich")
        for n, one in enumerate(ids)
    ]
    return rulebook(meetings=tuple(replace(one, was=was if one.id == ids[0] else ()) for one in made))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jca-mv/2026-05-13", MeetingName("jca-mv", "2026-05-13")),
        (" JCA-MV/Geneva-A ", MeetingName("jca-mv", "geneva-a")),
        ("jca-mv / next", MeetingName("jca-mv", "next")),
        ("JCA-MV", MeetingName("jca-mv")),
        ("jca-mv/", MeetingName("jca-mv")),
        ("", MeetingName("")),
    ],
)
def test_a_name_is_read_in_one_way(typed: str, meant: MeetingName) -> None:
    assert meeting_name(typed) == meant
    assert meeting_name(str(meant)) == meant


@pytest.mark.parametrize(
    ("named", "meant"),
    [("Geneva-A", "Geneva-A"), ("geneva-a", "Geneva-A"), ("OLD", "Geneva-A"), ("2026-06-01", "2026-06-01")],
)
def test_a_meeting_is_found_by_each_id_that_it_has_or_had_in_any_letters(named: str, meant: str) -> None:
    book = with_meetings("Geneva-A", "2026-06-01", was=("Old",))
    assert meeting_named(book, named).id == meant
    assert id_or_next(book, named) == meant


@pytest.mark.parametrize(("named", "meant"), [("next", "next"), ("Next", "next"), ("", None), (None, None)])
def test_next_and_none_are_no_meeting(named: str | None, meant: str | None) -> None:
    assert id_or_next(with_meetings("2026-05-13"), named) == meant
    assert meeting_or_next(with_meetings("2026-05-13"), "next") is None


MANY = tuple(f"{year}-0{month}-13" for year in (2025, 2026) for month in (2, 5, 8, 9))

MANY_TOLD = (
    "there is no such meeting of jca-mv; there are jca-mv/2026-05-13, jca-mv/2025-05-13, jca-mv/2026-02-13, and "
    "others; 'intake meeting list' shows all."
)


@pytest.mark.parametrize(
    ("ids", "named", "told"),
    [
        (("2026-05-13",), "2026", "2026: there is no such meeting of jca-mv; there are jca-mv/2026-05-13."),
        (("2026-05-13", "b"), "c", "c: there is no such meeting of jca-mv; there are jca-mv/2026-05-13, jca-mv/b."),
        (("2026-05-13",), "", "jca-mv: name the meeting, too; there are jca-mv/2026-05-13."),
        ((), "2026", "jca-mv: this group has no meeting."),
        (
            MANY,
            "2026-5-13",
            f"2026-5-13: {MANY_TOLD}",
        ),
    ],
)
def test_an_unknown_meeting_is_answered_with_the_nearest_ones(ids: tuple[str, ...], named: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        meeting_named(with_meetings(*ids) if ids else rulebook(meetings=()), named)
    assert str(raised.value) == told


def test_next_stands_among_the_meetings_where_it_may_be_named() -> None:
    with pytest.raises(UsageError, match=r"there are jca-mv/2026-05-13, jca-mv/next\."):
        meeting_or_next(with_meetings("2026-05-13"), "nxt")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (("jca-dcc", "jca-mv"), "jca-x: there is no such group; the rulebooks in force are jca-dcc, jca-mv."),
        ((), "jca-x: there is no such group; the rulebooks in force are none."),
    ],
)
def test_an_unknown_group_is_answered_with_those_that_there_are(known: tuple[str, ...], told: str) -> None:
    assert str(unknown_group("jca-x", known)) == told
