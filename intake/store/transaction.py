"""One open transaction, as the collections use it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.dialects.postgresql import insert

Values = Mapping[str, object]

INSERT_ONCE = insert
"""PostgreSQL's INSERT: its ON CONFLICT is compiled for SQLite too, word for word."""


class Transaction:
    """Statements run at once; rows that nobody reads before the end are kept and written together.

    Fifty rows in one statement cost a fraction of fifty statements. `flush` writes them: at the end, and before
    a collection reads what it may have kept.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._kept: dict[Executable, list[Values]] = {}

    def run(self, statement: Executable, row: Values | None = None) -> CursorResult[*tuple[Any, ...]]:
        """Execute one statement now."""
        return self.connection.execute(statement, row)

    def later(self, statement: Executable, row: Values) -> None:
        """Execute this statement with this row when the transaction is flushed."""
        self._kept.setdefault(statement, []).append(row)

    def flush(self) -> None:
        """Write what was kept, in the order in which its statements came first."""
        kept, self._kept = self._kept, {}
        for statement, rows in kept.items():
            self.connection.execute(statement, rows)
