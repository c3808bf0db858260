"""A database's failures as a sentence for the person who can act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from intake.domain.errors import IntakeError, StorageFailedError, StorageUnavailableError
from intake.store.database.engine import place_of

_SQLITE = {
    sqlite3.SQLITE_BUSY: "another process holds its lock; it is tried again",
    sqlite3.SQLITE_LOCKED: "another process holds its lock; it is tried again",
    sqlite3.SQLITE_FULL: "the disk is full; make room",
    sqlite3.SQLITE_IOERR: "the disk does not answer; look at the system's log",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; make its folder, and give this user the right to write there",
    sqlite3.SQLITE_READONLY: "it cannot be written; give this user the right to write the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be used; give this user the right to write the file and its folder",
    sqlite3.SQLITE_CORRUPT: "it is damaged; stop, set the file aside and restore the last backup",
    sqlite3.SQLITE_NOTADB: "it is not an SQLite database; name another file, or restore the last backup",
}
_SQLITE_FSYNC = (sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC)

_READ_ONLY = "25006"
_POSTGRESQL = {
    "08": "the connection was lost; it is tried again",
    "25P03": "the session was idle for too long inside a transaction; it is tried again",
    _READ_ONLY: "it takes no changes (read-only); connect to the primary server",
    "40": "two transactions were in each other's way; it is tried again",
    "53100": "its disk is full; make room",
    "53300": "it has no connection left; raise max_connections, or run fewer workers",
    "53": "it lacks resources; look at its log",
    "55P03": "another process holds its lock; it is tried again",
    "57014": "a statement took too long; it is tried again",
    "57P": "it is stopping or starting; it is tried again",
    "58": "it reports a fault of its system; look at its log",
    "XX001": "it is damaged; stop, and restore the last backup",
    "XX002": "it is damaged; stop, and restore the last backup",
}

_CONNECTION_LOST = ("OperationalError", "InterfaceError")
"""The driver's errors that tell of no connection where they carry no SQLSTATE."""


@contextmanager
def in_words(engine: Engine, *, writes: bool = True) -> Iterator[None]:
    """Turn the database's own failures into StorageUnavailableError or StorageFailedError, in one sentence.

    Our own mistakes (a wrong statement, a broken constraint) stay what they are; so does a refused change where
    nothing was to be written.
    """
    place, driver = place_of(engine), engine.dialect.loaded_dbapi
    try:
        yield
    except PoolTimeoutError as error:
        raise StorageUnavailableError(
            f"The database {place} has no connection left for us; it is tried again."
        ) from error
    except (driver.Error, DBAPIError) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        worded = _from_sqlite(place, origin) if isinstance(origin, sqlite3.Error) else _from_postgresql(place, origin)
        if worded is None or (not writes and _refuses_changes(origin)):
            raise
        raise worded from error


def _refuses_changes(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode == sqlite3.SQLITE_READONLY
    return getattr(error, "sqlstate", None) == _READ_ONLY


def _from_sqlite(place: str, error: BaseException) -> IntakeError | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _SQLITE_FSYNC:
        return StorageFailedError(f"The database {place}: the disk did not keep what it was given. Look at the disk.")
    reason = _SQLITE.get(code & 0xFF)
    return StorageUnavailableError(f"The database {place} does not answer: {reason}.") if reason else None


def _from_postgresql(place: str, error: BaseException | None) -> IntakeError | None:
    state = getattr(error, "sqlstate", None) or ""
    for known, reason in _POSTGRESQL.items():
        if state.startswith(known):
            return StorageUnavailableError(f"The database {place} does not answer: {reason}.")
    if not state and type(error).__name__ in _CONNECTION_LOST:
        said = " ".join(str(error).split())
        return StorageUnavailableError(
            f"The database {place} does not answer ({said}). Start it, or correct database_url."
        )
    return None
