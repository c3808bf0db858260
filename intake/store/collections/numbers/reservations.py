"""Numbers that are kept for documents that will come."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, Integer, Table, Text, bindparam, insert, select, text, update

from intake.domain.house.reservation import Reservation, ReservationEnd
from intake.store.database.columns import Id, InstantColumn, StorableText
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

reservations = Table(
    "reservations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("meeting", Text, nullable=False),
    Column("purpose", StorableText, nullable=False),
    Column("actor", StorableText, nullable=False),
    Column("reason", StorableText, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("settled", Text, nullable=False),
    Column("settled_at", InstantColumn),
    Column("note", StorableText, nullable=False),
)

stands = text("settled = ''")
"""A number that is still kept: written out, so that a query with it uses the index of those."""

_ADD = insert(reservations).returning(reservations.c.id)
_LISTED = (
    select(reservations)
    .where(reservations.c.group == bindparam("its_group"))
    .order_by(reservations.c.series, reservations.c.number, reservations.c.id)
)
_NUMBER = (
    reservations.c.group == bindparam("its_group"),
    reservations.c.series == bindparam("its_series"),
    reservations.c.number == bindparam("its_number"),
    stands,
)
KEPT = select(reservations.c.id).where(*_NUMBER)
TAKE = update(reservations).where(*_NUMBER).values(settled="taken")
_SETTLE = update(reservations).where(reservations.c.id == bindparam("its_id"), stands)


class SqlReservations:
    """Reservations in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, new: Reservation) -> Reservation:
        """Keep a number; the series must be locked, and the number free."""
        added = self._transaction.value(
            _ADD,
            group=new.group,
            series=new.series,
            number=new.number,
            label=new.label,
            meeting=new.meeting,
            purpose=new.purpose,
            actor=new.actor,
            reason=new.reason,
            at=new.at,
            settled="",
            note="",
        )
        return replace(new, id=added)

    def listed(self, group: str) -> list[Reservation]:
        """All reservations of the group, settled ones too, in order of their numbers."""
        return [_reservation(row) for row in self._transaction.rows(_LISTED, its_group=group)]

    def settle(self, reservation: int, settled: ReservationEnd, at: datetime, note: str) -> bool:
        """Record how it ended; False when it had ended before."""
        return self._transaction.change(_SETTLE, its_id=reservation, settled=settled, settled_at=at, note=note) == 1


def _reservation(row: AnyRow) -> Reservation:
    return Reservation(
        group=row.group,
        series=row.series,
        number=row.number,
        label=row.label,
        meeting=row.meeting,
        purpose=row.purpose,
        actor=row.actor,
        reason=row.reason,
        at=row.at,
        settled=row.settled,
        settled_at=row.settled_at,
        note=row.note,
        id=row.id,
    )
