"""Numbers that are kept: no mail gets one, whoever asks first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from sqlite3 import IntegrityError as SqliteError

import pytest
from psycopg.errors import UniqueViolation

from intake.domain.house.reservation import Reservation
from intake.store import SqlStore
from tests.store.values import arrive, contribution, read

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


def kept(number: int, series: str = "doc", group: str = "mv") -> Reservation:
    return Reservation(group, series, number, f"MV-{number:03d}", "2026-05-13", "agenda", "Clara", "why", AT)


def test_a_kept_number_is_left_out(store: SqlStore) -> None:
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1), ("ls", 1)])
        for number in (1, 3, 4):
            work.reservations.add(kept(number))
        assert [work.contributions.next_number("mv", "doc") for _ in range(3)] == [2, 5, 6]
        assert work.contributions.next_number("mv", "ls") == 1
        work.contributions.lock("dcc", [("doc", 1)])
        assert work.contributions.next_number("dcc", "doc") == 1


def test_a_number_that_is_kept_no_longer_is_given_if_its_turn_is_still_to_come(store: SqlStore) -> None:
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1)])
        past, coming = work.reservations.add(kept(1)), work.reservations.add(kept(3))
        assert work.contributions.next_number("mv", "doc") == 2
        for one in (past, coming):
            assert work.reservations.settle(one.id, "released", AT, "no agenda")
            assert not work.reservations.settle(one.id, "released", AT, "again")
        assert work.contributions.next_number("mv", "doc") == 3
        assert [(one.number, one.settled, one.note) for one in work.reservations.listed("mv")] == [
            (1, "released", "no agenda"),
            (3, "released", "no agenda"),
        ]


def test_a_list_counts_on_behind_kept_numbers(store: SqlStore) -> None:
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1)])
        work.reservations.add(kept(8))
        assert work.contributions.given("mv", "doc", 7) == 9


def test_a_document_settles_the_reservation_of_its_number(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1)])
        work.reservations.add(kept(2))
        added = work.contributions.add(contribution(one, 2, "b.docx"))
    with store.read() as work:
        (found,) = work.reservations.listed("mv")
        assert (found.settled, found.settled_at) == ("taken", added.accepted_at)


def test_a_number_is_kept_once(store: SqlStore) -> None:
    with store.write() as work:
        first = work.reservations.add(kept(1))
    with pytest.raises((SqliteError, UniqueViolation)), store.write() as work:
        work.reservations.add(kept(1))
    with store.write() as work:
        work.reservations.settle(first.id, "released", AT, "")
        assert work.reservations.add(kept(1)).id != first.id


def test_two_workers_never_have_one_number(store: SqlStore) -> None:
    def give(name: str) -> int:
        with store.write() as work:
            mail = arrive(work, name)
            work.contributions.lock("mv", [("doc", 1)])
            number = work.contributions.next_number("mv", "doc")
            if name.startswith("keep"):
                work.reservations.add(kept(number))
            else:
                work.contributions.add(contribution(mail, number))
            return number

    names = [f"{what} {count}" for count in range(6) for what in ("keep", "mail")]
    with ThreadPoolExecutor(4) as workers:
        given = list(workers.map(give, names))
    assert sorted(given) == list(range(1, 13))
