"""Which version of each group's rulebook is in force, and every one that ever was."""

from datetime import datetime

from sqlalchemy import Column, Index, Table, Text, bindparam, insert, select
from sqlalchemy import func as sql

from intake.store.columns import Id, Instant, Words
from intake.store.statements import INSERT_ONCE
from intake.store.tables import metadata
from intake.store.transaction import Transaction

rulebooks = Table(
    "rulebooks",
    metadata,
    Column("version", Text, primary_key=True),
    Column("text", Text, nullable=False),
)
activations = Table(
    "activations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("activations_by_group", "group", "id"),
)

_ACTIVE = (
    select(rulebooks.c.version, rulebooks.c.text)
    .join(activations, activations.c.version == rulebooks.c.version)
    .where(activations.c.group == bindparam("its_group"))
    .order_by(activations.c.id.desc())
    .limit(1)
)
_ADD = INSERT_ONCE(rulebooks).on_conflict_do_nothing()
_ACTIVATE = insert(activations)
_TEXT = select(rulebooks.c.text).where(rulebooks.c.version == bindparam("its_version"))
_GROUPS = select(sql.distinct(activations.c.group)).order_by(activations.c.group)


class SqlRulebooks:
    """Rulebook versions in the database. What is in force is looked up once per transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._active: dict[str, tuple[str, str] | None] = {}

    def active(self, group: str) -> tuple[str, str] | None:
        """(version, text) in force, or None."""
        if group not in self._active:
            row = self._transaction.row(_ACTIVE, its_group=group)
            self._active[group] = None if row is None else (row.version, row.text)
        return self._active[group]

    def activate(self, group: str, version: str, text: str, who: str, now: datetime) -> bool:
        """Put a version in force; False when it is already."""
        in_force = self.active(group)
        if in_force is not None and in_force[0] == version:
            return False
        self._transaction.change(_ADD, version=version, text=text)
        self._transaction.change(_ACTIVATE, group=group, version=version, who=who, at=now)
        self._active[group] = (version, text)
        return True

    def text(self, version: str) -> str | None:
        """The text of a version that was in force at some time."""
        found: str | None = self._transaction.value(_TEXT, its_version=version)
        return found

    def groups(self) -> list[str]:
        """Groups that have a rulebook in force, sorted."""
        return self._transaction.column(_GROUPS)
