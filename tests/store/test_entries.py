"""The sealed lines of the log are paged by what a person asks for, in the order of their seals."""

from dataclasses import replace
from itertools import pairwise

import pytest

from intake.domain.search.entries import EntryPage, EntryQuery
from intake.store import SqlStore
from tests.store.values import at, line

_DAY = 86_400


@pytest.fixture
def written(store: SqlStore) -> SqlStore:
    """Lines on six days, not in the order of their times; the last one is not sealed yet."""
    lines = [
        line("stored", why="1", group="mv", submission=1, at=at(0), personal={"from": "ada@example.org"}),
        line("decided", why="2", group="mv", submission=1, at=at(_DAY), who="line"),
        line("decided", why="3", group="dcc", submission=2, at=at(_DAY - 60), who="Grace"),
        line("alert", why="4", at=at(3 * _DAY), who="decide"),
        line("paid", why="5", group="mv", submission=1, at=at(4 * _DAY)),
        line("decided", why="6", group="mv", submission=1, at=at(5 * _DAY), who="Grace"),
    ]
    with store.write() as work:
        for one in lines:
            work.log.add(one)
    with store.write() as work:
        work.log.seal(100)
        work.log.add(line(why="7"))
    return store


def asked(store: SqlStore, query: EntryQuery, size: int = 10) -> EntryPage:
    with store.read() as work:
        return work.search.entries(query, size)


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        pytest.param(EntryQuery(), "654321", id="all-that-are-sealed"),
        pytest.param(EntryQuery(what="decided"), "632", id="what"),
        pytest.param(EntryQuery(without=("decided", "alert")), "51", id="without"),
        pytest.param(EntryQuery(without=("decided",), what="decided"), "", id="what-is-not-seen"),
        pytest.param(EntryQuery(who="Grace"), "63", id="who"),
        pytest.param(EntryQuery(groups=("mv",)), "6521", id="group"),
        pytest.param(EntryQuery(groups=("mv", "dcc")), "65321", id="groups"),
        pytest.param(EntryQuery(groups=()), "", id="no-group"),
        pytest.param(EntryQuery(groups=("mv",), who="Grace"), "6", id="group-and-who"),
        pytest.param(EntryQuery(submission=1, what="decided"), "62", id="mail-and-what"),
        pytest.param(EntryQuery(since=at(3 * _DAY)), "654", id="since"),
        pytest.param(EntryQuery(end=at(3 * _DAY)), "321", id="end"),
        pytest.param(EntryQuery(since=at(_DAY - 60), end=at(_DAY)), "3", id="a-minute"),
        pytest.param(EntryQuery(since=at(90 * _DAY)), "", id="later-than-all"),
        pytest.param(EntryQuery(end=at(-90 * _DAY)), "", id="earlier-than-all"),
        pytest.param(EntryQuery(what="decided", since=at(2 * _DAY)), "6", id="what-and-since"),
    ],
)
def test_lines_are_found_by_what_is_asked_for(written: SqlStore, query: EntryQuery, lines: str) -> None:
    assert "".join(one.why for one in asked(written, query).entries) == lines


@pytest.mark.parametrize("size", [1, 2, 3, 6])
@pytest.mark.parametrize("query", [EntryQuery(), EntryQuery(groups=("mv", "dcc")), EntryQuery(since=at(60))])
def test_pages_follow_one_another_and_go_back(written: SqlStore, query: EntryQuery, size: int) -> None:
    whole = asked(written, query).entries
    page, told = asked(written, query, size), []
    assert not page.ahead
    told.append(page)
    while page.behind:
        page = asked(written, replace(query, after=page.entries[-1].position), size)
        assert page.ahead
        told.append(page)
    assert tuple(one for each in told for one in each.entries) == whole
    for earlier, later in pairwise(told):
        back = asked(written, replace(query, before=later.entries[0].position), size)
        assert (back.entries, back.ahead) == (earlier.entries, earlier.ahead)
        assert back.behind


def test_names_and_addresses_come_with_a_line(written: SqlStore) -> None:
    assert asked(written, EntryQuery(what="stored")).entries[0].personal == {"from": "ada@example.org"}
