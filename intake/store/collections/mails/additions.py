"""Files made for Decisions, as rows beside the blobs."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, bindparam, delete, insert, select

from intake.domain.judging.additions import Addition
from intake.store.codec import LINES
from intake.store.database.columns import Id, StorableText
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

additions = Table(
    "additions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("submission", Id, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("decision", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("name", StorableText, nullable=False),
    Column("made", Text, nullable=False),
    Column("made_of", Text, nullable=False),
)

_ADD = insert(additions)
_DROP = delete(additions).where(
    additions.c.submission == bindparam("its_submission"), additions.c.decision == bindparam("its_decision")
)
_OF = select(additions).where(additions.c.submission == bindparam("its_submission")).order_by(additions.c.id)


class SqlAdditions:
    """Additions in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, addition: Addition) -> None:
        """Record a file that was made for a Decision."""
        self._transaction.change(
            _ADD,
            submission=addition.submission,
            decision=addition.decision,
            sha256=addition.sha256,
            name=addition.name,
            made=addition.made,
            made_of=LINES.dump(addition.made_of),
        )

    def drop(self, submission: int, decision: int) -> None:
        """Leave out the files that were made for this Decision, which is undone; their bytes stay."""
        self._transaction.change(_DROP, its_submission=submission, its_decision=decision)

    def of(self, submission: int) -> list[Addition]:
        """The files made from those of this Submission, oldest first."""
        rows = self._transaction.rows(_OF, its_submission=submission)
        return [
            Addition(row.submission, row.decision, row.sha256, row.name, row.made, LINES.load(row.made_of))
            for row in rows
        ]
