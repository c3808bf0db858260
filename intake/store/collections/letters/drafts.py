"""Letters that were put into Drafts, for a person to send."""

from datetime import datetime

from sqlalchemy import bindparam, select, text, update

from intake.domain.debt import Debt
from intake.store.database.transaction import Transaction
from intake.store.rows import debt_of
from intake.store.tables import debts

drafted = text("kind IN ('receipt', 'letter') AND state = 'paid' AND how = 'imap'")
"""A letter that waits in Drafts: written out, so that a query with it uses the index of those."""

_DRAFTS = (
    select(debts)
    .where(drafted, debts.c.place == bindparam("its_place"), debts.c.paid_at >= bindparam("since"))
    .order_by(debts.c.id.desc())
    .limit(bindparam("most"))
)
_SENT = update(debts).where(debts.c.id == bindparam("its_id"), drafted).values(how="person")


class DraftedLetters:
    """The part of the debts that learns what a person sent."""

    _transaction: Transaction

    def drafts(self, place: str, *, since: datetime, most: int) -> list[Debt]:
        """The letters that were put into Drafts since (UTC) and are not known to be sent; the last so many."""
        return [debt_of(row) for row in self._transaction.rows(_DRAFTS, its_place=place, since=since, most=most)]

    def sent_by_person(self, debt: int, now: datetime, note: str) -> bool:
        """Record that a person sent this draft; False where that is known."""
        return self._transaction.change(_SENT, its_id=debt, paid_at=now, note=note) == 1
