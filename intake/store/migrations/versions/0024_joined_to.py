"""Numbers that were given up for another one: two mails that are one contribution."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Name the number that a contribution became a part of; "" for one that stands for itself."""
    op.add_column("contributions", sa.Column("joined_to", sa.Text(), nullable=False, server_default=""))
