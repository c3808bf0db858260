"""What chairs ask for by a link: one row a link, settled once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from intake.domain.errors import UsageError
from intake.domain.letters.links import Link
from intake.domain.letters.notice import Said
from intake.domain.letters.requests import LONGEST_REASON, NewRequest, Request
from intake.store import SqlStore
from tests.store.values import NOON, at

LINK = Link("MV-26-0417", 1, "muath@cst.example", "keep", at(86_400))
TOLD = (Said("request.decided", {"name": "Muath AlRumayh"}, exact={"at": NOON}),)


def asks(token: str, reason: str = "It fits.") -> NewRequest:
    return NewRequest(LINK, reason, token)


def test_a_request_is_kept_once_and_settled_once(store: SqlStore) -> None:
    with store.write() as work:
        assert work.requests.next_due() is None
        first = work.requests.add(asks("one"), NOON)
        assert first == Request(1, LINK, "It fits.", "one", NOON)
        assert work.requests.add(asks("one", "Twice."), at(5)) == first, "the same link again"
        other = work.requests.add(asks("two"), at(1))
        assert work.requests.next_due() == NOON
        assert work.requests.waiting(NOON) == [first]
        assert work.requests.waiting(at(1)) == work.requests.of("MV-26-0417") == [first, other]
    with store.write() as work:
        assert work.requests.settle(first.id, "decided", TOLD, at(2))
        assert not work.requests.settle(first.id, "refused", (), at(3))
        assert not work.requests.wait(first.id, at(9))
    with store.read() as work:
        settled = work.requests.get(first.id)
        assert settled == work.requests.by_token("one")
        assert settled is not None
        assert (settled.outcome, settled.told, settled.settled_at) == ("decided", TOLD, at(2))
        assert work.requests.waiting(at(9)) == [other]
        assert work.requests.get(99) is work.requests.by_token("three") is None


def test_what_failed_waits_and_stops_no_other(store: SqlStore) -> None:
    with store.write() as work:
        first, other = work.requests.add(asks("one"), NOON), work.requests.add(asks("two"), at(1))
        assert work.requests.wait(first.id, at(60), failed=True)
        assert work.requests.waiting(at(59)) == [other]
        assert work.requests.wait(other.id, at(30))
        assert work.requests.next_due() == at(30)
        assert [(one.token, one.attempts) for one in work.requests.waiting(at(60))] == [("two", 0), ("one", 1)]


def test_who_was_refused_may_ask_again(store: SqlStore) -> None:
    """Nothing came of it: what was in the way may be gone. What was decided stays decided."""
    with store.write() as work:
        first = work.requests.add(asks("one"), NOON)
        work.requests.wait(first.id, at(1), failed=True)
        work.requests.settle(first.id, "refused", TOLD, at(2))
        again = work.requests.add(asks("one", "Now?"), at(3))
        assert again == Request(first.id, LINK, "Now?", "one", at(3))
        work.requests.settle(first.id, "already", TOLD, at(4))
        assert work.requests.add(asks("one", "And now?"), at(5)).outcome == "already"


@pytest.mark.parametrize("reason", ["", " \r\n ", "\0\u202e"])
def test_without_a_reason_nothing_is_kept(store: SqlStore, reason: str) -> None:
    with pytest.raises(UsageError, match="needs a reason"), store.write() as work:
        work.requests.add(asks("one", reason), NOON)
    with store.read() as work:
        assert work.requests.by_token("one") is None


@pytest.mark.parametrize("reason", ["\0\ud800=1+1\u202e\n", "x" * 1_000_000, "审" * 5_000])
def test_a_hostile_reason_is_bounded_and_in_one_line(store: SqlStore, reason: str) -> None:
    with store.write() as work:
        kept = work.requests.add(asks("one", reason), NOON).reason
    assert len(kept) <= LONGEST_REASON
    assert kept.isprintable()


def test_a_link_that_is_pressed_ten_times_at_once_is_one_request(store: SqlStore) -> None:
    def press(n: int) -> int:
        with store.write() as work:
            return work.requests.add(asks("one", f"press {n}"), at(n)).id

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(press, range(10)))) == 1


def test_only_one_of_many_settles_it(store: SqlStore) -> None:
    with store.write() as work:
        request = work.requests.add(asks("one"), NOON).id

    def settle(n: int) -> bool:
        with store.write() as work:
            return work.requests.settle(request, "decided", (), at(n))

    run: Callable[[int], bool] = settle
    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(run, range(5))) == [False] * 4 + [True]
