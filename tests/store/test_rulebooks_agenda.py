"""What is in force, and what falls due."""

from concurrent.futures import ThreadPoolExecutor

from intake.store import SqlStore
from tests.store.values import NOON, at


def test_the_last_version_put_in_force_counts(store: SqlStore) -> None:
    with store.write() as work:
        assert work.rulebooks.active("mv") is None
        assert work.rulebooks.activate("mv", "v1", "one", "Grace", NOON)
        assert not work.rulebooks.activate("mv", "v1", "one", "Grace", at(1))
        assert work.rulebooks.activate("mv", "v2", "two", "Grace", at(2))
        assert work.rulebooks.activate("dcc", "v3", "three", "Grace", at(2))
        assert work.rulebooks.active("mv") == ("v2", "two")
    with store.write() as work:
        assert work.rulebooks.active("mv") == ("v2", "two")
        assert work.rulebooks.activate("mv", "v1", "one", "Grace", at(3)), "an earlier one comes back"
    with store.read() as work:
        assert work.rulebooks.active("mv") == ("v1", "one")
        assert work.rulebooks.text("v2") == "two"
        assert work.rulebooks.text("v9") is None
        assert work.rulebooks.groups() == ["dcc", "mv"]


def test_what_falls_due_is_noted_once_and_done_once(store: SqlStore) -> None:
    with store.write() as work:
        assert work.agenda.next_due() is None
        assert work.agenda.plan("deadline", "mv", at(10))
        assert not work.agenda.plan("deadline", "mv", at(10))
        assert work.agenda.plan("deadline", "mv", at(5))
        assert work.agenda.next_due() == at(5)
        assert work.agenda.due(at(4), 9) == []
        first, second = work.agenda.due(at(10), 9)
        assert first[1:] == ("deadline", "mv", at(5))
        assert work.agenda.due(at(10), 1) == [first]
        assert work.agenda.done(first[0], at(11))
        assert not work.agenda.done(first[0], at(12))
        assert work.agenda.due(at(10), 9) == [second]
        assert not work.agenda.plan("deadline", "mv", at(5)), "what was done is not planned again"


def test_a_moved_instant_replaces_the_old_one(store: SqlStore) -> None:
    with store.write() as work:
        for seconds in (5, 10, 20):
            work.agenda.plan("deadline", "mv", at(seconds))
        work.agenda.plan("deadline", "dcc", at(5))
        (done, *_) = work.agenda.due(at(5), 1)
        work.agenda.done(done[0], at(6))
        assert work.agenda.drop("deadline", "mv", at(20)) == 1
        assert [one[2:] for one in work.agenda.due(at(99), 9)] == [("dcc", at(5)), ("mv", at(20))]
        assert work.agenda.drop("deadline", "mv", None) == 1
        assert [one[2:] for one in work.agenda.due(at(99), 9)] == [("dcc", at(5))]


def test_what_is_due_is_done_once_by_any_number_of_workers(store: SqlStore) -> None:
    with store.write() as work:
        for seconds in range(30):
            work.agenda.plan("deadline", "mv", at(seconds))

    def tick(_: int) -> int:
        with store.write() as work:
            return sum(work.agenda.done(item[0], at(99)) for item in work.agenda.due(at(99), 9))

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(tick, range(12))) == 30
