"""What a person noted beside numbers for a meeting."""

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, select

from intake.domain.lists.minutes import Minute, MinuteKind
from intake.store.database.columns import Id, InstantColumn, StorableText, among
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

minutes = Table(
    "minutes",
    metadata,
    Column("contribution", Id, ForeignKey("contributions.id"), primary_key=True),
    Column("about", Text, primary_key=True),
    Column("meeting", Text, nullable=False),
    Column("text", StorableText, nullable=False),
    Column("by", StorableText, nullable=False),
    Column("reason", StorableText, nullable=False),
    Column("at", InstantColumn, nullable=False),
)

_NEW = INSERT_ONCE(minutes)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["contribution", "about"],
    set_={name: _NEW.excluded[name] for name in ("meeting", "text", "by", "reason", "at")},
)
_DROP = delete(minutes).where(
    minutes.c.contribution == bindparam("its_contribution"), minutes.c.about == bindparam("its_about")
)
_OF = select(minutes).where(among(minutes.c.contribution, "ids")).order_by(minutes.c.contribution, minutes.c.about)


class SqlMinutes:
    """Minutes in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, minute: Minute) -> None:
        """Write a note in place of the one that the contribution had about the same."""
        self._transaction.change(
            _PUT,
            contribution=minute.contribution,
            about=minute.about,
            meeting=minute.meeting,
            text=minute.text,
            by=minute.by,
            reason=minute.reason,
            at=minute.at,
        )

    def drop(self, contribution: int, about: MinuteKind) -> None:
        """Take a note off."""
        self._transaction.change(_DROP, its_contribution=contribution, its_about=about)

    def of(self, contributions: Sequence[int]) -> list[Minute]:
        """The notes of these contributions (ids)."""
        rows = self._transaction.rows(_OF, ids=list(contributions))
        return [Minute(row.contribution, row.about, row.meeting, row.text, row.by, row.reason, row.at) for row in rows]
