"""Transactions: whole or not at all, on one state, in their turn."""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from subprocess import PIPE, Popen
from threading import Barrier, Event, Thread
from typing import NoReturn

import pytest

from intake.ports import UnitOfWork
from intake.store import SqlStore, open_store
from intake.store.database.gate import Gate
from tests.store.values import NOON, arrive, contribution, digest, line, read, stored


def test_an_exception_leaves_nothing_behind(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as work:
        _begin_much(work)
    with store.write() as work:
        assert work.submissions.listed() == []
        assert work.log.listed() == []
        assert work.deliveries.account_of() == {}
        work.contributions.lock("mv", [("doc", 1)])
        assert work.contributions.next_number("mv", "doc") == 1


def _begin_much(work: UnitOfWork) -> NoReturn:
    arrive(work, "one", uid=1)
    work.log.add(line())
    work.contributions.lock("mv", [("doc", 1)])
    work.contributions.next_number("mv", "doc")
    raise ZeroDivisionError


def test_a_savepoint_takes_back_alone_what_failed_in_it(store: SqlStore) -> None:
    with store.write() as work:
        work.log.add(line())
        with pytest.raises(ZeroDivisionError), work.savepoint():
            _begin_much(work)
        with work.savepoint():
            work.messages.add(digest("one"), 10, partial=False, now=NOON)
            work.messages.add_reading(digest("one"), "1", digest("reading"), NOON)
    with store.read() as work:
        assert work.submissions.listed() == []
        assert len(work.log.listed()) == 1
        assert work.messages.reading(digest("one"), "1") == digest("reading")


def test_rows_that_were_kept_are_there_after_the_end(store: SqlStore) -> None:
    with store.write() as work:
        work.messages.add(digest("one"), 10, partial=False, now=NOON)
        work.messages.add_reading(digest("one"), "1", digest("reading"), NOON)
        work.log.add(line())
    with store.read() as work:
        assert work.messages.reading(digest("one"), "1") == digest("reading")
        assert [entry.what for entry in work.log.listed()] == ["stored"]


def test_a_reading_transaction_sees_one_state(store: SqlStore) -> None:
    stored(store, "one")
    with store.read() as work:
        assert len(work.submissions.listed()) == 1
        with ThreadPoolExecutor() as other:
            other.submit(stored, store, "two").result()
        assert len(work.submissions.listed()) == 1
    with store.read() as work:
        assert len(work.submissions.listed()) == 2


def test_a_reading_transaction_cannot_write(store: SqlStore) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only") as caught, store.read() as work:
        arrive(work, "one")
    assert not store.is_outage(caught.value)


def test_a_reader_never_waits_for_a_writer(store: SqlStore) -> None:
    with store.write() as writing:
        arrive(writing, "one")
        with ThreadPoolExecutor() as other:
            assert other.submit(_count, store).result(timeout=5) == 0


def _count(store: SqlStore) -> int:
    with store.read() as work:
        return work.submissions.count("stored")


def test_numbers_have_no_gaps_and_no_doubles_however_many_ask(store: SqlStore, database_url: str) -> None:
    """Eight threads, two of them with connections of their own as another process has; some transactions fail."""
    mails = read(store, *range(40))
    second = open_store(database_url)
    start = Barrier(8)

    def number(worker: int) -> None:
        start.wait()
        for index in range(worker, 40, 8):
            own = second if worker < 2 else store
            if index % 3 == 0:
                _number(own, mails[index].id, fails=True)
            _number(own, mails[index].id, fails=False)

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(number, range(8)))
    second.close()
    with store.read() as work:
        assert [one.number for one in work.contributions.listed("mv")] == list(range(1, 41))


def _number(store: SqlStore, submission: int, *, fails: bool) -> None:
    expected = pytest.raises(ZeroDivisionError) if fails else nullcontext()
    with expected, store.write() as work:
        work.contributions.lock("mv", [("doc", 1)])
        number = work.contributions.next_number("mv", "doc")
        work.contributions.add(contribution(work.submissions.get(submission), number))
        1 // (0 if fails else 1)


def test_processes_that_are_killed_leave_no_gap(store: SqlStore, database_url: str) -> None:
    command = [sys.executable, "-m", "tests.store.numbering", database_url]
    processes = [Popen([*command, str(name)], stdout=PIPE, text=True) for name in range(4)]
    for turn, process in enumerate(processes):
        assert process.stdout is not None
        while int(process.stdout.readline()) < 10 + turn:
            pass
        process.kill()
        process.communicate()
    with store.read() as work:
        numbers = [one.number for one in work.contributions.listed("mv")]
    assert len(numbers) >= 40
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_gate_lets_pass_in_the_order_of_coming() -> None:
    gate, passed, inside = Gate(), list[int](), Event()

    def come(number: int) -> None:
        with gate:
            passed.append(number)

    threads = [Thread(target=come, args=(number,)) for number in range(20)]
    with gate:
        for place, thread in enumerate(threads):
            thread.start()
            while len(gate._waiting) <= place:
                inside.wait(0.001)
    for thread in threads:
        thread.join()
    assert passed == list(range(20))


def test_whoever_gives_up_waiting_blocks_nobody() -> None:
    gate = Gate()
    with gate:
        thread = Thread(target=_enter, args=(gate,))
        thread.start()
        while not gate._waiting:
            Event().wait(0.001)
        turn = gate._waiting[0]
        gate._give_up(turn)
        assert not gate._waiting
        turn.release()
    thread.join()
    with gate:
        pass


def _enter(gate: Gate) -> None:
    with gate:
        pass
