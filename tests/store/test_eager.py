"""A writer on SQLite gets its turn beside a process that writes all the time, and gives up as SQLite itself would."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from intake.domain.errors import UnavailableError
from intake.store import SqlStore, open_store
from intake.store.database import eager, engine
from tests.store import values


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(open_store(f"sqlite:///{tmp_path / 'intake.db'}")) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path, store: SqlStore) -> Iterator[sqlite3.Connection]:
    """Another process, which is writing."""
    with closing(sqlite3.connect(tmp_path / "intake.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_it_begins_as_soon_as_the_lock_is_free(
    store: SqlStore, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            other.execute("COMMIT")

    monkeypatch.setattr("intake.store.database.eager.time.sleep", wait)
    with store.write() as work:
        work.log.add(values.line("noted"))
    assert waited == [eager.STEP] * 3
    with store.read() as work:
        assert [one.what for one in work.log.listed()] == ["noted"]


def test_it_gives_up_after_its_patience_and_says_why(
    store: SqlStore, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine._SQLITE_SESSION, "busy_timeout", 0)
    with pytest.raises(UnavailableError, match="another process holds its lock"), store.write():
        pass
    other.execute("COMMIT")
    with store.write() as work:
        work.log.add(values.line("noted"))
