"""The calls that were closed."""

from sqlalchemy import Boolean, Column, Table, Text, and_, bindparam, select, update

from intake.domain.calls.closing import Closing
from intake.domain.meeting import Meeting
from intake.store.codec import LINES
from intake.store.database.columns import InstantColumn, among
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

closings = Table(
    "closings",
    metadata,
    Column("group", Text, primary_key=True),
    Column("meeting", Text, primary_key=True),
    Column("deadline", InstantColumn, primary_key=True),
    Column("closed_at", InstantColumn, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("told", Text, nullable=False),
)

_ADD = INSERT_ONCE(closings).on_conflict_do_nothing()
_OF_MEETING = and_(closings.c.group == bindparam("its_group"), closings.c.meeting == bindparam("its_meeting"))
_UPDATE = update(closings).where(_OF_MEETING, closings.c.deadline == bindparam("its_deadline"))
_UNDER_ANY_ID = among(closings.c.meeting, "ids")
_OF = select(closings).where(closings.c.group == bindparam("its_group"), _UNDER_ANY_ID).order_by(closings.c.deadline)


class SqlClosings:
    """Closings in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, closing: Closing) -> bool:
        """Record that a call was closed; False when it is recorded."""
        added = self._transaction.change(
            _ADD,
            group=closing.group,
            meeting=closing.meeting,
            deadline=closing.deadline,
            closed_at=closing.closed_at,
            provisional=closing.provisional,
            told=LINES.dump(closing.told),
        )
        return added == 1

    def update(self, closing: Closing) -> None:
        """Record what was told of a closed call since, and whether that is still provisional."""
        self._transaction.change(
            _UPDATE,
            its_group=closing.group,
            its_meeting=closing.meeting,
            its_deadline=closing.deadline,
            provisional=closing.provisional,
            told=LINES.dump(closing.told),
        )

    def of(self, group: str, meeting: Meeting) -> list[Closing]:
        """The closings of one meeting, under each id that it has or had, by deadline."""
        rows = self._transaction.rows(_OF, its_group=group, ids=[meeting.id, *meeting.was])
        return [
            Closing(row.group, row.meeting, row.deadline, row.closed_at, row.provisional, LINES.load(row.told))
            for row in rows
        ]
