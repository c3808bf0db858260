"""What one transaction has alone until it ends, where no row stands for it."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_NAMES = 1741
"""Any number of our own: the names that we lock by, apart from those of other programs in the same database."""


class HeldByName(FunctionElement[str]):
    """Select this with a name: whoever selects it next with the same name waits until the transaction ends.

    In SQLite nobody has to: there a transaction that writes is alone from its beginning.
    """

    type = Text()
    inherit_cache = True


@compiles(HeldByName)
def _nothing(element: HeldByName, compiler: SQLCompiler, **given: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return compiler.process(element.clauses, **given)


@compiles(HeldByName, "postgresql")
def _advisory(element: HeldByName, compiler: SQLCompiler, **given: Any) -> str:  # noqa: ANN401
    name = compiler.process(element.clauses, **given)
    return f"CAST(pg_advisory_xact_lock({_NAMES}, hashtext({name})) AS TEXT)"
