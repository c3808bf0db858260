"""A debt may concern a meeting, a group or the installation; alerts of the log become letters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let debts be without Submission, Decision; keep how far the alerts were taken: past those that are there.

    SQLite copies the table of debts with its rows for it.
    """
    with op.batch_alter_table("debts") as debts:
        debts.alter_column("submission", existing_type=_ID, nullable=True)
        debts.alter_column("decision", existing_type=sa.Integer(), nullable=True)
        debts.add_column(sa.Column("meeting", sa.Text()))
        debts.add_column(sa.Column("topic", sa.Text()))
    _partial_index("debts_by_topic", "debts", ["topic", "id"], where="topic IS NOT NULL")

    op.create_table(
        "alerts_taken",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO alerts_taken SELECT id, position FROM log_head")
    where = "what || '' IN ('alert', 'recovered') AND position IS NOT NULL"
    _partial_index("log_alerts", "log", ["position"], where=where)


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
