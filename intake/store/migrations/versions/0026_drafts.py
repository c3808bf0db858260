"""An index of the letters that wait in Drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_DRAFTED = sa.text("kind IN ('receipt', 'letter') AND state = 'paid' AND how = 'imap'")


def upgrade() -> None:
    """Make it."""
    op.create_index("debts_drafted", "debts", ["place", "id"], sqlite_where=_DRAFTED, postgresql_where=_DRAFTED)
