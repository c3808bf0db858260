"""Debts that nobody has begun to pay: letters gather in them what falls due together, or are taken back."""

from datetime import datetime

from sqlalchemy import and_, bindparam, null, or_, select, update

from intake.domain.debt import Debt, Payload
from intake.domain.text.canonical import canonical
from intake.store.database.locks import HeldByName
from intake.store.database.transaction import Transaction
from intake.store.rows import debt_of
from intake.store.tables import debts

_ALONE = select(HeldByName(bindparam("its_name")))
"""Of what begins as a topic does ("staff:jca-mv"), since one letter may follow another to other people."""

_NEWEST = (
    select(debts)
    .where(debts.c.topic == bindparam("its_topic"), debts.c.state != "superseded")
    .order_by(debts.c.id.desc())
    .limit(1)
)
_UNTOUCHED = and_(debts.c.state == "owed", debts.c.claim.is_(None), debts.c.frozen.is_(None))
_WAITING = (
    select(debts)
    .where(
        debts.c.free_at.is_not(None),
        _UNTOUCHED,
        debts.c.group == bindparam("its_group"),
        debts.c.kind == bindparam("its_kind"),
    )
    .order_by(debts.c.id)
)
_ADD_TO = update(debts).where(debts.c.id == bindparam("its_id"), _UNTOUCHED)
_TAKE_BACK = _ADD_TO.values(state="superseded", claim=null(), free_at=null())
_NOT_FROZEN = and_(debts.c.state == "owed", debts.c.frozen.is_(None))
_RECALL = (
    update(debts)
    .where(debts.c.id == bindparam("its_id"), _NOT_FROZEN)
    .values(state="superseded", claim=null(), free_at=null())
)
_WAS_TAKEN_BACK = and_(
    debts.c.state == "superseded", debts.c.frozen.is_(None), or_(debts.c.kind == "move", debts.c.note == "")
)
"""A receipt with a note was withheld, and a person took it off the work list."""
_OWE_AGAIN = update(debts).where(debts.c.key == bindparam("its_key"), _WAS_TAKEN_BACK).values(state="owed")


class WaitingDebts:
    """The part of the debts that gathers letters."""

    _transaction: Transaction

    def newest(self, topic: str) -> Debt | None:
        """The debt of this topic that was owed last and not superseded, or None.

        Whoever asks has the topic alone until the transaction ends, so that two workers write into one letter.
        """
        self._transaction.row(_ALONE, its_name=":".join(topic.split(":")[:2]))
        row = self._transaction.row(_NEWEST, its_topic=topic)
        return None if row is None else debt_of(row)

    def waiting(self, group: str, kind: str) -> list[Debt]:
        """The debts of this kind and group that nobody has begun to pay, oldest first."""
        return [debt_of(row) for row in self._transaction.rows(_WAITING, its_group=group, its_kind=kind)]

    def take_back(self, debt: int) -> bool:
        """Mark a debt that waits as superseded; False if it is on its way or paid."""
        return self._transaction.change(_TAKE_BACK, its_id=debt) == 1

    def recall(self, debt: int) -> bool:
        """Mark a letter that is not frozen as superseded, even while a worker writes it; False if it may have left."""
        return self._transaction.change(_RECALL, its_id=debt) == 1

    def owe_again(self, key: str, due_at: datetime) -> bool:
        """Owe again a receipt or a move that was taken back before anybody had begun; False for any other debt."""
        return self._transaction.change(_OWE_AGAIN, its_key=key, due_at=due_at, free_at=due_at) == 1

    def add_to(self, debt: int, payload: Payload) -> bool:
        """Add to the payload of a debt that waits; False if it is on its way or paid: then owe another."""
        return self._transaction.change(_ADD_TO, its_id=debt, payload=canonical(payload)) == 1
