"""Signs of life: one row for each machine on which a daemon works."""

from datetime import datetime

from sqlalchemy import Column, Table, select

from intake.store.database.columns import InstantColumn, StorableText
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

beats = Table(
    "beats",
    metadata,
    Column("host", StorableText, primary_key=True),
    Column("at", InstantColumn, nullable=False),
)

_NEW = INSERT_ONCE(beats)
_BEAT = _NEW.on_conflict_do_update(index_elements=["host"], set_={"at": _NEW.excluded["at"]})
_ALL = select(beats).order_by(beats.c.host)


class SqlBeats:
    """Beats in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def beat(self, host: str, now: datetime) -> None:
        """Leave a sign of life."""
        self._transaction.change(_BEAT, host=host, at=now)

    def last(self) -> dict[str, datetime]:
        """The last ones (UTC)."""
        return {row.host: row.at for row in self._transaction.rows(_ALL)}
