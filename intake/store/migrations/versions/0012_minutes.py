"""What a person noted beside a number for a meeting: its item on the agenda, its outcome."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "minutes",
        sa.Column("contribution", _ID, sa.ForeignKey("contributions.id"), primary_key=True),
        sa.Column("about", sa.Text(), primary_key=True),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
