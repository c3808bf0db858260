"""Receipts that did not leave or arrive and need a person."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, null, or_, select, update

from intake.domain.debt import WATCHED, Debt
from intake.store.database.transaction import Transaction
from intake.store.rows import debt_of
from intake.store.tables import debts, not_arrived

_later = debts.alias("later")
_NOT_ARRIVED = or_(
    *(debts.c.state == one for one in ("withheld", "refused", "unknown")),
    and_(debts.c.state == "paid", debts.c.bounced_at.is_not(None)),
)
_LAST = (
    select(debts)
    .where(
        not_arrived,
        _NOT_ARRIVED,
        ~exists().where(
            _later.c.submission == debts.c.submission, _later.c.kind == "receipt", _later.c.id > debts.c.id
        ),
    )
    .order_by(debts.c.id)
)
_LISTED = _LAST.where(or_(debts.c.capped.is_(None), debts.c.capped != "file"), debts.c.note != WATCHED)
_OLDEST = _LISTED.limit(bindparam("most"))
_OF_ONE = _LAST.where(debts.c.submission == bindparam("its_submission"))
_RESEND = (
    update(debts)
    .where(debts.c.id == bindparam("its_id"), _NOT_ARRIVED)
    .values(state="owed", claim=null(), bounced_at=null(), paid_at=null(), reported="")
)
_DROP = update(debts).where(debts.c.id == bindparam("its_id"), _NOT_ARRIVED).values(state="superseded")


class ReceiptsNotArrived:
    """The part of the debts that keeps the fate of receipts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def not_arrived(self, most: int | None = None) -> list[Debt]:
        """The last receipt of each Submission, where it was withheld, refused, or reported as undeliverable.

        One that answers the same files once more is left out, since their sender was answered, and one that a trial
        kept, since none of those leaves. `most`: the oldest so many.
        """
        query = _LISTED if most is None else _OLDEST
        return [debt_of(row) for row in self._transaction.rows(query, most=most)]

    def not_arrived_of(self, submission: int) -> Debt | None:
        """The last receipt of this Submission, if it was withheld, refused, or reported as undeliverable."""
        row = self._transaction.row(_OF_ONE, its_submission=submission)
        return None if row is None else debt_of(row)

    def resend(self, debt: int, now: datetime, place: str) -> None:
        """Owe such a receipt again, by a person's word, to be paid at this place; frozen bytes stay."""
        self._transaction.change(_RESEND, its_id=debt, place=place, owed_at=now, due_at=now, free_at=now, note="")

    def drop(self, debt: int) -> None:
        """Take such a receipt off the work list, by a person's word."""
        self._transaction.change(_DROP, its_id=debt)
