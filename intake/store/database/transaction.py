"""One open transaction, as the collections use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine.interfaces import DBAPICursor

from intake.store.database.statements import AnyRow, BoundValues, Statement, Statements


class Transaction:
    """Statements run at once; rows that nobody reads before the end are kept and written together.

    Fifty rows in one statement cost a fraction of fifty statements. `flush` writes them: at the end, and before
    a collection reads what it may have kept.
    """

    def __init__(self, cursor: DBAPICursor, statements: Statements) -> None:
        self._cursor = cursor
        self._statements = statements
        self._kept: dict[tuple[Statement, tuple[str, ...]], list[BoundValues]] = {}

    def rows(self, query: Statement, /, **values: object) -> list[AnyRow]:
        """All rows of the answer."""
        compiled = self._statements.compiled(query, tuple(values))
        self._cursor.execute(compiled.text, compiled.bind(values))
        return list(compiled.rows(self._cursor.fetchall()))

    def row(self, query: Statement, /, **values: object) -> AnyRow | None:
        """The first row of the answer, or None."""
        return next(iter(self.rows(query, **values)), None)

    def column(self, query: Statement, /, **values: object) -> list[Any]:
        """The first value of each row of the answer."""
        return [row[0] for row in self.rows(query, **values)]

    def value(self, query: Statement, /, **values: object) -> Any:  # noqa: ANN401 - a column holds what it holds
        """The first value of the first row, or None."""
        row = self.row(query, **values)
        return None if row is None else row[0]

    def change(self, statement: Statement, /, **values: object) -> int:
        """Change rows; how many were."""
        compiled = self._statements.compiled(statement, tuple(values))
        self._cursor.execute(compiled.text, compiled.bind(values))
        return self._cursor.rowcount

    def later(self, statement: Statement, /, **values: object) -> None:
        """Execute this statement with these values when the transaction is flushed."""
        self._kept.setdefault((statement, tuple(values)), []).append(values)

    def flush(self) -> None:
        """Write what was kept, in the order in which its statements came first."""
        kept, self._kept = self._kept, {}
        for (statement, names), rows in kept.items():
            compiled = self._statements.compiled(statement, names)
            self._cursor.executemany(compiled.text, [compiled.bind(values) for values in rows])

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is done inside is taken back alone if it fails; the transaction goes on."""
        self.flush()
        self._cursor.execute("SAVEPOINT attempt")
        try:
            yield
            self.flush()
        except BaseException:
            self._kept = {}
            self._cursor.execute("ROLLBACK TO SAVEPOINT attempt")
            self._cursor.execute("RELEASE SAVEPOINT attempt")
            raise
        self._cursor.execute("RELEASE SAVEPOINT attempt")
