"""What the rulebook files of a group said when they were last put in force."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of rulebook files."""
    op.create_table(
        "rule_files",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("group"),
    )
