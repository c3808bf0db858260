"""What is in force, and what falls due."""

from concurrent.futures import ThreadPoolExecutor

from intake.domain.calls.agenda import Due
from intake.store import SqlStore
from tests.store.values import NOON, arrive, at


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
        every = [(NOON, "v1", "one"), (at(2), "v2", "two"), (at(3), "v1", "one")]
        assert work.rulebooks.history("mv") == every
        assert work.rulebooks.history("none") == []


def due(subject: str, seconds: int) -> Due:
    return Due("deadline", subject, at(seconds))


def test_what_falls_due_is_noted_once_and_done_once(store: SqlStore) -> None:
    with store.write() as work:
        assert work.agenda.ahead() is None
        assert work.agenda.plan(due("mv/m", 10))
        assert not work.agenda.plan(due("mv/m", 10))
        assert work.agenda.plan(due("mv/m", 5))
        assert (first := work.agenda.ahead())
        assert first.free_at == at(5)
        assert work.agenda.take(at(4)) is None
        first = work.agenda.take(at(10))
        assert first is not None
        assert (first.due, first.due.group, first.attempts) == (due("mv/m", 5), "mv", 0)
        assert work.agenda.settle(first.id, "done", at(11))
        assert not work.agenda.settle(first.id, "done", at(12))
        second = work.agenda.take(at(10))
        assert second is not None
        assert second.due == due("mv/m", 10)
        assert not work.agenda.plan(due("mv/m", 5)), "what was done is not planned again"


def test_what_waits_or_failed_is_tried_again_later(store: SqlStore) -> None:
    with store.write() as work:
        work.agenda.plan(due("mv/m", 5))
        item = work.agenda.take(at(5))
        assert item is not None
        assert work.agenda.wait(item.id, at(20), note="the mailbox is silent")
        assert work.agenda.take(at(19)) is None
        assert (first := work.agenda.ahead())
        assert first.free_at == at(20)
        again = work.agenda.take(at(20))
        assert again is not None
        assert (again.attempts, again.note) == (0, "the mailbox is silent")
        assert work.agenda.wait(item.id, at(30), failed=True)
        last = work.agenda.take(at(30))
        assert last is not None
        assert last.attempts == 1
        assert work.agenda.settle(item.id, "failed", at(31), "it broke")
        assert not work.agenda.wait(item.id, at(40)), "what has an outcome keeps it"
        (told,) = work.agenda.listed("mv", after=at(0), limit=9)
        assert (told.outcome, told.done_at, told.note, told.free_at) == ("failed", at(31), "it broke", None)


def test_open_items_of_a_group_can_be_dropped(store: SqlStore) -> None:
    with store.write() as work:
        for seconds in (5, 10, 20):
            work.agenda.plan(due("mv/m", seconds))
        work.agenda.plan(due("dcc/m", 5))
        work.agenda.plan(Due("close", "mv/m", at(6)))
        done, moved, _ = work.agenda.open("mv", ["deadline"])
        work.agenda.settle(done.id, "done", at(6))
        assert work.agenda.drop(moved.id)
        assert not work.agenda.drop(done.id), "what was done stays"
        assert [one.due for one in work.agenda.open("mv", ["deadline"])] == [due("mv/m", 20)]
        assert [one.due.at for one in work.agenda.listed("mv", after=at(0), limit=9)] == [at(5), at(6), at(20)]
        assert len(work.agenda.listed(None, after=at(0), limit=9)) == 4


def test_what_is_due_is_done_once_by_any_number_of_workers(store: SqlStore) -> None:
    with store.write() as work:
        for seconds in range(30):
            work.agenda.plan(due("mv/m", seconds))

    def tick(_: int) -> int:
        with store.write() as work:
            item = work.agenda.take(at(99))
            return int(item is not None and work.agenda.settle(item.id, "done", at(99)))

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(tick, range(60))) == 30


def test_the_watermark_is_the_last_poll_whose_mails_are_all_decided(store: SqlStore) -> None:
    with store.write() as work:
        assert work.deliveries.watermark("mv") is None
        for folder in ("INBOX", "Second"):
            work.deliveries.set_folder("mv", folder, 7, 0, at(1))
            work.deliveries.listed("mv", folder, "mv", since=at(1), below=4)
        assert work.deliveries.accounts("mv") == ["mv"]
        assert work.deliveries.watermark("mv") == at(1)
        work.deliveries.listed("mv", "INBOX", "mv", since=at(60), below=9)
        assert work.deliveries.watermark("mv") == at(1), "the other folder was not read since"
        work.deliveries.listed("mv", "Second", "mv", since=at(50), below=9)
        assert work.deliveries.watermark("mv") == at(50)
        assert work.deliveries.watermark("dcc") is None


def test_a_clock_that_was_ahead_leaves_no_watermark_to_come(store: SqlStore) -> None:
    with store.write() as work:
        work.deliveries.listed("jca", "INBOX", "mv", since=at(3600), below=4)
        work.deliveries.listed("jca", "INBOX", "mv", since=at(1), below=4)
        arrive(work, "undecided", uid=3)
        assert work.deliveries.watermark("mv") == at(1)


def test_only_what_is_read_is_waited_for(store: SqlStore) -> None:
    """A mailbox that the settings no longer name, or name for the first time, and one that another machine reads."""
    with store.write() as work:
        for folder, seconds in (("Old", 1), ("INBOX", 1), ("Elsewhere", 90)):
            work.deliveries.set_folder("mv", folder, 7, 0, at(seconds))
            work.deliveries.listed("mv", folder, "mv", since=at(seconds), below=4)
        work.deliveries.read_only([("mv", "INBOX", "mv")], since=at(60))
        work.deliveries.listed("mv", "INBOX", "mv", since=at(95), below=4)
        assert work.deliveries.watermark("mv") == at(90)
        work.deliveries.read_only([("mv", "INBOX", "mv"), ("new", "INBOX", "mv")], since=at(99))
        assert work.deliveries.accounts("mv") == ["mv", "new"]
        assert work.deliveries.watermark("mv") is None


def again(subject: str) -> Due:
    return Due("judge-again", subject, at(5))


def test_what_gives_numbers_is_done_in_the_order_in_which_it_was_planned(store: SqlStore, database_url: str) -> None:
    """The second mail of a group waits while another worker is about the first; other groups and kinds do not."""
    with store.write() as work:
        for one in (again("mv/m/MV-26-0001/1"), again("mv/m/MV-26-0002/1"), again("dcc/m/DCC-26-0001/1")):
            work.agenda.plan(one)
        work.agenda.plan(due("mv/m", 5))
    if database_url.startswith("postgresql"):
        with store.write() as first, store.write() as second:
            taken = [first.agenda.take(at(6)), second.agenda.take(at(6))]
            assert [one and one.due.subject for one in taken] == ["mv/m/MV-26-0001/1", "dcc/m/DCC-26-0001/1"]
    done = []
    with store.write() as work:
        while item := work.agenda.take(at(6)):
            done.append(item.due.subject)
            work.agenda.settle(item.id, "done", at(6))
    assert done == ["mv/m/MV-26-0001/1", "mv/m/MV-26-0002/1", "dcc/m/DCC-26-0001/1", "mv/m"]


def test_one_that_failed_stops_no_later_one(store: SqlStore) -> None:
    with store.write() as work:
        work.agenda.plan(again("mv/m/MV-26-0001/1"))
        work.agenda.plan(again("mv/m/MV-26-0002/1"))
        first = work.agenda.take(at(6))
        assert first is not None
        work.agenda.wait(first.id, at(60), failed=True)
        second = work.agenda.take(at(6))
    assert second is not None
    assert second.due.subject == "mv/m/MV-26-0002/1"
