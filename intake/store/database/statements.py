"""Statements: written with SQLAlchemy, compiled once for a database, executed by its driver.

Executed by SQLAlchemy they would cost about twice the processor time (docs/decisions/statements.md, bench/store.py).
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect, Select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import OnConflictClause
from sqlalchemy.sql.expression import UpdateBase

INSERT_ONCE = insert
"""SQLite's INSERT: its ON CONFLICT is compiled for PostgreSQL too, word for word.

So no home on SQLite loads the words of PostgreSQL, which takes longer than a short command works.
"""
OnConflictClause.constraint_target = None  # type: ignore[attr-defined]  # PostgreSQL's compiler asks for it

Statement = Select[*tuple[Any, ...]] | UpdateBase
BoundValues = Mapping[str, object]
_row_of: Callable[..., Any] = namedtuple  # noqa: PYI024 - the fields are those of the statement


class AnyRow(Protocol):
    """One row of an answer: its columns as attributes."""

    def __getattr__(self, name: str) -> Any: ...  # noqa: ANN401 - a column holds what it holds

    def __getitem__(self, place: int) -> Any: ...  # noqa: ANN401


class Statements:
    """Every statement that was used so far, in the words of one database. Any number of threads may ask."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._compiled: dict[tuple[Statement, tuple[str, ...]], Compiled] = {}

    def compiled(self, statement: Statement, names: tuple[str, ...]) -> "Compiled":
        """The statement for parameters of these names."""
        known = self._compiled.get((statement, names))
        if known is None:
            known = self._compiled[statement, names] = Compiled(statement, names, self._dialect)
        return known


_STATEMENTS: dict[tuple[object, ...], Statements] = {}


def statements_for(dialect: Dialect) -> Statements:
    """The statements in the words of this database, shared by all stores of the process whose words are the same."""
    words = (type(dialect), dialect.paramstyle, dialect.server_version_info)
    return _STATEMENTS.setdefault(words, Statements(dialect))


class Compiled:
    """One statement in the words of one database: its text, how values go in, how rows come out."""

    def __init__(self, statement: Statement, names: Sequence[str], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        columns = list(statement.exported_columns)
        self.text = str(compiled)
        self._positional = compiled.positional
        self._binds = [
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in (compiled.positiontup or binds)
        ]
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._make = _row_of("Row", [column.key for column in columns], rename=True)._make
        processors = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
        self._out = [(place, out) for place, out in enumerate(processors) if out is not None]

    def bind(self, values: BoundValues) -> Any:  # noqa: ANN401 - positions or names, as the driver wants
        """The parameters as the driver takes them. Raises KeyError for one that is not given."""
        given = {**self._fixed, **values} if self._fixed else values
        if self._positional:
            return [given[name] if into is None else into(given[name]) for name, into in self._binds]
        return {name: given[name] if into is None else into(given[name]) for name, into in self._binds}

    def rows(self, fetched: Iterable[Sequence[object]]) -> Iterator[AnyRow]:
        """What the driver gave, as rows."""
        for values in fetched:
            row = list(values)
            for place, out in self._out:
                row[place] = out(row[place])
            yield self._make(row)
