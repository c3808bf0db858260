"""The files that the secretariat made of files in a mail."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of additions."""
    op.create_table(
        "additions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("submission", _ID, nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("made_of", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_additions_submission", "additions", ["submission"])
