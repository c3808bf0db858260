"""The address bar is the question: what is written there is read from there, and nothing there breaks a page."""

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.search.address import USUAL, PlaceInOrder, UnknownValue, View, address_of, asked_in, without
from intake.domain.search.asked import LogFilter, Term, end_instant, first_instant, says_nothing, terms

_WORDS = st.text().map(lambda text: " ".join(text.replace("\0", " ").split())[:200].strip())
_MOMENTS = st.none() | st.dates(date(1970, 1, 1), date(2999, 12, 31)) | st.datetimes(
    datetime(1970, 1, 1), datetime(2999, 12, 31)  # noqa: DTZ001 - local times are meant
).map(lambda at: at.replace(second=0, microsecond=0))  # fmt: skip
_FILTERS = st.builds(
    LogFilter,
    text=_WORDS,
    group=_WORDS.map(str.lower).map(lambda text: text[:60].strip()).filter(lambda text: text == text.lower()),
    meeting=_WORDS,
    disposition=st.sampled_from(["", "accept", "hold", "question"]),
    finding=st.sampled_from(["", "TPL-001", "SYS-001"]),
    kind=st.sampled_from(["", "contribution", "liaison_in"]),
    sender=_WORDS,
    who=_WORDS,
    mailbox=_WORDS,
    since=_MOMENTS,
    until=_MOMENTS,
    waiting=st.booleans(),
)
_PLACES = st.none() | st.builds(
    PlaceInOrder, st.datetimes(datetime(1, 1, 1), timezones=st.just(UTC)), st.integers(0, 10**18 - 1)  # noqa: DTZ001
)  # fmt: skip
_VIEWS = st.builds(
    View,
    order=st.sampled_from(["newest", "oldest"]),
    columns=st.lists(st.sampled_from(["who", "subject", "received", "numbers"]), min_size=1, unique=True).map(tuple),
    after=_PLACES,
    before=_PLACES,
)


@given(_FILTERS, _VIEWS)
def test_the_address_gives_back_the_question(asked: LogFilter, view: View) -> None:
    bar = urlencode(address_of(asked, view), errors="surrogatepass")
    pairs = parse_qsl(bar, keep_blank_values=True, errors="surrogatepass")
    assert asked_in(pairs) == (asked, view, ())


@given(st.lists(st.tuples(st.sampled_from([*LogFilter.__slots__, "order", "columns", "after", "before"]), st.text())))
def test_anything_in_the_address_is_a_question(pairs: list[tuple[str, str]]) -> None:
    asked, view, _ = asked_in(pairs)
    assert asked_in(address_of(asked, view)) == (asked, view, ())


@pytest.mark.parametrize(
    ("pairs", "asked"),
    [
        pytest.param([], LogFilter(), id="nothing"),
        pytest.param([("text", " two \n words ")], LogFilter(text="two words"), id="blanks"),
        pytest.param([("group", "JCA-MV")], LogFilter(group="jca-mv"), id="group-in-capitals"),
        pytest.param([("finding", "tpl-001")], LogFilter(finding="TPL-001"), id="finding-in-small-letters"),
        pytest.param([("since", "2026-04-30")], LogFilter(since=date(2026, 4, 30)), id="day"),
        pytest.param(
            [("until", "2026-04-30T23:59")],
            LogFilter(until=datetime(2026, 4, 30, 23, 59)),  # noqa: DTZ001
            id="minute",
        ),
        pytest.param([("waiting", "yes")], LogFilter(waiting=True), id="waiting"),
        pytest.param([("text", ""), ("kind", "")], LogFilter(), id="empty-fields-of-a-form"),
        pytest.param([("text", "a"), ("text", "b")], LogFilter(text="a"), id="twice"),
        pytest.param([("color", "red")], LogFilter(), id="another-name"),
    ],
)
def test_an_address_is_read(pairs: list[tuple[str, str]], asked: LogFilter) -> None:
    assert asked_in(pairs) == (asked, View(), ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("disposition", "lost"),
        ("kind", "poem"),
        ("finding", "x' or 1=1"),
        ("since", "yesterday"),
        ("since", "2026-02-30"),
        ("until", "2026-04-30T25:00"),
        ("until", "9999-12-31"),
        ("waiting", "perhaps"),
        ("order", "random"),
        ("after", "12"),
        ("before", "999999999999999999-1"),
        ("columns", "password"),
    ],
)
def test_a_value_that_means_nothing_is_left_out_and_named(name: str, value: str) -> None:
    asked, view, unknown = asked_in([(name, value)])
    assert (asked, view) == (LogFilter(), View())
    assert [(one.name, one.value.casefold()) for one in unknown] == [(name, value.casefold())]


def test_the_choices_are_named() -> None:
    _, _, (unknown,) = asked_in([("disposition", "lost")])
    assert unknown == UnknownValue(
        "disposition", "lost", ("accept", "return", "hold", "question", "ignore", "undecided", "failed")
    )


def test_columns_come_as_boxes_or_as_one_word() -> None:
    assert asked_in([("columns", "who"), ("columns", "subject")])[1] == asked_in([("columns", "who,subject")])[1]
    assert asked_in([])[1].columns == USUAL


def test_one_field_is_taken_away() -> None:
    asked = LogFilter(text="avatar", waiting=True)
    assert without(asked, "text") == LogFilter(waiting=True)
    assert without(asked, "waiting") == LogFilter(text="avatar")


_GENEVA = ZoneInfo("Europe/Zurich")


@pytest.mark.parametrize(
    ("moment", "first", "end"),
    [
        pytest.param(date(2026, 4, 30), "2026-04-29T22:00", "2026-04-30T22:00", id="day"),
        pytest.param(date(2026, 3, 29), "2026-03-28T23:00", "2026-03-29T22:00", id="day-with-23-hours"),
        pytest.param(date(2026, 10, 25), "2026-10-24T22:00", "2026-10-25T23:00", id="day-with-25-hours"),
        pytest.param(datetime(2026, 4, 30, 23, 59), "2026-04-30T21:59", "2026-04-30T22:00", id="minute"),  # noqa: DTZ001
    ],
)
def test_a_day_is_whole_where_it_is_lived(moment: date, first: str, end: str) -> None:
    told = (first_instant(moment, _GENEVA), end_instant(moment, _GENEVA))
    assert told == tuple(datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (first, end))


def test_fields_ask_for_words_that_no_text_has() -> None:
    asked = LogFilter(text="TPL-001 Grace", finding="TPL-001", kind="liaison_in", who="Grace Hopper", sender="@itu.int")
    assert terms(asked) == (
        Term("¤ftpl¤001", whole=True),
        Term("¤kliaison¤in", whole=True),
        Term("¤wgrace¤hopper", whole=True),
        Term("¤situint"),
        Term("tpl001"),
        Term("grace"),
    )


def test_a_text_without_letters_can_find_nothing() -> None:
    assert says_nothing(LogFilter(text="???"))
    assert says_nothing(LogFilter(sender="@"))
    assert not says_nothing(replace(LogFilter(), text="a ?"))
