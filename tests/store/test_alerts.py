"""Alerts of the log, each given out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from intake.store import SqlStore
from tests.store.values import line


def write(store: SqlStore, *lines: tuple[str, str], seal: bool = True) -> None:
    with store.write() as work:
        for what, why in lines:
            work.log.add(line(what, why=why))
        if seal:
            work.log.seal(1000)


def take(store: SqlStore, limit: int = 100) -> list[str]:
    with store.write() as work:
        return [one.why for one in work.alerts.take(limit)]


def test_alerts_and_their_ends_are_taken_once_in_order(store: SqlStore) -> None:
    assert take(store) == []
    write(store, ("alert", "a"), ("stored", "b"), ("recovered", "c"), ("paid", "d"), ("alert", "e"))
    with store.read() as work:
        assert work.alerts.are_waiting()
    assert take(store, 2) == ["a", "c"]
    assert take(store, 2) == ["e"]
    assert take(store) == []
    write(store, ("paid", "f"), ("alert", "g"))
    assert take(store) == ["g"]
    with store.read() as work:
        assert not work.alerts.are_waiting()


def test_what_is_not_sealed_waits(store: SqlStore) -> None:
    write(store, ("alert", "a"), seal=False)
    with store.read() as work:
        assert not work.alerts.are_waiting()
    assert take(store) == []
    with store.write() as work:
        work.log.seal(10)
    assert take(store) == ["a"]


def test_what_was_taken_in_vain_is_given_out_again(store: SqlStore) -> None:
    write(store, ("alert", "a"))
    with pytest.raises(RuntimeError):
        take_in_vain(store)
    assert take(store) == ["a"]


def take_in_vain(store: SqlStore) -> None:
    with store.write() as work:
        assert [one.why for one in work.alerts.take(10)] == ["a"]
        raise RuntimeError


def test_each_is_given_to_exactly_one_worker(store: SqlStore) -> None:
    write(store, *(("alert", str(number)) for number in range(60)))
    start = Barrier(4)

    def work(_: int) -> list[str]:
        start.wait()
        mine = list[str]()
        while found := take(store, 7):
            mine += found
        return mine

    with ThreadPoolExecutor(4) as workers:
        taken = [why for each in workers.map(work, range(4)) for why in each]
    assert sorted(taken, key=int) == [str(number) for number in range(60)]
