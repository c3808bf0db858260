"""What does not answer: a row for each outage, so that a restart or another worker does not tell it again."""

from datetime import datetime, timedelta

from sqlalchemy import Boolean, Column, Table, Text, bindparam, delete, select, update

from intake.store.database.columns import InstantColumn
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

outages = Table(
    "outages",
    metadata,
    Column("key", Text, primary_key=True),
    Column("since", InstantColumn, nullable=False),
    Column("told", Boolean, nullable=False),
)

_MINE = outages.c.key == bindparam("its_key")
_BEGIN = INSERT_ONCE(outages).on_conflict_do_nothing()
_TELL = update(outages).where(_MINE, ~outages.c.told, outages.c.since <= bindparam("before")).values(told=True)
_END = delete(outages).where(_MINE).returning(outages.c.since, outages.c.told)
_ALL = select(outages.c.key, outages.c.since).order_by(outages.c.key)
_TOLD = _ALL.where(outages.c.told)
_SINCE = select(outages.c.since).where(_MINE)


class SqlOutages:
    """Outages in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def begin(self, key: str, now: datetime, patience: timedelta = timedelta()) -> bool:
        """Note that it does not answer; True once, when it is to be told: after `patience` without an `end`."""
        self._transaction.change(_BEGIN, key=key, since=now, told=False)
        return self._transaction.change(_TELL, its_key=key, before=now - patience) == 1

    def end(self, key: str) -> datetime | None:
        """Note that it answers; since when (UTC) it had not, if that was told, else None."""
        row = self._transaction.row(_END, its_key=key)
        return row.since if row is not None and row.told else None

    def standing(self, *, told: bool = False) -> dict[str, datetime]:
        """All outages that are noted, or only those that were `told`, each with its beginning (UTC)."""
        return {row.key: row.since for row in self._transaction.rows(_TOLD if told else _ALL)}

    def stands(self, key: str) -> bool:
        """Whether an outage is noted, told or not."""
        return self._transaction.value(_SINCE, its_key=key) is not None
