"""Work that falls due at an instant, as rows: done once, by the worker that comes first."""

from datetime import datetime

from sqlalchemy import Column, Table, Text, UniqueConstraint, bindparam, delete, func, select, update

from intake.store.database.columns import Id, Instant
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

agenda = Table(
    "agenda",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("done_at", Instant),
    UniqueConstraint("kind", "subject", "at"),
)

_PLAN = INSERT_ONCE(agenda).on_conflict_do_nothing(index_elements=["kind", "subject", "at"])
_OPEN = agenda.c.done_at.is_(None)
_DUE = (
    select(agenda.c.id, agenda.c.kind, agenda.c.subject, agenda.c.at)
    .where(_OPEN, agenda.c.at <= bindparam("now"))
    .order_by(agenda.c.at, agenda.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_FINISH = update(agenda).where(agenda.c.id == bindparam("its_id"), _OPEN)
_DROP = delete(agenda).where(
    _OPEN, agenda.c.kind == bindparam("its_kind"), agenda.c.subject == bindparam("its_subject")
)
_DROP_OTHERS = _DROP.where(agenda.c.at != bindparam("keep"))
_NEXT = select(func.min(agenda.c.at)).where(_OPEN)


class SqlAgenda:
    """The agenda in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def plan(self, kind: str, subject: str, at: datetime) -> bool:
        """Note that this falls due then; False when it is noted already (done or not)."""
        return self._transaction.change(_PLAN, kind=kind, subject=subject, at=at) == 1

    def due(self, now: datetime, limit: int) -> list[tuple[int, str, str, datetime]]:
        """(id, kind, subject, instant) of each due item that is not done, oldest first; locked until the end."""
        rows = self._transaction.rows(_DUE, now=now, most=limit)
        return [(row.id, row.kind, row.subject, row.at) for row in rows]

    def done(self, item: int, now: datetime) -> bool:
        """Mark as done; False when another did it."""
        return self._transaction.change(_FINISH, its_id=item, done_at=now) == 1

    def drop(self, kind: str, subject: str, keep: datetime | None) -> int:
        """Forget the planned items of this subject, except at `keep`; returns how many."""
        drop = _DROP if keep is None else _DROP_OTHERS
        return self._transaction.change(drop, its_kind=kind, its_subject=subject, keep=keep)

    def next_due(self) -> datetime | None:
        """When the next one is due (UTC), or None."""
        found: datetime | None = self._transaction.value(_NEXT)
        return found
