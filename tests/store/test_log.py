"""The log, and the chain that shows when it was touched."""

import hashlib
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import delete, insert, select, update

from intake.store import SqlStore
from intake.store.collections.records.chain import heads
from intake.store.collections.records.log import entries, personal_parts
from intake.store.database.transaction import Transaction
from tests.store.values import NOON, line


def written(store: SqlStore, count: int) -> None:
    with store.write() as work:
        for number in range(count):
            work.log.add(line(facts={"number": number}, personal={"from": f"ada{number}@example.org"}))


def sealed(store: SqlStore, count: int) -> None:
    written(store, count)
    with store.write() as work:
        assert work.log.seal(1000) == count


def verified(store: SqlStore) -> str | None:
    with store.read() as work:
        return work.log.verify()


def test_a_line_comes_back_as_it_was_written(store: SqlStore) -> None:
    entry = line(
        group="mv",
        submission=7,
        facts={"n": 1, "share": 0.5, "numbers": ("a", "b"), "text": "é\0"},
        personal={"from": "ada@example.org", "subject": "Métavers \0"},
    )
    with store.write() as work:
        work.log.add(entry)
        (back,) = work.log.listed()
    assert replace(back, id=0) == entry
    assert back.id > 0


def test_lines_are_listed_by_what_they_are_about(store: SqlStore) -> None:
    with store.write() as work:
        for what, submission in (("stored", 1), ("decided", 1), ("stored", 2), ("alert", None)):
            work.log.add(line(what, submission=submission))
        every = work.log.listed()
        assert [one.what for one in every] == ["stored", "decided", "stored", "alert"]
        assert work.log.listed(after=every[1].id, limit=1) == [every[2]]
        assert work.log.listed(submission=1) == every[:2]
        assert work.log.listed(what="stored") == [every[0], every[2]]
        assert work.log.listed(submission=1, what="stored") == [every[0]]


def test_sealing_gives_positions_in_order(store: SqlStore) -> None:
    written(store, 5)
    with store.write() as work:
        assert work.log.head() is None
        assert work.log.unsealed() == 5
        assert work.log.seal(3) == 3
        assert work.log.unsealed() == 2
        assert work.log.seal(3) == 2
        assert work.log.seal(3) == 0
        lines = work.log.listed()
        assert work.log.head() == (5, lines[-1].seal)
    assert [one.position for one in lines] == [1, 2, 3, 4, 5]
    assert len({one.seal for one in lines}) == 5


def test_an_empty_and_a_whole_chain_hold(store: SqlStore) -> None:
    assert verified(store) is None
    sealed(store, 5)
    written(store, 2)
    assert verified(store) is None
    sealed_more = 2
    with store.write() as work:
        assert work.log.seal(1000) == sealed_more
    assert verified(store) is None


def test_sealers_never_fork_the_chain(store: SqlStore) -> None:
    def write_and_seal(_: int) -> None:
        written(store, 5)
        with store.write() as work:
            work.log.seal(3)

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(write_and_seal, range(16)))
    with store.write() as work:
        work.log.seal(1000)
        positions = sorted(one.position or 0 for one in work.log.listed())
    assert positions == list(range(1, 81))
    assert verified(store) is None


def edit_why(transaction: Transaction) -> None:
    transaction.change(update(entries).where(entries.c.position == 3).values(why="Nothing happened."))


def edit_facts(transaction: Transaction) -> None:
    transaction.change(update(entries).where(entries.c.position == 3).values(facts='{"number":9}'))


def break_facts(transaction: Transaction) -> None:
    transaction.change(update(entries).where(entries.c.position == 3).values(facts="{"))


def edit_time(transaction: Transaction) -> None:
    transaction.change(update(entries).where(entries.c.position == 3).values(at=NOON.replace(microsecond=1)))


def remove(transaction: Transaction) -> None:
    transaction.change(delete(entries).where(entries.c.position == 3))


def cut_tail(transaction: Transaction) -> None:
    transaction.change(delete(entries).where(entries.c.position >= 3))


def insert_line(transaction: Transaction) -> None:
    (third,) = transaction.rows(select(entries).where(entries.c.position == 3))
    for position in (5, 4, 3):
        transaction.change(update(entries).where(entries.c.position == position).values(position=position + 1))
    transaction.change(
        insert(entries).values(
            at=NOON, what="paid", who="pay", why="Paid.", group="", facts="{}", position=3, seal=third.seal
        )
    )


def swap(transaction: Transaction) -> None:
    rows = {row.position: row for row in transaction.rows(select(entries))}
    for here, there in ((3, 4), (4, 3)):
        transaction.change(update(entries).where(entries.c.position == here).values(facts=rows[there].facts))


def swap_positions(transaction: Transaction) -> None:
    for here, there in ((3, 99), (4, 3), (99, 4)):
        transaction.change(update(entries).where(entries.c.position == here).values(position=there))


def append_unsealed(transaction: Transaction) -> None:
    transaction.change(
        insert(entries).values(at=NOON, what="x", who="x", why="x", group="", facts="{}", position=6, seal="0" * 64)
    )


def move_head(transaction: Transaction) -> None:
    transaction.change(update(heads).values(seal="0" * 64))


def change_name(transaction: Transaction) -> None:
    (third,) = transaction.rows(select(entries).where(entries.c.position == 3))
    change = update(personal_parts).where(personal_parts.c.hash == third.personal)
    transaction.change(change.values(words='{"from":"eve@example.org"}'))


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (edit_why, "line 3 .* was changed"),
        (edit_facts, "line 3 .* was changed"),
        (break_facts, "line 3 .* was changed"),
        (edit_time, "line 3 .* was changed"),
        (remove, "line 3 is missing: the next one that is there is 4"),
        (cut_tail, "line 3 and all after it are missing: 5 lines were sealed"),
        (insert_line, "line 3 .* was changed, or put in another's place"),
        (swap, "line 3 .* was changed, or put in another's place"),
        (swap_positions, "line 3 .* was changed, or put in another's place"),
        (append_unsealed, "line 6 .* was changed"),
        (move_head, "has 5 sealed lines, but its head tells of 5 or of another last line"),
        (change_name, "names and addresses of log line 3 .* were changed"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_whatever_is_touched_is_named(store: SqlStore, tamper: Callable[[Transaction], None], told: str) -> None:
    sealed(store, 5)
    with store._transaction("write") as transaction:
        tamper(transaction)
    fault = verified(store)
    assert fault is not None
    assert re.search(told, fault), fault


def test_erasing_a_name_keeps_the_chain_whole(store: SqlStore) -> None:
    sealed(store, 5)
    with store._transaction("write") as transaction:
        transaction.change(delete(personal_parts))
    assert verified(store) is None
    with store.read() as work:
        assert [one.personal for one in work.log.listed()] == [{}] * 5


def test_equal_names_cannot_be_told_by_their_hashes(store: SqlStore) -> None:
    with store.write() as work:
        for _ in range(3):
            work.log.add(line(personal={"from": "ada@example.org"}))
    with store._transaction("read") as transaction:
        hashes = transaction.column(select(entries.c.personal))
    assert all(one != other for one, other in pairwise(sorted(hashes)))


def test_the_newest_lines_of_a_kind_are_found_in_their_order(store: SqlStore) -> None:
    with store.write() as work:
        for number in range(4):
            work.log.add(line("alert", why=f"alert {number}"))
            work.log.add(line("stored"))
        assert [one.why for one in work.log.newest("alert", 2)] == ["alert 2", "alert 3"]
        assert work.log.newest("recovered", 2) == []


def test_each_line_hangs_in_the_chain_by_what_is_told_of_it(store: SqlStore) -> None:
    """A reader that knows nothing of us can check any line, the first one too, and some without their neighbours."""
    sealed(store, 5)
    with store.read() as work:
        lines = work.log.sealed(after=0, limit=5)
        links = work.log.links([1, 2, 3, 4, 5])
        assert work.log.links([4]) == {4: links[4]}
        assert work.log.links([6, 99]) == work.log.links([]) == {}
    assert [hashlib.sha256(f"{links[n].before}{links[n].text}".encode()).hexdigest() for n in range(1, 6)] == [
        one.seal for one in lines
    ]
    assert [links[n].before for n in range(1, 6)] == ["0" * 64, *(one.seal for one in lines[:4])]
    assert "example.org" not in links[1].text, "names and addresses stand in it as a hash alone"
