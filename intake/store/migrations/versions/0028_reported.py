"""What reports say of a letter on its way: delayed, delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add what the last report said; "" where none came."""
    op.add_column("debts", sa.Column("reported", sa.Text(), nullable=False, server_default=""))
