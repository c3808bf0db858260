"""Numbers that are kept for documents that will come."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDS = sa.text("settled = ''")


def upgrade() -> None:
    """Make the table; a number is reserved once at a time."""
    op.create_table(
        "reservations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    columns = ["group", "series", "number"]
    op.create_index(
        "reservations_standing", "reservations", columns, unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
    )
