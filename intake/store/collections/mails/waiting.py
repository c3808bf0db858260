"""Submissions that wait for a person: on hold, questions, and those that a step failed with."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select

from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.store.database.columns import among
from intake.store.database.transaction import Transaction
from intake.store.rows import decision_of, submission_of
from intake.store.tables import decisions, submissions, waits

_COUNTS = and_(decisions.c.submission == submissions.c.id, decisions.c.n == submissions.c.decisions)
LAST = select(submissions, decisions).join(decisions, _COUNTS).order_by(submissions.c.received_at, submissions.c.id)
"""Submissions with their last Decisions."""

_HELD = LAST.where(waits, submissions.c.disposition == "hold")
_QUESTIONS = (
    select(submissions)
    .where(waits, submissions.c.disposition == "question")
    .order_by(submissions.c.received_at, submissions.c.id)
)
_FAILED = (
    select(submissions)
    .where(
        or_(submissions.c.state == "stored", submissions.c.state == "read"),
        submissions.c.free_at.is_not(None),
        submissions.c.next_try.is_not(None),
    )
    .order_by(submissions.c.id)
)


class WaitingSubmissions:
    """The part of the Submissions that is a person's work list."""

    _transaction: Transaction

    def held(self) -> list[tuple[Submission, Decision]]:
        """Submissions on hold with the Decision that counts, oldest time of receipt first."""
        self._transaction.flush()
        return [(submission_of(row), decision_of(row)) for row in self._transaction.rows(_HELD)]

    def open(self, groups: Collection[str] | None = None, most: int | None = None) -> list[tuple[Submission, Decision]]:
        """The same, with questions too: all decided Submissions that wait for a person, of all groups or of these.

        `most`: no more than so many, the oldest.
        """
        self._transaction.flush()
        query = _open(some_groups=groups is not None, some=most is not None)
        rows = self._transaction.rows(query, its_groups=[*(groups or ())], most=most)
        return [(submission_of(row), decision_of(row)) for row in rows]

    def open_count(self, groups: Collection[str] | None = None) -> int:
        """How many decided Submissions wait for a person, of all groups or of these."""
        self._transaction.flush()
        query = _open_count(some_groups=groups is not None)
        return int(self._transaction.value(query, its_groups=[*(groups or ())]))

    def questions(self) -> list[Submission]:
        """The questions that wait for a person, oldest time of receipt first."""
        return self._mails(_QUESTIONS)

    def failed(self) -> list[Submission]:
        """Submissions that a step failed with and tries again."""
        return self._mails(_FAILED)

    def _mails(self, query: Select[Any]) -> list[Submission]:
        return [submission_of(row) for row in self._transaction.rows(query)]


@cache
def _open(*, some_groups: bool, some: bool) -> Select[Any]:
    found = LAST.where(waits)
    found = found.where(among(submissions.c.group, "its_groups")) if some_groups else found
    return found.limit(bindparam("most")) if some else found


@cache
def _open_count(*, some_groups: bool) -> Select[Any]:
    counted = select(func.count()).select_from(submissions).where(waits)
    return counted.where(among(submissions.c.group, "its_groups")) if some_groups else counted
