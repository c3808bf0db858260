"""Opening a database: made, brought up to date, or refused in one sentence."""

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from intake.domain.debt import NewDebt
from intake.domain.errors import ConfigurationError, UnavailableError
from intake.store import SqlStore, open_store
from intake.store.database import schema, upgrade
from intake.store.database.engine import engine_for
from intake.store.indices import metadata
from tests.adapters.letters.receipts import receipt
from tests.store.databases import KINDS, connected, fresh_url, ready_url
from tests.store.values import MOVE, NOON, arrive, line, stored


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return fresh_url(request.param, tmp_path)


def migrated_to(url: str, revision: str) -> None:
    config = upgrade._config()
    with connected(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def is_of_search(name: str | None) -> bool:
    """The index of words, which SQLAlchemy cannot declare: `test_search.py` asks it on both databases."""
    return name is not None and name.partition("_")[0] == "search"


def test_an_empty_database_gets_the_whole_schema(empty_url: str) -> None:
    open_store(empty_url).close()
    with connected(empty_url) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": lambda name, *_: not is_of_search(name)}
        )
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == schema.NEWEST


def test_many_may_open_an_empty_database_at_once(empty_url: str) -> None:
    start = Barrier(6)

    def first_mail(name: int) -> str:
        start.wait()
        store = open_store(empty_url)
        reference = stored(store, name)[0].reference
        store.close()
        return reference

    with ThreadPoolExecutor(6) as workers:
        references = sorted(workers.map(first_mail, range(6)))
    assert references == [f"MV-26-000{number}" for number in range(1, 7)]


def test_the_newest_schema_is_the_last_step() -> None:
    assert ScriptDirectory.from_config(upgrade._config()).get_current_head() == schema.NEWEST


def test_an_older_schema_is_upgraded_and_keeps_its_rows(empty_url: str) -> None:
    migrated_to(empty_url, "0001")
    with connected(empty_url) as connection:
        connection.execute(text("INSERT INTO serials VALUES ('mv', 2026, 41)"))
    store = open_store(empty_url)
    assert stored(store, "one")[0].reference == "MV-26-0042"
    store.close()


_RELEASED = (
    "INSERT INTO messages VALUES ('raw', 9, false, 0)",
    """INSERT INTO submissions (id, "group", raw, reference, state, source, received_at, evidence, stamps, partial,
        answers, stored_at, sender, decisions, attempts, failures)
        VALUES (17, 'mv', 'raw', 'MV-26-0001', 'decided', 'a file', 0, 'given', '{}', false, 'send', 0, '', 1, 0, 0)""",
    """INSERT INTO debts (id, key, kind, "group", submission, decision, place, state, owed_at, due_at, payload, address,
        domain, numbered, attempts, free_at, how, note)
        VALUES (4, 'receipt:17:1', 'receipt', 'mv', 17, 1, 'smtp', 'owed', 0, 0, '{"to":"a@x"}', 'a@x', 'x', true, 0, 0,
        '', '')""",
)
"""A mail with its receipt, as the released schema 0004 keeps them."""

_SEALED = (
    """INSERT INTO log (at, what, who, why, "group", facts, position, seal)
        VALUES (0, 'alert', 'poll', 'An old one.', 'mv', '{}', 5, 'seal')""",
    "INSERT INTO log_head VALUES (1, 5, 'seal')",
)
"""An alert that was sealed before alerts became letters."""

_EPOCH = datetime.fromtimestamp(0, UTC)


def test_debts_of_the_released_schema_are_kept_and_debts_without_a_mail_are_taken(empty_url: str) -> None:
    migrated_to(empty_url, "0004")
    with connected(empty_url) as connection:
        for row in (*_RELEASED, *_SEALED):
            connection.execute(text(row))
        before = _conditions(connection)
    store = open_store(empty_url)
    with store.write() as work:
        (kept_debt,) = work.debts.of(17)
        assert (kept_debt.key, kept_debt.submission, kept_debt.decision, kept_debt.meeting) == (
            "receipt:17:1",
            17,
            1,
            None,
        )
        assert work.debts.receipts_to("a@x", _EPOCH).address_with_number == 1
        again = NewDebt("receipt:17:1", "receipt", "smtp", _EPOCH, receipt(), group="mv", submission=17, decision=1)
        assert not work.debts.owe(again)
        assert work.debts.owe(NewDebt("letter:1", "receipt", "smtp", _EPOCH, receipt(), group="mv", meeting="m1"))
        claimed = work.debts.claim("smtp", now=NOON, until=NOON, token="t", limit=9)
        kept = {one.key: (one.submission, one.meeting) for one in claimed}
        assert work.alerts.take(9) == []
        work.log.add(line("alert", why="A new one."))
        work.log.seal(9)
        assert [one.why for one in work.alerts.take(9)] == ["A new one."]
        assert kept == {"receipt:17:1": (17, None), "letter:1": (None, "m1")}
    with connected(empty_url) as connection:
        assert _conditions(connection).items() >= before.items()
    with pytest.raises(Exception, match=r"(?i)foreign key"), store.write() as work:
        work.debts.owe(NewDebt("move:1", "move", "p", NOON, MOVE, submission=18))
    store.close()


_DECIDED = (
    "INSERT INTO messages VALUES ('r1', 9, false, 0), ('r2', 9, false, 0)",
    """INSERT INTO submissions (id, "group", raw, reference, state, source, received_at, evidence, stamps, partial,
        answers, stored_at, sender, decisions, attempts, failures, corrects)
        VALUES (1, 'mv', 'r1', 'MV-26-0001', 'decided', '', 0, 'given', '{}', false, 'send', 0, '', 1, 0, 0, NULL),
        (2, 'mv', 'r2', 'MV-26-0002', 'decided', '', 0, 'given', '{}', false, 'send', 0, '', 1, 0, 0, 'MV-26-0007')""",
    """INSERT INTO decisions (submission, n, actor, at, reason, act, verdict, inputs, snapshot) VALUES
        (1, 1, 'line', 0, '', 'judge', '{"documents":[{"corrects":null}]}', '{}', '{}'),
        (2, 1, 'line', 0, '', 'judge', '{"documents":[{"corrects":"MV-26-0007"},{},{"corrects":"MV-26-0009"}]}', '{}',
        '{}')""",
)
_WITHHELD = {
    "3 receipts without a number went to this address within a day": "address",
    "5 receipts without a number went to this address and subject within a day": "address",
    "300 receipts went to this domain within a day": "domain",
    "2000 receipts left within a day": "total",
    "mails with the same file were answered 2 times within a day": "file",
    "reports are not answered (RFC 5321, section 4.5.5)": None,
}


def test_what_corrects_and_what_caps_withheld_is_known_after_an_upgrade(empty_url: str) -> None:
    migrated_to(empty_url, "0008")
    with connected(empty_url) as connection:
        for row in _DECIDED:
            connection.execute(text(row.replace(":", "\\:")))
        for note in _WITHHELD:
            owe = """INSERT INTO debts (key, kind, "group", place, state, owed_at, due_at, payload, numbered, attempts,
                how, note) VALUES (:note, 'receipt', 'mv', 'smtp', 'withheld', 0, 0, '', true, 0, '', :note)"""
            connection.execute(text(owe), {"note": note})
    open_store(empty_url).close()
    with connected(empty_url) as connection:
        known = connection.execute(text("SELECT corrects, submission FROM corrections ORDER BY corrects")).all()
        capped = {row.note: row.capped for row in connection.execute(text("SELECT note, capped FROM debts"))}
    assert [tuple(row) for row in known] == [("MV-26-0007", 2), ("MV-26-0009", 2)]
    assert capped == _WITHHELD


def _conditions(connection: Connection) -> dict[str, str]:
    """Of every index on debts the condition under which a row stands in it."""
    told: dict[str, str] = {}
    for one in inspect(connection).get_indexes("debts"):
        options = one.get("dialect_options", {})
        told[str(one["name"])] = str(options.get(f"{connection.dialect.name}_where"))
    return told


def test_an_upgrade_that_breaks_off_leaves_the_old_schema(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated_to(empty_url, "0001")
    real = command.upgrade

    def killed(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", killed)
    with pytest.raises(KeyboardInterrupt):
        open_store(empty_url)
    with connected(empty_url) as connection:
        assert "debts" not in inspect(connection).get_table_names()
        assert schema._version(connection) == "0001"
    monkeypatch.undo()
    open_store(empty_url).close()


@pytest.mark.parametrize("unknown", ["0999", "abcdef"])
def test_a_newer_schema_is_refused(database_url: str, unknown: str) -> None:
    with connected(database_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :unknown"), {"unknown": unknown})
    with pytest.raises(ConfigurationError, match=f"has schema {unknown}; .* Install the version"):
        open_store(database_url)


def test_the_database_of_another_program_is_refused(empty_url: str) -> None:
    with connected(empty_url) as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
    with pytest.raises(ConfigurationError, match="belongs to another program"):
        open_store(empty_url)


@pytest.mark.parametrize("intent", ["read", "write"])
def test_sqlite_runs_with_what_durability_rests_on(as_delivered: None, tmp_path: Path, intent: str) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'intake.db'}")
    with store._transaction(intent) as transaction:  # type: ignore[arg-type]
        for name, expected in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            transaction._cursor.execute(f"PRAGMA {name}")
            assert transaction._cursor.fetchone() == (expected,)
    store.close()


def test_postgresql_sessions_give_up_in_time(tmp_path: Path) -> None:
    store = open_store(ready_url("postgresql", tmp_path))
    with store._transaction("read") as transaction:
        for name in ("idle_in_transaction_session_timeout", "statement_timeout"):
            transaction._cursor.execute(f"SHOW {name}")
            assert transaction._cursor.fetchone() == ("1min",)
    store.close()


def test_the_clock_is_compared_with_the_database(store: SqlStore) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the database's clock is the real one
    assert abs(store.check_clock(now)) < 5


@pytest.mark.parametrize(
    "url", ["", "intake.db", "sqlite://", "sqlite:///:memory:", "mysql://host/db", "postgresql+asyncpg://host/db"]
)
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"write sqlite:///PATH, or postgresql\+psycopg://"):
        open_store(url)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_store("mysql://me:secret@host/db")
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'contribution-intake\[postgresql\]'"):
        open_store("postgresql+psycopg://host/db")


def test_an_unreachable_server_is_named() -> None:
    with pytest.raises(UnavailableError, match=r"intake at 127\.0\.0\.1 does not answer .*refused"):
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/intake")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        UnavailableError, match=r"nowhere/intake\.db does not answer: it cannot be opened; make its folder"
    ):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'intake.db'}")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "intake.db").write_bytes(b"no database at all" * 1000)
    with pytest.raises(UnavailableError, match="is not an SQLite database"):
        open_store(f"sqlite:///{tmp_path / 'intake.db'}")


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "intake.db"
    store = open_store(f"sqlite:///{path}")
    stored(store, *range(200))
    store.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * len(content[8192:])
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match="it is damaged; stop, set the file aside and restore"):
        _list(path)


def _list(path: Path) -> None:
    with open_store(f"sqlite:///{path}").read() as work:
        work.submissions.listed()


def test_a_lock_that_is_not_given_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "intake.db"
    store = open_store(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store._transaction("read") as transaction:
        transaction._cursor.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(UnavailableError, match="another process holds its lock") as caught, store.write():
        pass
    assert store.is_outage(caught.value)
    other.close()
    stored(store, "afterwards")
    store.close()


def test_a_database_that_takes_no_changes_is_told(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'intake.db'}").close()
    store = open_store(f"sqlite:///file:{tmp_path / 'intake.db'}?mode=ro&uri=true")
    with pytest.raises(UnavailableError, match=r"intake\.db does not answer: it cannot be written; give this user"):
        stored(store, "one")
    store.close()


def test_a_server_that_went_away_is_told_and_used_again(tmp_path: Path) -> None:
    url = ready_url("postgresql", tmp_path)
    store, other = open_store(url), open_store(url)
    with pytest.raises(UnavailableError, match=r"does not answer: it is stopping or starting; it is tried again"):
        _cut_off(store, other)
    stored(store, "afterwards")
    store.close()
    other.close()


def _cut_off(store: SqlStore, other: SqlStore) -> None:
    with store.write() as work, other._transaction("read") as transaction:
        arrive(work, "one")
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        transaction._cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        arrive(work, "two")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'intake.db'}")
    with store._transaction("write") as transaction:
        transaction._cursor.execute("PRAGMA page_count")
        (pages,) = transaction._cursor.fetchone() or (0,)
    with store._transaction("read") as transaction:
        transaction._cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UnavailableError, match="the disk is full"):
        stored(store, *range(500))
    with store.read() as work:
        assert work.submissions.listed() == []
    store.close()


def test_no_error_tells_what_a_statement_was_given(empty_url: str) -> None:
    engine = engine_for(empty_url)
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("SELECT * FROM nothing_there WHERE digest = :digest"), {"digest": "x1y2z3"})
    engine.dispose()
    assert "nothing_there" in str(failed.value)
    assert "x1y2z3" not in str(failed.value)
