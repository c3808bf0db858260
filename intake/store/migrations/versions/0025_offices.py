"""The office in which a chair decides at the desk; acts that were done together, and are undone together."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Tell by which address of the rulebook the officer is known, and which Decisions were one act."""
    op.add_column("persons", sa.Column("officer", sa.Text()))
    op.add_column("decisions", sa.Column("together", sa.Text()))
    op.create_index(
        "decisions_together",
        "decisions",
        ["together"],
        sqlite_where=sa.text("together IS NOT NULL"),
        postgresql_where=sa.text("together IS NOT NULL"),
    )
