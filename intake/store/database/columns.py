"""Columns and conditions that mean the same in both databases."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Dialect,
    Integer,
    Text,
    TypeDecorator,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Id = BigInteger().with_variant(Integer(), "sqlite")
"""A row's id: SQLite numbers rows by itself only where the type is exactly INTEGER."""


class InstantColumn(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970 in UTC: it sorts as time does.

    A naive datetime raises ValueError, since nobody can know which instant it means.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> int | None:
        """Microseconds since 1970."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone cannot be stored: {value.isoformat()}")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, _: Dialect) -> datetime | None:
        """The instant, in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class StorableText(TypeDecorator[str]):
    """Text that a stranger may have written: NUL and lone surrogates, which no database takes, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """The same text, storable."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """The text with U+FFFD in place of NUL and lone surrogates."""
    if not text.isascii():
        text = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
    return text.replace("\0", "\ufffd") if "\0" in text else text


class Several(TypeDecorator[Sequence[object]]):
    """Several values as one parameter, so that a statement's text does not depend on how many there are.

    SQLite takes them as a JSON array, PostgreSQL as an array of their type.
    """

    impl = Text
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that the database knows."""
        return dialect.type_descriptor(ARRAY(self.of) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[object] | None, dialect: Dialect) -> object:
        """The values as the driver takes them."""
        given = [storable(one) if isinstance(one, str) else one for one in value or ()]
        return given if dialect.name == "postgresql" else json.dumps(given)


class _Members(FunctionElement[Any]):
    """The members of a parameter that holds several values, as a subquery."""

    inherit_cache = True


@compiles(_Members, "sqlite")
def _from_json(element: _Members, compiler: SQLCompiler, **how: object) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **how)}))"  # noqa: S608 - no value in it


@compiles(_Members, "postgresql")
def _from_array(element: _Members, compiler: SQLCompiler, **how: object) -> str:
    return f"(SELECT unnest({compiler.process(element.clauses, **how)}))"


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether the column's value is one of those in the parameter of this name."""
    of = BigInteger() if isinstance(column.type, Integer) else Text()
    return column.bool_op("IN")(_Members(bindparam(name, type_=Several(of))))
