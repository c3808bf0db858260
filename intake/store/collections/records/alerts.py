"""Alerts in the log, each given out once: the place reached in the log moves in the transaction that uses them."""

from sqlalchemy import Column, Integer, Table, bindparam, func, select, text, update

from intake.domain.log_entry import LogEntry
from intake.store.collections.records.log import WITH_PERSONAL, entries, entry_of
from intake.store.database.columns import Id, among
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

_ONLY = 1

places = Table(
    "alerts_taken",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("position", Id, nullable=False),
)
ALERTS = text("what || '' IN ('alert', 'recovered') AND position IS NOT NULL")
"""Written out, so that a query with it uses the index of these lines; with the bare column SQLite would take another,
and sort all that were ever written.
"""

_BEGIN = INSERT_ONCE(places).on_conflict_do_nothing()
_PLACE = select(places.c.position).where(places.c.id == _ONLY)
_LOCKED_PLACE = _PLACE.with_for_update()
_TAKE = update(places).where(places.c.id == _ONLY)
_LAST = select(func.max(entries.c.position)).where(ALERTS)
_NEXT = (
    select(entries.c.position)
    .where(ALERTS, entries.c.position > bindparam("after"))
    .order_by(entries.c.position)
    .limit(bindparam("most"))
)
_AT = WITH_PERSONAL.where(among(entries.c.position, "its_positions")).order_by(entries.c.position)


class SqlAlerts:
    """The alerts of the log in the order of their seals."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def are_waiting(self) -> bool:
        """Whether there are sealed ones that nobody has taken."""
        last = self._transaction.value(_LAST)
        return last is not None and int(last) > int(self._transaction.value(_PLACE) or 0)

    def take(self, limit: int) -> list[LogEntry]:
        """The next sealed alerts and ends of alerts; taken for good if this transaction is committed.

        One at a time, however many workers.
        """
        self._transaction.flush()
        self._transaction.change(_BEGIN, id=_ONLY, position=0)
        after = int(self._transaction.value(_LOCKED_PLACE))
        taken = self._transaction.column(_NEXT, after=after, most=limit)
        if not taken:
            return []
        self._transaction.change(_TAKE, position=taken[-1])
        return [entry_of(row) for row in self._transaction.rows(_AT, its_positions=taken)]
