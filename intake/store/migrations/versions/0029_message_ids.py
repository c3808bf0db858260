"""The Message-ID of each mail: two mails under one, with different contents, are told."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

_NAMED = sa.text("message_id IS NOT NULL")


def upgrade() -> None:
    """Add it; mails that came before have none."""
    op.add_column("submissions", sa.Column("message_id", sa.Text()))
    op.create_index(
        "submissions_by_message_id",
        "submissions",
        ["message_id", "group"],
        sqlite_where=_NAMED,
        postgresql_where=_NAMED,
    )
