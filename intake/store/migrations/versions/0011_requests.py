"""What chairs ask for by a link in a letter."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("free_at IS NOT NULL")


def upgrade() -> None:
    """Make the table, with an index of those that wait."""
    op.create_table(
        "requests",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("token", sa.Text(), nullable=False, unique=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("free_at", sa.BigInteger()),
    )
    op.create_index("requests_by_reference", "requests", ["reference", "id"])
    op.create_index("requests_open", "requests", ["free_at", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
