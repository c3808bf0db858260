"""Debts to the outside: claimed, frozen, paid."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, Select, Update, and_, bindparam, case, func, null, select, update

from intake.domain.answering.receipt import Receipt
from intake.domain.counts import Answered, ReceiptCounts
from intake.domain.debt import Debt, FromReports, NewDebt
from intake.domain.text.canonical import canonical
from intake.store.collections.letters.drafts import DraftedLetters
from intake.store.collections.letters.receipts import ReceiptsNotArrived
from intake.store.collections.letters.waiting_debts import WaitingDebts
from intake.store.database.columns import among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.rows import debt_of
from intake.store.tables import debts, leaves


def _left(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    counted = select(func.count()).where(debts.c.owed_at >= bindparam("since"), leaves, *conditions)
    return counted.scalar_subquery()


_MOST_ANSWERED = 200  # as many as a cap lets leave to one address in a day, and some more
_MINE = and_(debts.c.id == bindparam("its_id"), debts.c.claim == bindparam("its_claim"))
_DONE = {"claim": null(), "free_at": null()}

_OWE = INSERT_ONCE(debts).on_conflict_do_nothing(index_elements=["key"])
_SUPERSEDE = (
    update(debts)
    .where(
        debts.c.submission == bindparam("its_submission"),
        debts.c.decision < bindparam("before"),
        debts.c.kind == bindparam("its_kind"),
        debts.c.state == "owed",
    )
    .values(state="superseded", **_DONE)
)
_DUE = (
    select(debts.c.id)
    .where(debts.c.place == bindparam("its_place"), debts.c.free_at <= bindparam("now"))
    .order_by(debts.c.free_at, debts.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(debts)
    .where(among(debts.c.id, "its_ids"))
    .values(attempts=debts.c.attempts + 1, claim=bindparam("token"), free_at=bindparam("until"))
    .returning(debts)
)
_FREEZE = update(debts).where(_MINE, debts.c.frozen.is_(None)).values(state="sending")
_SETTLE = update(debts).where(_MINE).values(**_DONE)
_POSTPONE = update(debts).where(_MINE).values(claim=null())
_NAMED = select(debts).where(among(debts.c.message_id, "its_names")).limit(1)
_BOUNCED = update(debts).where(debts.c.id == bindparam("its_id"), debts.c.bounced_at.is_(None))
_TOLD = update(debts).where(debts.c.id == bindparam("its_id"), debts.c.reported != bindparam("before"))
_OF = select(debts).where(debts.c.submission == bindparam("its_submission")).order_by(debts.c.id)
_FIRST_ANSWERS = (
    select(debts.c.submission, func.min(debts.c.paid_at).label("at"))
    .where(among(debts.c.submission, "submissions"), debts.c.kind == "receipt", debts.c.paid_at.is_not(None))
    .group_by(debts.c.submission)
)
_TO_ADDRESS = debts.c.address == bindparam("its_address")
_RECEIPTS_TO = select(
    _left(_TO_ADDRESS, ~debts.c.numbered).label("address_without_number"),
    _left(_TO_ADDRESS, debts.c.numbered).label("address_with_number"),
    _left(debts.c.domain == bindparam("its_domain")).label("domain"),
    _left().label("total"),
)
_ANSWERED = (
    select(debts.c.group, debts.c.submission, debts.c.numbered, debts.c.payload)
    .where(debts.c.owed_at >= bindparam("since"), leaves, _TO_ADDRESS)
    .order_by(debts.c.owed_at.desc())
    .limit(_MOST_ANSWERED)
)
_WITHHELD = (
    select(func.count())
    .select_from(debts)
    .where(debts.c.owed_at >= bindparam("since"), debts.c.state == "withheld", debts.c.note == bindparam("reason"))
)
_WITHHELD_FROM = _WITHHELD.where(debts.c.address == bindparam("to"))
_WITHHELD_FROM_DOMAIN = _WITHHELD.where(debts.c.domain == bindparam("to"))
_RELEASE_ALL = update(debts).where(debts.c.claim.is_not(None)).values(claim=null(), free_at=debts.c.due_at)
_OPEN = select(func.count()).select_from(debts).where(debts.c.free_at.is_not(None))
_OPEN_AT = _OPEN.where(debts.c.place == bindparam("its_place"))
_WAITS_AGAIN = and_(debts.c.claim.is_(None), debts.c.attempts > 0)
_REDIRECT = (
    update(debts)
    .where(debts.c.place == bindparam("its_place"), debts.c.free_at.is_not(None))
    .values(free_at=case((_WAITS_AGAIN, bindparam("now", type_=debts.c.free_at.type)), else_=debts.c.free_at))
)
_REDIRECT_TOPIC = _REDIRECT.where(debts.c.topic == bindparam("its_topic"))


class SqlDebts(ReceiptsNotArrived, WaitingDebts, DraftedLetters):
    """Debts in the database."""

    def owe(self, new: NewDebt) -> bool:
        """Owe something once; False when the key is known."""
        address = new.counted.address.lower() if new.counted else ""
        owed = self._transaction.change(
            _OWE,
            key=new.key,
            kind=new.kind,
            group=new.group,
            meeting=new.meeting,
            submission=new.submission,
            decision=new.decision,
            topic=new.topic,
            place=new.place,
            state="owed" if new.withheld is None else "withheld",
            owed_at=new.due_at,
            due_at=new.due_at,
            payload=canonical(new.payload),
            address=address or None,
            domain=address.rpartition("@")[2] or None,
            numbered=new.counted is not None and new.counted.numbered,
            attempts=0,
            free_at=new.due_at if new.withheld is None else None,
            how="",
            reported="",
            note=new.withheld or "",
            capped=new.capped,
        )
        return owed == 1

    def supersede(self, submission: int, before: int, kind: str) -> int:
        """Mark debts of this kind that older Decisions still owe as superseded; returns how many.

        One with frozen bytes may have left already, so it goes its way.
        """
        return self._transaction.change(_SUPERSEDE, its_submission=submission, before=before, its_kind=kind)

    def claim(self, place: str, *, now: datetime, until: datetime, token: str, limit: int) -> list[Debt]:
        """Claim debts that are due at this place, oldest first; `attempts` counts up.

        One that is "sending" with a claim that has run out is due too: its outcome is unknown, its bytes are frozen.
        """
        due = self._transaction.column(_DUE, its_place=place, now=now, most=limit)
        if not due:
            return []
        rows = self._transaction.rows(_CLAIM, its_ids=due, token=token, until=until)
        claimed = {row.id: debt_of(row) for row in rows}
        return [claimed[one] for one in due]

    def freeze(self, debt: int, *, token: str, blob: str, message_id: str, now: datetime) -> bool:
        """Fix the bytes that every attempt will send; state sending.

        False when the claim is lost, or the bytes were fixed before.
        """
        return self._mine(_FREEZE, debt, token, frozen=blob, message_id=message_id, frozen_at=now)

    def settle(self, debt: int, *, token: str, state: str, now: datetime, how: str = "", note: str = "") -> bool:
        """Record the outcome (paid, refused, unknown, withheld); False when another finished it."""
        paid_at = now if state == "paid" else None
        return self._mine(_SETTLE, debt, token, state=state, how=how, note=note, paid_at=paid_at)

    def postpone(self, debt: int, *, token: str, until: datetime, note: str) -> bool:
        """Give it back for a later try; False when another finished it."""
        return self._mine(_POSTPONE, debt, token, due_at=until, free_at=until, note=note)

    def by_message_id(self, message_id: str) -> Debt | None:
        """The letter with this Message-ID (angle brackets or not), or None when it is not ours."""
        row = self._transaction.row(_NAMED, its_names=_either_way(message_id))
        return None if row is None else debt_of(row)

    def bounced(self, debt: int, now: datetime) -> bool:
        """Mark a letter as come back; False when it was marked before."""
        return self._transaction.change(_BOUNCED, its_id=debt, bounced_at=now) == 1

    def reported(self, debt: int, told: FromReports) -> bool:
        """Keep what a report says of a letter on its way; False when that is known."""
        return self._transaction.change(_TOLD, its_id=debt, before=told, reported=told) == 1

    def of(self, submission: int) -> list[Debt]:
        """All debts of a Submission, oldest first."""
        return [debt_of(row) for row in self._transaction.rows(_OF, its_submission=submission)]

    def receipts(self, submission: int) -> list[tuple[Debt, Receipt]]:
        """The receipts of a Submission, oldest first, each with its content."""
        return [(one, one.payload) for one in self.of(submission) if isinstance(one.payload, Receipt)]

    def first_answers(self, submissions: Sequence[int]) -> dict[int, datetime]:
        """When the first receipt of each of these Submissions was paid (UTC); one that got none is absent."""
        rows = self._transaction.rows(_FIRST_ANSWERS, submissions=list(submissions))
        return {row.submission: row.at for row in rows}

    def withheld_since(self, reason: str, since: datetime, *, to: str) -> int:
        """How many receipts were withheld since (UTC) for this reason: to an address, "@" and a domain, or ""."""
        query = _WITHHELD if not to else _WITHHELD_FROM_DOMAIN if to.startswith("@") else _WITHHELD_FROM
        return int(self._transaction.value(query, since=since, reason=reason, to=to.lower().removeprefix("@")))

    def receipts_to(self, address: str, since: datetime) -> ReceiptCounts:
        """How many receipts were owed or paid since, to this address, to its domain, in all: for the caps."""
        to = address.lower()
        (row,) = self._transaction.rows(_RECEIPTS_TO, its_address=to, its_domain=to.rpartition("@")[2], since=since)
        counts = ReceiptCounts(row.address_without_number, row.address_with_number, row.domain, row.total)
        if not counts.address_without_number + counts.address_with_number:
            return counts
        answered = self._transaction.rows(_ANSWERED, its_address=to, since=since)
        return replace(counts, answered=tuple(map(_answered, answered)))

    def release_all(self) -> int:
        """Free every claim, for the holder of the home's lock; returns how many."""
        return self._transaction.change(_RELEASE_ALL)

    def next_due(self, place: str | None = None) -> datetime | None:
        """When the next debt (at this place) is due or its claim runs out (UTC), or None."""
        found: datetime | None = self._transaction.value(_next_due(one_place=place is not None), its_place=place)
        return found

    def open_count(self, place: str | None = None) -> int:
        """How many are owed or being sent (at this place)."""
        return int(self._transaction.value(_OPEN if place is None else _OPEN_AT, its_place=place))

    def redirect(self, place: str, to: str, now: datetime, *, topic: str | None = None) -> int:
        """Have all that is still to be paid at a place (and belongs to this topic) paid at another one.

        What was tried already is tried there at once. How many.
        """
        change = _REDIRECT if topic is None else _REDIRECT_TOPIC
        return self._transaction.change(change, its_place=place, place=to, now=now, its_topic=topic)

    def _mine(self, change: Update, debt: int, token: str, **row: object) -> bool:
        return self._transaction.change(change, its_id=debt, its_claim=token, **row) == 1


def _either_way(message_id: str) -> tuple[str, str]:
    """A Message-ID without angle brackets and with them: it was kept as it was made."""
    bare = message_id.strip().removeprefix("<").removesuffix(">")
    return bare, f"<{bare}>"


def _answered(row: AnyRow) -> Answered:
    said = json.loads(row.payload)
    files = tuple(str(one["sha256"]) for one in said.get("files", ()))
    told = (str(said.get("their_subject", "")), files, bool(said.get("unconfirmed")))
    return Answered(row.group, row.submission, row.numbered, *told)


@cache
def _next_due(*, one_place: bool) -> Select[datetime | None]:
    soonest = select(func.min(debts.c.free_at)).where(debts.c.free_at.is_not(None))
    return soonest.where(debts.c.place == bindparam("its_place")) if one_place else soonest
