"""The index of words: SQLite's FTS5 and PostgreSQL's tsvector, which hold the same words and answer alike.

Both take words that are folded and parted already (`intake.domain.search`), so neither has an opinion of its own about
languages. A mail's words go with its card: the database takes them away when the card is deleted.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Dialect,
    MetaData,
    Select,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    func,
    select,
)
from sqlalchemy import Column as TableColumn
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.functions import FunctionElement

from intake.domain.search.asked import Term
from intake.store.database.columns import Id, Several


class _Words(TypeDecorator[Sequence[str]]):
    """The words of a mail, as the database takes them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Words between blanks; PostgreSQL wants each in quotes. No word has a quote or a blank in it."""
        if dialect.name == "postgresql":
            return " ".join(f"'{word}'" for word in value or ())
        return " ".join(value or ())

    def bind_expression(self, bindparam: BindParameter[Any]) -> ColumnElement[Any]:
        """The words as PostgreSQL's own kind of value."""
        return _AsWords(bindparam)


class _AsWords(FunctionElement[Any]):
    """Text as the words of a mail."""

    inherit_cache = True


@compiles(_AsWords, "sqlite")
def _as_they_are(element: _AsWords, compiler: SQLCompiler, **how: object) -> str:
    return compiler.process(element.clauses, **how)


@compiles(_AsWords, "postgresql")
def _as_tsvector(element: _AsWords, compiler: SQLCompiler, **how: object) -> str:
    return f"CAST({compiler.process(element.clauses, **how)} AS tsvector)"


class _Query(TypeDecorator[Sequence[Term]]):
    """The words that a mail needs, in the database's own language of queries."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[Term] | None, dialect: Dialect) -> str:
        """All of them are needed. No word has a sign in it that means something there."""
        if dialect.name == "postgresql":
            return " & ".join(f"'{one.word}'{'' if one.whole else ':*'}" for one in value or ())
        return " AND ".join(f'"{one.word}"{"" if one.whole else " *"}' for one in value or ())


search = Table("search", MetaData(), TableColumn("rowid", Id, primary_key=True), TableColumn("words", _Words))
"""By the id of the Submission. Of its own: a virtual table of SQLite is none that SQLAlchemy could make."""


class _Put(Insert):
    """A mail's words, in place of those that it had."""

    inherit_cache = True


@compiles(_Put, "sqlite")
def _replaced(element: _Put, compiler: SQLCompiler, **how: object) -> str:
    return str(compiler.visit_insert(element.prefix_with("OR REPLACE"), **how))  # type: ignore[no-untyped-call]


@compiles(_Put, "postgresql")
def _upserted(element: _Put, compiler: SQLCompiler, **how: object) -> str:
    written = compiler.visit_insert(element, **how)  # type: ignore[no-untyped-call]
    return f"{written} ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"


class _Matches(FunctionElement[Any]):
    """Whether the words of a mail are those that are asked for."""

    inherit_cache = True


@compiles(_Matches, "sqlite")
def _match(element: _Matches, compiler: SQLCompiler, **how: object) -> str:
    return f"search MATCH {compiler.process(element.clauses, **how)}"


@compiles(_Matches, "postgresql")
def _at_at(element: _Matches, compiler: SQLCompiler, **how: object) -> str:
    return f"search.words @@ CAST({compiler.process(element.clauses, **how)} AS tsquery)"


class _HasThem(FunctionElement[bool]):
    """Whether the mail with this id has the words: asked of one mail after another, in the order of another index.

    SQLite gathers the ids of all such mails once. PostgreSQL looks at the words of each mail; written so, it does not
    begin with the words and sort what it finds, which takes the longer the more there are.
    """

    inherit_cache = True


@compiles(_HasThem, "sqlite")
def _among_found(element: _HasThem, compiler: SQLCompiler, **how: object) -> str:
    its_id, terms = (compiler.process(one, **how) for one in element.clauses)
    return f"+{its_id} IN (SELECT rowid FROM search WHERE search MATCH {terms})"  # noqa: S608 - a column, a parameter


@compiles(_HasThem, "postgresql")
def _looked_at(element: _HasThem, compiler: SQLCompiler, **how: object) -> str:
    its_id, terms = (compiler.process(one, **how) for one in element.clauses)
    return f"(SELECT search.words @@ CAST({terms} AS tsquery) FROM search WHERE search.rowid = {its_id})"  # noqa: S608


class _OneOf(FunctionElement[bool]):
    """Whether a mail of the index is one of a few: SQLite walks the words from the first to the last of them."""

    inherit_cache = True


@compiles(_OneOf, "sqlite")
def _between(element: _OneOf, compiler: SQLCompiler, **how: object) -> str:
    ids, again, once_more = (
        f"(SELECT {what} FROM json_each({compiler.process(element.clauses, **how)}))"  # noqa: S608 - a parameter
        for what in ("value", "min(value)", "max(value)")
    )
    return f"rowid BETWEEN {again} AND {once_more} AND +rowid IN {ids}"


@compiles(_OneOf, "postgresql")
def _looked_up(element: _OneOf, compiler: SQLCompiler, **how: object) -> str:
    return f"search.rowid IN (SELECT unnest({compiler.process(element.clauses, **how)}))"


PUT_WORDS = _Put(search)
_TERMS = bindparam("terms", type_=_Query)
MATCHING: Select[tuple[int]] = select(search.c.rowid).where(_Matches(_TERMS)).limit(bindparam("most"))
"""The ids of mails that have all of `terms`, `most` of them at most, in no order."""

OF_THESE = select(search.c.rowid).where(_Matches(_TERMS), _OneOf(bindparam("ids", type_=Several(BigInteger()))))
"""Those of some mails that have all of `terms`."""

COUNTED = select(func.count()).select_from(MATCHING.subquery())
"""How many such mails there are, counted up to `most`."""


def has_terms(its_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the mail with this id has all of `terms`."""
    return _HasThem(its_id, _TERMS)
