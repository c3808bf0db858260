"""Supporting files that a person ticked."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text, bindparam, delete, select

from intake.domain.publishing.ticks import Tick
from intake.store.database.columns import Id, InstantColumn, StorableText, among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

_KEY = ("contribution", "mark", "revision", "replacement", "sha256")
_REST = ("name", "size", "by", "reason", "at", "off_at")

ticks = Table(
    "ticks",
    metadata,
    Column("contribution", Id, ForeignKey("contributions.id"), primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("replacement", Integer, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("name", StorableText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("by", StorableText, nullable=False),
    Column("reason", StorableText, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("off_at", InstantColumn),
)

_NEW = INSERT_ONCE(ticks)
_PUT = _NEW.on_conflict_do_update(index_elements=list(_KEY), set_={name: _NEW.excluded[name] for name in _REST})
_DROP = delete(ticks).where(*(ticks.c[name] == bindparam(f"its_{name}") for name in _KEY))
_OF = select(ticks).where(among(ticks.c.contribution, "ids")).order_by(*(ticks.c[name] for name in _KEY))


class SqlTicks:
    """Ticks in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, tick: Tick) -> None:
        """Write a tick in place of the one that its file had beside this version."""
        self._transaction.change(_PUT, **{name: getattr(tick, name) for name in (*_KEY, *_REST)})

    def drop(self, tick: Tick) -> None:
        """Forget a tick."""
        self._transaction.change(_DROP, **{f"its_{name}": getattr(tick, name) for name in _KEY})

    def of(self, contributions: Sequence[int]) -> list[Tick]:
        """The ticks of these contributions (ids), in the order of their versions; taken-off ones too."""
        return [_tick(row) for row in self._transaction.rows(_OF, ids=list(contributions))]


def _tick(row: AnyRow) -> Tick:
    return Tick(
        contribution=row.contribution,
        mark=row.mark,
        revision=row.revision,
        replacement=row.replacement,
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        by=row.by,
        reason=row.reason,
        at=row.at,
        off_at=row.off_at,
    )
