"""Connections: how each database is opened, and how its transactions begin."""

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from intake.domain.errors import ConfigurationError

Intent = Literal["read", "write"]

LOCK_SECONDS = 10
"""How long a statement waits for another process's lock."""

IDLE_SECONDS = 60
"""How long a PostgreSQL session may stand idle inside a transaction, or one statement may run."""

_SHARED: dict[str, Any] = {"pool_size": 5, "max_overflow": 20, "hide_parameters": True}
"""What a statement was given, people's words and digests of passwords, stands in no error, so in no log."""
_SQLITE_SESSION: dict[str, Any] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": LOCK_SECONDS * 1000,
}
_POSTGRESQL_SESSION = f"""
    SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s';
    SET statement_timeout = '{IDLE_SECONDS}s';
    SET lock_timeout = '{LOCK_SECONDS}s'
"""
BEGIN: Mapping[tuple[str, Intent], tuple[str, ...]] = {
    ("sqlite", "read"): ("PRAGMA query_only = ON", "BEGIN"),
    ("sqlite", "write"): ("PRAGMA query_only = OFF", "BEGIN IMMEDIATE"),
    ("postgresql", "read"): ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
    ("postgresql", "write"): (),
}
"""How a transaction of each kind begins. A reading one sees one state, and cannot write by mistake."""


def sqlite_patience() -> int:
    """Milliseconds that a statement waits on SQLite for another process's lock."""
    return int(_SQLITE_SESSION["busy_timeout"])


def engine_for(database_url: str) -> Engine:
    """The engine of this database; nothing is connected yet.

    Raises ConfigurationError for a URL of another kind, and where PostgreSQL's driver is not installed.
    """
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise _wrong_url("database_url is not a URL") from error
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return _sqlite(url)
    if url.drivername == "postgresql+psycopg":
        return _postgresql(url)
    raise _wrong_url(f"database_url = {url.render_as_string(hide_password=True)!r} cannot be used")


def place_of(engine: Engine) -> str:
    """The database's name for people: the path of the file, or name and host; never a password."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return str(url.database)
    return f"{url.database} at {url.host or url.query.get('host') or 'this machine'}"


def _wrong_url(what: str) -> ConfigurationError:
    return ConfigurationError(
        f"{what}: write sqlite:///PATH, or postgresql+psycopg://USER@HOST/NAME (with the extra 'postgresql')."
    )


def _sqlite(url: URL) -> Engine:
    # The driver's own transactions begin at the first change, too late for a reader that must see one state.
    engine = create_engine(url, connect_args={"isolation_level": None, "cached_statements": 256}, **_SHARED)
    event.listen(engine.pool, "connect", _set_up_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": LOCK_SECONDS}, **_SHARED)
    except ImportError as error:
        raise ConfigurationError(
            "database_url names PostgreSQL, whose driver is not installed: "
            "pip install 'contribution-intake[postgresql]'"
        ) from error
    event.listen(engine.pool, "connect", _set_up_postgresql)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Set the options that durability rests on, and read them back: WAL needs shared memory."""
    cursor = connection.cursor()
    for name, value in _SQLITE_SESSION.items():
        cursor.execute(f"PRAGMA {name} = {value}")
        cursor.execute(f"PRAGMA {name}")
        found = cursor.fetchone()
        if found is None or found[0] != value:
            raise ConfigurationError(
                f"SQLite does not take PRAGMA {name} = {value} here: put the home on a local disk, or use PostgreSQL."
            )
    cursor.close()


def _set_up_postgresql(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(_POSTGRESQL_SESSION)
    cursor.close()
    connection.commit()
