"""A debt may concern a meeting, a group or the installation, not a Submission alone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let Submission and Decision be absent, and name the meeting. SQLite copies the table with its rows for it."""
    with op.batch_alter_table("debts") as debts:
        debts.alter_column("submission", existing_type=_ID, nullable=True)
        debts.alter_column("decision", existing_type=sa.Integer(), nullable=True)
        debts.add_column(sa.Column("meeting", sa.Text()))
