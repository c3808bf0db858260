"""The schema of the database: made, brought up to date, or refused."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from intake.domain.errors import ConfigurationError
from intake.store.database.engine import place_of

NEWEST = "0029"
"""The last migration. Known here too, so that an up-to-date database opens without loading alembic's scripts."""

_LOCK = 7_202_604_301
"""Any number of our own: PostgreSQL's advisory lock while the schema is looked at and changed."""


def bring_up_to_date(engine: Engine) -> None:
    """Run the migrations that this database lacks, all in one transaction: old or new afterwards, never between.

    Raises ConfigurationError for a schema that this version does not know, and for a database that is not ours.
    """
    with engine.begin() as connection:
        if _version(connection) == NEWEST:
            return
    with engine.begin() as connection:
        _lock(connection)
        version = _version(connection)
        if version != NEWEST:
            _upgrade(connection, version, place_of(engine))


def require_up_to_date(engine: Engine) -> None:
    """Raise ConfigurationError unless the schema is the one that this program knows; nothing is changed."""
    place = place_of(engine)
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).is_file():
        raise ConfigurationError(f"The database {place} is not there yet: start 'intake run' once, which makes it.")
    with engine.connect() as connection:
        version = _version(connection)
    if version is None:
        raise ConfigurationError(f"The database {place} has no schema yet: start 'intake run' once, which makes it.")
    if version != NEWEST:
        remedy = (
            "start 'intake run' of this version once, which brings it up to date"
            if version < NEWEST
            else "install the version of contribution-intake that made it"
        )
        raise ConfigurationError(
            f"The database {place} has schema {version}, and this program works with {NEWEST}: {remedy}."
        )


def _upgrade(connection: Connection, version: str | None, place: str) -> None:
    from intake.store.database import upgrade  # alembic takes a tenth of a second to load, and is seldom needed

    if version is None and inspect(connection).get_table_names():
        raise ConfigurationError(f"The database {place} belongs to another program: name an empty one in database_url.")
    if version is not None and version not in upgrade.known():
        raise ConfigurationError(
            f"The database {place} has schema {version}; this program knows schemas up to {NEWEST}. "
            "Install the version of contribution-intake that made it, or a newer one."
        )
    upgrade.run(connection)


def _version(connection: Connection) -> str | None:
    """The migration that the database stands at; None before the first one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _lock(connection: Connection) -> None:
    """Begin so that nobody else changes the schema at the same time."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
