"""Outages in the database: each is told once, however many workers see it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from intake.store import SqlStore

NOW = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)
MINUTES = timedelta(minutes=1)


def begin(store: SqlStore, key: str = "smtp", at: datetime = NOW, patience: timedelta = timedelta()) -> bool:
    with store.write() as work:
        return work.outages.begin(key, at, patience)


def end(store: SqlStore, key: str = "smtp") -> datetime | None:
    with store.write() as work:
        return work.outages.end(key)


def stands(store: SqlStore, key: str = "smtp") -> bool:
    with store.read() as work:
        return work.outages.stands(key)


def test_an_outage_begins_once_and_ends_once(store: SqlStore) -> None:
    assert [begin(store), begin(store, at=NOW + MINUTES)] == [True, False]
    assert stands(store)
    assert begin(store, "mailbox:jca-mv")
    assert [end(store), end(store)] == [NOW, None]
    assert not stands(store)
    assert stands(store, "mailbox:jca-mv")
    assert begin(store, at=NOW + 2 * MINUTES)
    assert end(store) == NOW + 2 * MINUTES


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        pytest.param([0, 1, 4], [False, False, False], id="short"),
        pytest.param([0, 4, 5, 6], [False, False, True, False], id="long"),
        pytest.param([0, 90, 91], [False, True, False], id="seen-late"),
    ],
)
def test_an_outage_is_told_after_its_patience(store: SqlStore, minutes: list[int], told: list[bool]) -> None:
    assert [begin(store, at=NOW + one * MINUTES, patience=5 * MINUTES) for one in minutes] == told
    assert end(store) == (NOW if any(told) else None)
    assert not stands(store)


def test_many_workers_tell_it_once(store: SqlStore) -> None:
    together = Barrier(4)

    def seen(_: int) -> bool:
        together.wait()
        return begin(store)

    def over(_: int) -> bool:
        together.wait()
        return end(store) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(seen, range(4))) == [False, False, False, True]
        assert sorted(pool.map(over, range(4))) == [False, False, False, True]


def test_what_was_not_committed_is_told_again(store: SqlStore) -> None:
    with pytest.raises(RuntimeError):
        _begin_in_vain(store)
    assert begin(store)


def _begin_in_vain(store: SqlStore) -> None:
    with store.write() as work:
        assert work.outages.begin("smtp", NOW)
        raise RuntimeError


def test_all_that_stand_are_known_with_their_beginnings(store: SqlStore) -> None:
    assert begin(store, "smtp")
    begin(store, "disk:/srv", NOW + MINUTES, patience=5 * MINUTES)
    with store.read() as work:
        assert work.outages.standing() == {"smtp": NOW, "disk:/srv": NOW + MINUTES}
    end(store, "smtp")
    with store.read() as work:
        assert list(work.outages.standing()) == ["disk:/srv"]
