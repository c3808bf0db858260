"""A mail may correct several returns; a receipt keeps which cap withheld it; what waits for a person is indexed."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KNOWN = """
    SELECT s.id, s.corrects, d.verdict FROM submissions s
    JOIN decisions d ON d.submission = s.id AND d.n = s.decisions
    WHERE s.corrects IS NOT NULL
"""
_BY_A_CAP = """
    UPDATE debts SET capped = CASE
        WHEN note LIKE '%this domain within a day' THEN 'domain'
        WHEN note LIKE '%receipts left within a day' THEN 'total'
        WHEN note LIKE 'mails with the same file were answered %' THEN 'file'
        ELSE 'address' END
    WHERE state = 'withheld' AND note LIKE '%within a day'
"""
"""The sentences of the caps as earlier versions wrote them."""


def upgrade() -> None:
    """Keep each return that a mail corrects in a row of its own, those known so far too."""
    corrections = op.create_table(
        "corrections",
        sa.Column("corrects", sa.Text(), primary_key=True),
        sa.Column("submission", _ID, sa.ForeignKey("submissions.id"), primary_key=True),
    )
    op.create_index("ix_corrections_submission", "corrections", ["submission"])
    if rows := list(_corrections()):
        op.bulk_insert(corrections, rows)
    op.drop_index("submissions_by_corrected", "submissions")
    op.drop_column("submissions", "corrects")
    waits = sa.text("disposition IN ('hold', 'question')")
    columns = ["disposition", "received_at", "id"]
    op.create_index("submissions_waiting", "submissions", columns, sqlite_where=waits, postgresql_where=waits)
    op.add_column("debts", sa.Column("capped", sa.Text()))
    op.execute(_BY_A_CAP)


def _corrections() -> Iterator[dict[str, object]]:
    """Each return that a mail corrects: of several the row named only the first."""
    for submission, first, verdict in op.get_bind().execute(sa.text(_KNOWN)):
        named = (one.get("corrects") for one in json.loads(verdict).get("documents", ()))
        for reference in dict.fromkeys((first, *(one for one in named if one))):
            yield {"corrects": reference, "submission": submission}
