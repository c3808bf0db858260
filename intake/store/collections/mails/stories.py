"""The past and the neighbours of one mail, for people who look at it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, or_, select, tuple_

from intake.domain.debt import Debt
from intake.domain.submission import Submission
from intake.ports.stories import SenderPast
from intake.store.collections.mails.messages import readings
from intake.store.database.columns import among
from intake.store.database.statements import AnyRow, Statement
from intake.store.database.transaction import Transaction
from intake.store.rows import debt_of, submission_of
from intake.store.tables import corrections, debts, deliveries, submissions, waits

_READ_AT = select(readings.c.read_at).where(
    readings.c.raw == bindparam("its_raw"), readings.c.blob == bindparam("kept")
)
_CORRECTED_BY = (
    select(submissions)
    .join(corrections, corrections.c.submission == submissions.c.id)
    .where(corrections.c.corrects == bindparam("its_reference"))
    .order_by(submissions.c.id)
)
_BROUGHT_BY = (
    select(deliveries.c.submission)
    .where(or_(deliveries.c.key.startswith(bindparam("moved")), deliveries.c.key.startswith(bindparam("passed_on"))))
    .order_by(deliveries.c.id)
)
_BEFORE = (
    submissions.c.sender == bindparam("its_sender"),
    submissions.c.group == bindparam("its_group"),
    submissions.c.id < bindparam("its_id"),
)
_PAST = select(
    func.count().label("mails"),
    func.sum(case((submissions.c.disposition == "accept", 1), else_=0)).label("accepted"),
).where(*_BEFORE)
_LAST = select(submissions).where(*_BEFORE).order_by(submissions.c.id.desc()).limit(1)
_LETTERS = select(debts).where(debts.c.topic.is_not(None), among(debts.c.topic, "topics")).order_by(debts.c.id)
_PLACE = tuple_(submissions.c.received_at, submissions.c.id)
_HERE = tuple_(
    bindparam("its_at", type_=submissions.c.received_at.type), bindparam("its_id", type_=submissions.c.id.type)
)
_BESIDE = (
    select(submissions.c.received_at, submissions.c.id, submissions.c.reference)
    .where(waits, submissions.c.disposition == bindparam("its_disposition"), among(submissions.c.group, "groups"))
    .limit(1)
)
_EARLIER = _BESIDE.where(_PLACE < _HERE).order_by(submissions.c.received_at.desc(), submissions.c.id.desc())
_LATER = _BESIDE.where(_PLACE > _HERE).order_by(submissions.c.received_at, submissions.c.id)


class SqlStories:
    """Stories in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def read_at(self, raw: str, reading: str) -> datetime | None:
        """When the reading of this mail with this digest was kept (UTC); None where it is not known."""
        found: datetime | None = self._transaction.value(_READ_AT, its_raw=raw, kept=reading)
        return found

    def corrections_of(self, reference: str) -> list[Submission]:
        """The mails that corrected the one with this reference, oldest first."""
        return [submission_of(row) for row in self._transaction.rows(_CORRECTED_BY, its_reference=reference)]

    def brought_by(self, submission: int) -> list[int]:
        """The Submissions (ids) that a person made of this one, or of what was attached to it, oldest first."""
        found = self._transaction.column(
            _BROUGHT_BY, moved=f"moved:{submission}/", passed_on=f"passed-on:{submission}/"
        )
        return list(dict.fromkeys(one for one in found if one is not None))

    def past_of(self, mail: Submission) -> SenderPast:
        """What its sender had sent to its group before it."""
        if not mail.sender:
            return SenderPast()
        whose = {"its_sender": mail.sender, "its_group": mail.group, "its_id": mail.id}
        (counted,) = self._transaction.rows(_PAST, **whose)
        if not counted.mails:
            return SenderPast()
        last = self._transaction.row(_LAST, **whose)
        return SenderPast(counted.mails, int(counted.accepted), submission_of(last) if last else None)

    def letters_of(self, topics: Sequence[str]) -> list[Debt]:
        """The letters of these topics, oldest first."""
        return [debt_of(row) for row in self._transaction.rows(_LETTERS, topics=list(topics))] if topics else []

    def waiting_beside(self, mail: Submission, groups: Sequence[str]) -> tuple[str, str]:
        """The references of the mails of these groups that wait for a person before and after it; "" for none."""
        earlier, later = (self._beside(query, mail, groups) for query in (_EARLIER, _LATER))
        before = max(earlier, key=_place, default=None)
        after = min(later, key=_place, default=None)
        return before.reference if before else "", after.reference if after else ""

    def _beside(self, query: Statement, mail: Submission, groups: Sequence[str]) -> list[AnyRow]:
        """The nearest one of each disposition that waits: so each is found in the order of its index."""
        where = {"its_at": mail.received_at, "its_id": mail.id, "groups": list(groups)}
        return [
            row
            for disposition in ("hold", "question")
            for row in self._transaction.rows(query, its_disposition=disposition, **where)
        ]


def _place(row: AnyRow) -> tuple[datetime, int]:
    return row.received_at, row.id
