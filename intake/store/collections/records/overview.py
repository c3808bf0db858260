"""What the desk's first page looks up at one glance."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from intake.domain.submission import Submission
from intake.ports.overview import Came, ReadFolder
from intake.store.database.columns import among
from intake.store.database.transaction import Transaction
from intake.store.rows import submission_of
from intake.store.tables import contributions, decisions, folders, submissions

_FOLDERS = select(folders).where(folders.c.group.is_not(None)).order_by(folders.c.account, folders.c.folder)
_UNDECIDED = (
    select(func.count())
    .select_from(submissions)
    .where(
        or_(submissions.c.state == "stored", submissions.c.state == "read"),
        submissions.c.free_at.is_not(None),
        submissions.c.next_try.is_(None),
        submissions.c.stored_at < bindparam("before"),
    )
)
_CAME = (
    select(submissions.c.received_at, submissions.c.source)
    .join_from(contributions, submissions, contributions.c.submission == submissions.c.id)
    .where(
        contributions.c.group == bindparam("its_group"),
        among(contributions.c.meeting, "meetings"),
        contributions.c.withdrawn_at.is_(None),
    )
    .order_by(submissions.c.received_at)
)
_TO_COMPLETE = (
    select(submissions.c.id)
    .join(decisions, (decisions.c.submission == submissions.c.id) & (decisions.c.n == submissions.c.decisions))
    .where(
        # By the meeting: most mails of a group are accepted, and SQLite would go through all of either.
        func.coalesce(submissions.c.group, "") == bindparam("its_group"),
        among(submissions.c.meeting, "meetings"),
        func.coalesce(submissions.c.disposition, "") == "accept",
        decisions.c.verdict.like('%"severity":"repair"%'),
    )
    .order_by(submissions.c.received_at, submissions.c.id)
)


class SqlOverview:
    """The overview in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def folders(self) -> list[ReadFolder]:
        """The mailboxes that are read, in order of their names."""
        rows = self._transaction.rows(_FOLDERS)
        return [ReadFolder(row.account, row.folder, row.group, row.polled_at) for row in rows]

    def latest(self, groups: Collection[str] | None, most: int) -> list[Submission]:
        """The mails that came last, of all groups or of these, the last one first."""
        query = _latest(some_groups=groups is not None)
        return [submission_of(row) for row in self._transaction.rows(query, its_groups=[*(groups or ())], most=most)]

    def undecided(self, before: datetime) -> int:
        """How many mails were stored before this instant (UTC) and are not decided; without those that are retried."""
        return int(self._transaction.value(_UNDECIDED, before=before))

    def came_for(self, group: str, meetings: Sequence[str]) -> list[Came]:
        """The documents registered for a meeting (all its ids), without those that were withdrawn, as they came."""
        rows = self._transaction.rows(_CAME, its_group=group, meetings=list(meetings))
        return [Came(row.received_at, row.source) for row in rows]

    def to_complete(self, group: str, meetings: Sequence[str], most: int) -> list[int]:
        """The mails (ids) accepted for a meeting whose last Decision leaves something to complete, oldest first."""
        return self._transaction.column(_TO_COMPLETE, its_group=group, meetings=list(meetings))[:most]


@cache
def _latest(*, some_groups: bool) -> Select[Any]:
    in_order = (submissions.c.received_at.desc(), submissions.c.id.desc())
    found = select(submissions).order_by(*in_order).limit(bindparam("most"))
    return found.where(among(submissions.c.group, "its_groups")) if some_groups else found
