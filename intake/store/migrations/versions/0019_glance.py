"""Indices for what the desk looks up at one glance."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_NOT_ARRIVED = sa.text("kind = 'receipt' AND (state IN ('withheld', 'refused', 'unknown') OR bounced_at IS NOT NULL)")


def upgrade() -> None:
    """Make them."""
    op.create_index("contributions_by_meeting", "contributions", ["group", "meeting"])
    op.create_index("debts_not_arrived", "debts", ["id"], sqlite_where=_NOT_ARRIVED, postgresql_where=_NOT_ARRIVED)
