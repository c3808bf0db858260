"""The store and its transactions."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, PoolProxiedConnection, extract, func, select

from intake.domain.errors import StorageFailedError, UnavailableError
from intake.store.collections.unit_of_work import Work
from intake.store.database.eager import begin_writing
from intake.store.database.engine import BEGIN, Intent, engine_for
from intake.store.database.failures import in_words
from intake.store.database.gate import Gate
from intake.store.database.schema import bring_up_to_date, require_up_to_date
from intake.store.database.statements import statements_for
from intake.store.database.transaction import Transaction

if TYPE_CHECKING:
    from intake import ports

_CLOCK = select(extract("epoch", func.clock_timestamp()))


class SqlStore:
    """A database whose schema is up to date. Any number of threads may use it, each with its own transactions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._statements = statements_for(engine.dialect)
        # SQLite allows one writer at a time, and gives its lock in no order.
        self._gate: AbstractContextManager[None] = Gate() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def read(self) -> Iterator["ports.UnitOfWork"]:
        """A transaction that only reads, on one consistent state; it waits for nobody. Raises UnavailableError."""
        with self._transaction("read") as transaction:
            yield Work(transaction)

    @contextmanager
    def write(self) -> Iterator["ports.UnitOfWork"]:
        """A transaction that writes; on SQLite one at a time per process, first come, first served.

        Raises UnavailableError and StorageFailedError; then nothing of it was written.
        """
        with self._gate, self._transaction("write") as transaction:
            yield Work(transaction)
            transaction.flush()

    def is_outage(self, error: BaseException) -> bool:
        """Whether this error is the database's or the disk's, and says nothing about the mail at hand."""
        return isinstance(error, UnavailableError | StorageFailedError)

    def check_clock(self, now: datetime) -> float:
        """Seconds that `now` is ahead of the database's clock; 0 on SQLite, which has ours."""
        if self._engine.dialect.name == "sqlite":
            return 0.0
        with self._transaction("read") as transaction:
            return now.timestamp() - float(transaction.value(_CLOCK))

    def require_up_to_date(self) -> None:
        """Raise ConfigurationError unless the schema is this program's, UnavailableError where nobody can tell."""
        with in_words(self._engine):
            require_up_to_date(self._engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, intent: Intent) -> Iterator[Transaction]:
        with in_words(self._engine, writes=intent == "write"):
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                self._begin(cursor, intent)
                yield Transaction(cursor, self._statements)
                connection.commit()
            except BaseException:
                self._roll_back(connection)
                raise
            finally:
                connection.close()

    def _begin(self, cursor: Any, intent: Intent) -> None:  # noqa: ANN401 - of either driver
        if (self._engine.dialect.name, intent) == ("sqlite", "write"):
            begin_writing(cursor)
            return
        for statement in BEGIN[self._engine.dialect.name, intent]:
            cursor.execute(statement)

    def _roll_back(self, connection: PoolProxiedConnection) -> None:
        """Roll back; a connection that cannot even do that is not used again."""
        try:
            connection.rollback()
        except self._engine.dialect.loaded_dbapi.Error:
            connection.invalidate()


def open_store(database_url: str) -> SqlStore:
    """Open the database and bring its schema up to date; a new one is made.

    Raises ConfigurationError (URL, driver, a schema that is newer or not ours) and UnavailableError (no access,
    no answer), each naming the database and the remedy.
    """
    engine = engine_for(database_url)
    try:
        with in_words(engine):
            bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)


def store_as_it_is(database_url: str) -> SqlStore:
    """A database that another process looks after: nothing is made, brought up to date or connected yet.

    Its user asks `require_up_to_date` first. Raises ConfigurationError for a URL or a driver that is not there.
    """
    return SqlStore(engine_for(database_url))
