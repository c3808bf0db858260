"""How a writing transaction begins on SQLite, where another process may be writing all the time."""

import sqlite3
import time

from intake.store.database.engine import BEGIN, sqlite_patience

STEP = 0.001
"""Seconds between two tries. SQLite's own grow to a tenth of a second, and a busy process leaves no gap so long:
whoever waits for it then waits for seconds, and in the end in vain."""


def begin_writing(cursor: sqlite3.Cursor) -> None:
    """Begin to write, as soon as the lock is free; as long as SQLite itself would wait, then its own error."""
    *before, begin = BEGIN["sqlite", "write"]
    patience = sqlite_patience()
    ends = time.monotonic() + patience / 1_000
    for statement in (*before, "PRAGMA busy_timeout = 0"):
        cursor.execute(statement)
    try:
        while True:
            try:
                cursor.execute(begin)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= ends:
                    raise
            else:
                return
            time.sleep(STEP)
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
