"""Who works on which Submission: claims, and how they end.

A claim is a short transaction of its own. It lasts until `free_at`. A later worker may claim the Submission again, and
then the results of the first one find no row with their token.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, Update, and_, bindparam, delete, func, literal_column, null, or_, select, update

from intake.domain.submission import Evidence, Submission, SubmissionState, Timestamps
from intake.store.codec import STAMPS
from intake.store.collections.mails.deliveries import LINK
from intake.store.database.columns import among
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.rows import submission_of
from intake.store.tables import submissions

LONGEST_YIELD = timedelta(minutes=5)
"""How long an unreadable mail lets others go first once its next try is due: that try may be long."""

_MINE = and_(submissions.c.id == bindparam("its_id"), submissions.c.claim == bindparam("its_claim"))
_UNCLAIMED = {"claim": null(), "free_at": submissions.c.stored_at}

_CLAIM = (
    update(submissions)
    .where(among(submissions.c.id, "its_ids"))
    .values(attempts=submissions.c.attempts + 1, next_try=null(), claim=bindparam("token"), free_at=bindparam("until"))
    .returning(submissions)
)
_READ = update(submissions).where(_MINE).values(state="read", attempts=0, failures=0, next_try=null(), **_UNCLAIMED)
_FAILED = (
    update(submissions)
    .where(_MINE)
    .values(
        state=bindparam("back_to"),
        failures=submissions.c.failures + bindparam("counted"),
        next_try=bindparam("until"),
        claim=null(),
        free_at=bindparam("until"),
    )
)
_RELEASE = update(submissions).where(_MINE).values(attempts=submissions.c.attempts - 1, **_UNCLAIMED)
_RELEASE_ALL = update(submissions).where(submissions.c.claim.is_not(None)).values(**_UNCLAIMED)
_LOCK = select(submissions.c.id).where(_MINE).with_for_update()
_DELETE = delete(submissions).where(submissions.c.id == bindparam("its_id"))
_OVERTAKEN = (
    select(submissions.c.id)
    .where(
        submissions.c.state == "stored",
        submissions.c.free_at.is_not(None),
        submissions.c.received_at < bindparam("before"),
        submissions.c.group == bindparam("its_group"),
    )
    .limit(1)
)
_EARLIER = (
    select(submissions.c.id)
    .where(
        submissions.c.state == "stored",
        submissions.c.free_at.is_not(None),
        submissions.c.attempts < 2,
        submissions.c.next_try.is_(None),
        submissions.c.received_at < bindparam("before"),
        submissions.c.stored_at > bindparam("since"),
        submissions.c.group == bindparam("its_group"),
    )
    .limit(1)
)


class SubmissionClaims:
    """The part of the Submissions that hands out work and takes its results."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def claim(
        self,
        state: SubmissionState,
        *,
        now: datetime,
        until: datetime,
        token: str,
        limit: int,
        group: str | None = None,
    ) -> list[Submission]:
        """Claim what is in this state and free, oldest time of receipt first; `attempts` counts up.

        Members with attempts = 0 share a batch; one that was tried before is claimed alone.
        """
        batch = _batch(self._due(state, now, limit, group))
        if not batch:
            return []
        claimed = self._transaction.rows(_CLAIM, its_ids=batch, token=token, until=until)
        return sorted(map(submission_of, claimed), key=lambda one: (one.received_at, one.id))

    def _due(self, state: SubmissionState, now: datetime, limit: int, group: str | None) -> Sequence[AnyRow]:
        """The Submissions that may be claimed; unreadable ones come after the others until they have waited long."""
        asked = {"its_state": state, "now": now, "most": limit, "its_group": group}
        if state == "stored":
            in_turn = _due(one_group=group is not None, in_turn=True)
            if due := self._transaction.rows(in_turn, **asked, overdue=now - LONGEST_YIELD):
                return due
        return self._transaction.rows(_due(one_group=group is not None, in_turn=False), **asked)

    def mark_read(
        self,
        submission: int,
        *,
        token: str,
        content: str,
        sender: str,
        at: datetime,
        evidence: Evidence,
        stamps: Timestamps,
    ) -> bool:
        """From stored (or failed) to read, with the time of receipt that the reading gives; attempts start again at 0.

        False when another finished it.
        """
        told = {
            "content": content or None,
            "sender": sender,
            "received_at": at,
            "evidence": evidence,
            "stamps": STAMPS.dump(stamps),
        }
        return self._mine(_READ, submission, token, **told)

    def mark_failed(self, submission: int, *, token: str, next_try: datetime, alone: bool, back_to: str) -> bool:
        """State failed until `next_try`, then claimable as `back_to` (stored or read) again.

        `alone` tells that it counts towards the three: `failures` goes up by one. False when the claim is lost.
        """
        return self._mine(_FAILED, submission, token, until=next_try, counted=int(alone), back_to=back_to)

    def merge(self, submission: int, *, into: int, token: str) -> bool:
        """Make this undecided Submission another Delivery of the one with the same content.

        Its Deliveries are linked to that one and its row goes. False when the claim is lost.
        """
        if self._transaction.row(_LOCK, its_id=submission, its_claim=token) is None:
            return False
        self._transaction.change(LINK, its_submission=submission, to=into)
        self._transaction.change(_DELETE, its_id=submission)
        return True

    def release(self, submission: int, *, token: str) -> None:
        """Give up a claim without counting the attempt (our own failure of database, disk or network)."""
        self._mine(_RELEASE, submission, token)

    def release_all(self) -> int:
        """Free every claim, for the holder of the home's lock; returns how many."""
        return self._transaction.change(_RELEASE_ALL)

    def earlier_unread(self, group: str, received_at: datetime, since: datetime) -> bool:
        """Whether an earlier received Submission of the group, stored after `since`, is not read yet.

        One whose reading failed is not waited for.
        """
        return self._transaction.row(_EARLIER, its_group=group, before=received_at, since=since) is not None

    def overtaken(self, group: str, received_at: datetime) -> bool:
        """Whether an earlier received Submission of the group is not read yet, or could not be read so far."""
        return self._transaction.row(_OVERTAKEN, its_group=group, before=received_at) is not None

    def count(self, state: SubmissionState) -> int:
        """How many Submissions are in this state."""
        return int(self._transaction.value(_count(state)))

    def next_due(self, state: SubmissionState) -> datetime | None:
        """When the next one in this state can be claimed (UTC), or None when there is none."""
        found: datetime | None = self._transaction.value(_next_due(state), its_state=state)
        return found

    def _mine(self, change: Update, submission: int, token: str, **row: object) -> bool:
        return self._transaction.change(change, its_id=submission, its_claim=token, **row) == 1


def _batch(due: Sequence[AnyRow]) -> list[int]:
    """The one that is due first where it was tried before; else all that were not."""
    if due and due[0].attempts > 0:
        return [due[0].id]
    return [one.id for one in due if one.attempts == 0]


@cache
def _due(*, one_group: bool, in_turn: bool) -> Select[int, int]:
    # "+ 0" keeps SQLite on the index whose order is the one that is wanted; the other would sort the whole backlog.
    due = select(submissions.c.id, submissions.c.attempts).where(
        submissions.c.state == bindparam("its_state"),
        submissions.c.free_at.is_not(None),
        submissions.c.free_at + literal_column("0") <= bindparam("now"),
    )
    if in_turn:
        due = due.where(or_(submissions.c.next_try.is_(None), submissions.c.next_try <= bindparam("overdue")))
    if one_group:
        due = due.where(submissions.c.group == bindparam("its_group"))
    in_order = due.order_by(submissions.c.received_at, submissions.c.id).limit(bindparam("most"))
    return in_order.with_for_update(skip_locked=True)


@cache
def _count(state: SubmissionState) -> Select[int]:
    counted = select(func.count()).select_from(submissions)
    if state == "decided":
        return counted.where(submissions.c.state == "decided")
    failed = submissions.c.next_try.is_not(None)
    waiting = counted.where(submissions.c.free_at.is_not(None))
    return waiting.where(failed) if state == "failed" else waiting.where(submissions.c.state == state, ~failed)


@cache
def _next_due(state: SubmissionState) -> Select[datetime | None]:
    soonest = select(func.min(submissions.c.free_at)).where(submissions.c.free_at.is_not(None))
    if state == "failed":
        return soonest.where(submissions.c.next_try.is_not(None))
    return soonest.where(submissions.c.state == bindparam("its_state"))
