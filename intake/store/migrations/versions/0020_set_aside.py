"""Versions of a contribution that a person took back: their numbers stay, and they do not count."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Tell when a version was set aside."""
    op.add_column("versions", sa.Column("set_aside_at", sa.BigInteger()))
