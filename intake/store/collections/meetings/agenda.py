"""Work that falls due at an instant, as rows: done once, by the worker that comes first."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)

from intake.domain.calls.agenda import IN_ORDER, AgendaItem, Due, DueKind, DutyOutcome
from intake.store.database.columns import Id, InstantColumn, among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

agenda = Table(
    "agenda",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("done_at", InstantColumn),
    Column("group", Text, nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("free_at", InstantColumn),
    Column("outcome", Text),
    Column("note", Text, nullable=False, server_default=""),
    UniqueConstraint("kind", "subject", "at"),
    Index("agenda_by_group", "group", "at"),
)

_OPEN = agenda.c.free_at.is_not(None)
_THIS = agenda.c.id == bindparam("its_id")
_PLAN = INSERT_ONCE(agenda).on_conflict_do_nothing(index_elements=["kind", "subject", "at"])
_before = agenda.alias("before")
_OUT_OF_TURN = exists().where(
    _before.c.group == agenda.c.group,
    _before.c.kind == agenda.c.kind,
    _before.c.free_at <= agenda.c.free_at,
    _before.c.id < agenda.c.id,
)
"""An earlier one of the group is due, or another worker is about it."""
_TAKE = (
    select(agenda)
    .where(
        _OPEN,
        agenda.c.free_at <= bindparam("now"),
        or_(and_(*(agenda.c.kind != one for one in IN_ORDER)), ~_OUT_OF_TURN),
    )
    .order_by(agenda.c.free_at, agenda.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_SETTLE = update(agenda).where(_THIS, _OPEN).values(free_at=null())
_WAIT = update(agenda).where(_THIS, _OPEN).values(attempts=agenda.c.attempts + bindparam("failures"))
_DROP = delete(agenda).where(_THIS, _OPEN)
_OF = (
    select(agenda)
    .where(_OPEN, agenda.c.group == bindparam("its_group"), among(agenda.c.kind, "kinds"))
    .order_by(agenda.c.at, agenda.c.id)
)
_ABOUT = (
    select(agenda)
    .where(agenda.c.kind == bindparam("its_kind"), agenda.c.subject == bindparam("its_subject"))
    .order_by(agenda.c.at, agenda.c.id)
)
_AHEAD = select(agenda).where(_OPEN).order_by(agenda.c.free_at, agenda.c.id).limit(1)


class SqlAgenda:
    """The agenda in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def plan(self, due: Due) -> bool:
        """Note that this falls due then; False when it is noted already, done or not."""
        planned = self._transaction.change(
            _PLAN, kind=due.kind, subject=due.subject, at=due.at, group=due.group, free_at=due.at, attempts=0, note=""
        )
        return planned == 1

    def take(self, now: datetime) -> AgendaItem | None:
        """The item that has been free for longest, locked until the transaction ends; None when none is due.

        Those of a kind that is done in order wait for the earlier ones of their group, whoever does them.
        """
        row = self._transaction.row(_TAKE, now=now)
        return None if row is None else _item_of(row)

    def settle(self, item: int, outcome: DutyOutcome, now: datetime, note: str = "") -> bool:
        """Record how an item ended; False when another did it."""
        return self._transaction.change(_SETTLE, its_id=item, outcome=outcome, done_at=now, note=note) == 1

    def wait(self, item: int, until: datetime, *, failed: bool = False, note: str = "") -> bool:
        """Let an item wait until then (UTC); `failed` counts an attempt."""
        return self._transaction.change(_WAIT, its_id=item, free_at=until, failures=int(failed), note=note) == 1

    def open(self, group: str, kinds: Sequence[DueKind]) -> list[AgendaItem]:
        """The items of these kinds that have no outcome yet, in order."""
        return [_item_of(row) for row in self._transaction.rows(_OF, its_group=group, kinds=kinds)]

    def found(self, kind: DueKind, subject: str) -> list[AgendaItem]:
        """The items of this kind about this subject, with and without an outcome, in order."""
        return [_item_of(row) for row in self._transaction.rows(_ABOUT, its_kind=kind, its_subject=subject)]

    def drop(self, item: int) -> bool:
        """Forget an item that has no outcome yet."""
        return self._transaction.change(_DROP, its_id=item) == 1

    def listed(self, group: str | None, *, after: datetime, limit: int) -> list[AgendaItem]:
        """The items from this instant on (UTC) in order, of one group or of all."""
        rows = self._transaction.rows(_listed(one_group=group is not None), its_group=group, after=after, most=limit)
        return [_item_of(row) for row in rows]

    def ahead(self) -> AgendaItem | None:
        """The item that is free first, due or not, whoever has it; None when all have an outcome."""
        row = self._transaction.row(_AHEAD)
        return None if row is None else _item_of(row)


@cache
def _listed(*, one_group: bool) -> Select[tuple[Any, ...]]:
    listed = select(agenda).where(agenda.c.at >= bindparam("after"))
    if one_group:
        listed = listed.where(agenda.c.group == bindparam("its_group"))
    return listed.order_by(agenda.c.at, agenda.c.id).limit(bindparam("most"))


def _item_of(row: AnyRow) -> AgendaItem:
    return AgendaItem(
        id=row.id,
        due=Due(row.kind, row.subject, row.at),
        free_at=row.free_at,
        attempts=row.attempts,
        outcome=row.outcome,
        done_at=row.done_at,
        note=row.note,
    )
