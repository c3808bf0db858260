"""A virus scanner's answers about files: append-only, the last answer about a file counts."""

from collections.abc import Sequence

from sqlalchemy import Column, Index, Table, Text, func, select

from intake.domain.scan import Scan
from intake.store.database.columns import Id, InstantColumn, StorableText, among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

scans = Table(
    "scans",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("signature", StorableText, nullable=False),
    Column("why", Text, nullable=False),
    Column("engine", StorableText, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Index("scans_by_file", "sha256", "id"),
)

_ADD = INSERT_ONCE(scans)
_LATEST = select(func.max(scans.c.id)).where(among(scans.c.sha256, "digests")).group_by(scans.c.sha256)
_OF = select(scans).where(scans.c.id.in_(_LATEST))
_LAST = select(scans).order_by(scans.c.id.desc()).limit(1)


class SqlScans:
    """Scans in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, scan: Scan) -> None:
        """Record the scanner's answer about one file."""
        self._transaction.change(
            _ADD,
            sha256=scan.sha256,
            outcome=scan.outcome,
            at=scan.at,
            signature=scan.signature,
            why=scan.why,
            engine=scan.engine,
        )

    def last(self) -> Scan | None:
        """The latest scan of any file, or None."""
        row = self._transaction.row(_LAST)
        return None if row is None else _scan_of(row)


def scans_of(transaction: Transaction, digests: Sequence[str]) -> tuple[Scan, ...]:
    """The last scan of each of these files that was ever scanned, in the order of the digests."""
    found = {row.sha256: _scan_of(row) for row in transaction.rows(_OF, digests=digests)}
    return tuple(found[one] for one in digests if one in found)


def _scan_of(row: AnyRow) -> Scan:
    return Scan(row.sha256, row.outcome, row.at, row.signature, row.why, row.engine)
