"""The instants of a mail on one line."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.submission import Evidence, Timestamps
from intake.pipeline.showing.story.instants import WhoseClock, instants, spread
from tests.pipeline.story.values import NOON, UNTIL, at, decision, known, submission

LATE = at(36_600)
EARLY = Timestamps(first_seen=at(90), trusted_received=at(5), internaldate=at(60), savedate=at(61), date=at(-7))


def test_all_five_stand_on_the_line_in_the_order_of_time_with_the_deadline() -> None:
    line = instants(known(submission=submission(stamps=EARLY, received_evidence="trusted-received")))
    names = [one.clock for one in line.marks]
    assert names == ["date", "trusted_received", "internaldate", "savedate", "first_seen", "deadline"]
    assert [one.clock for one in line.marks if one.counts] == ["trusted_received"]
    assert [one.place for one in line.marks] == sorted(one.place for one in line.marks)
    assert (line.marks[0].place, line.marks[-1].place) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("evidence", "counts"),
    [
        ("internaldate", "internaldate"),
        ("trusted-received", "trusted_received"),
        ("first-seen", "first_seen"),
        ("given", "given"),
    ],
)
def test_the_clock_that_counts_is_marked(evidence: Evidence, counts: WhoseClock) -> None:
    stamps = Timestamps(at(9), at(1), at(2), at(3), at(4), at(5))
    line = instants(known(submission=submission(stamps=stamps, received_evidence=evidence)))
    assert [one.clock for one in line.marks if one.counts] == [counts]


@pytest.mark.parametrize(("when", "after"), [(UNTIL, 0), (at(0), -35_999), (LATE, 601), (at(-0.5), -36_000)], ids=str)
def test_each_mark_tells_how_far_from_the_deadline_it_lies(when: datetime, after: int) -> None:
    line = instants(known(submission=submission(stamps=Timestamps(first_seen=when), received_evidence="first-seen")))
    assert next(one.after for one in line.marks if one.clock == "first_seen") == after
    assert next(one.after for one in line.marks if one.clock == "deadline") is None


def test_without_a_date_for_contributions_there_is_none_on_the_line() -> None:
    line = instants(known(decisions=(decision(until=None),)))
    assert line.deadline is None
    assert [one.after for one in line.marks] == [None]


def test_a_mail_that_is_not_decided_has_its_instants_too() -> None:
    assert [one.clock for one in instants(known(decisions=())).marks] == ["first_seen"]


def test_disputed_clocks_on_two_sides_of_the_deadline_are_told() -> None:
    stamps = Timestamps(first_seen=LATE, trusted_received=at(35_000), internaldate=LATE)
    line = instants(known(submission=submission(stamps=stamps, received_evidence="trusted-received")))
    assert line.disputed
    assert line.straddles


def test_a_place_that_is_kept_is_told() -> None:
    moved = instants(known(submission=submission(counts_from=at(-3600))))
    assert moved.counts_from == at(-3600)
    assert instants(known(submission=submission(counts_from=NOON))).counts_from is None


def test_instants_that_would_cover_each_other_stand_in_rows() -> None:
    line = instants(known(submission=submission(stamps=Timestamps(at(0), None, at(0), at(0), at(0)))))
    assert [one.row for one in line.marks] == [0, 1, 2, 3, 0]
    assert line.rows == 4


@given(st.lists(st.integers(0, 10**8).map(at), min_size=1, max_size=9).map(sorted))
def test_places_keep_the_order_and_stay_on_the_line(instants: list[datetime]) -> None:
    places = spread(instants)
    assert places == sorted(places)
    assert all(0 <= one <= 1.000001 for one in places)
    equal = [index for index in range(1, len(instants)) if instants[index] == instants[index - 1]]
    assert all(places[index] == places[index - 1] for index in equal)
