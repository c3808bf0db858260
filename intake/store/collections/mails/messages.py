"""Raw mails and their readings, as rows beside the blobs."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, Table, Text, bindparam, select

from intake.store.database.columns import InstantColumn
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

messages = Table(
    "messages",
    metadata,
    Column("raw", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("stored_at", InstantColumn, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("raw", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("blob", Text, nullable=False),
    Column("read_at", InstantColumn, nullable=False),
)

_ADD = INSERT_ONCE(messages).on_conflict_do_nothing()
_ADD_READING = INSERT_ONCE(readings).on_conflict_do_nothing()
_READING = select(readings.c.blob).where(
    readings.c.raw == bindparam("its_raw"), readings.c.version == bindparam("its_version")
)


class SqlMessages:
    """Messages in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, raw: str, size: int, partial: bool, now: datetime) -> None:
        """Record a stored Message; again is nothing."""
        self._transaction.later(_ADD, raw=raw, size=size, partial=partial, stored_at=now)

    def reading(self, raw: str, version: str) -> str | None:
        """Digest of the stored reading of this Message by this reader version, or None."""
        self._transaction.flush()
        found: str | None = self._transaction.value(_READING, its_raw=raw, its_version=version)
        return found

    def add_reading(self, raw: str, version: str, blob: str, now: datetime) -> None:
        """Record where the reading is kept; again is nothing."""
        self._transaction.later(_ADD_READING, raw=raw, version=version, blob=blob, read_at=now)
