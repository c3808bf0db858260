"""What a database says when it cannot work, in a sentence for the person who can act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from intake.domain.errors import IntakeError, StorageFailedError, UnavailableError

_SQLITE = {
    sqlite3.SQLITE_BUSY: "another process holds its lock; it is tried again",
    sqlite3.SQLITE_LOCKED: "another process holds its lock; it is tried again",
    sqlite3.SQLITE_FULL: "the disk is full; make room, then it goes on alone",
    sqlite3.SQLITE_IOERR: "the disk does not answer; look at the system's log",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; make its folder, and give this user the right to write there",
    sqlite3.SQLITE_READONLY: "it cannot be written; give this user the right to write the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be used; give this user the right to write the file and its folder",
    sqlite3.SQLITE_CORRUPT: "it is damaged; stop, set the file aside and restore the last backup",
    sqlite3.SQLITE_NOTADB: "it is not an SQLite database; name another file, or restore the last backup",
}
_SQLITE_FSYNC = (sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC)

_POSTGRESQL = {
    "08": "the connection was lost; it is tried again",
    "25P03": "the session was idle for too long inside a transaction; it is tried again",
    "25006": "it takes no changes (read-only); connect to the primary server",
    "40": "two transactions were in each other's way; it is tried again",
    "53100": "its disk is full; make room, then it goes on alone",
    "53300": "it has no connection left; raise max_connections, or run fewer workers",
    "53": "it lacks resources; look at its log",
    "55P03": "another process holds its lock; it is tried again",
    "57014": "a statement took too long; it is tried again",
    "57P": "it is stopping or starting; it is tried again",
    "58": "it reports a fault of its system; look at its log",
    "XX001": "it is damaged; stop, and restore the last backup",
    "XX002": "it is damaged; stop, and restore the last backup",
}


@contextmanager
def in_words(place: str) -> Iterator[None]:
    """Turn what the database says about itself into UnavailableError or StorageFailedError, in one sentence.

    `place` names the database: a path, or a host. Our own mistakes (a wrong statement, a broken constraint, a write
    in a transaction that only reads) stay what they are.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise UnavailableError(f"The database {place} has no connection left for us; it is tried again.") from error
    except DBAPIError as error:
        from_driver = _from_sqlite if isinstance(error.orig, sqlite3.Error) else _from_postgresql
        if worded := from_driver(place, error):
            raise worded from error
        raise


def _from_sqlite(place: str, error: DBAPIError) -> IntakeError | None:
    code = getattr(error.orig, "sqlite_errorcode", 0)
    if code in _SQLITE_FSYNC:
        return StorageFailedError(f"The database {place}: the disk did not keep what it was given. Look at the disk.")
    reason = _SQLITE.get(code & 0xFF)
    return UnavailableError(f"The database {place} does not answer: {reason}.") if reason else None


def _from_postgresql(place: str, error: DBAPIError) -> IntakeError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    for known, reason in _POSTGRESQL.items():
        if state.startswith(known):
            return UnavailableError(f"The database {place} does not answer: {reason}.")
    if not state and isinstance(error, OperationalError | InterfaceError):
        said = " ".join(str(error.orig).split())
        return UnavailableError(f"The database {place} does not answer ({said}). Start it, or correct database_url.")
    return None
