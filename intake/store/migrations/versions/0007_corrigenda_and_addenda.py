"""Corrigenda and addenda stand under a number beside its revisions, each counted by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_NAMES = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""What PostgreSQL calls an unnamed unique constraint; SQLite's has no name, and gets this one while it is copied."""


def upgrade() -> None:
    """Count them at the contribution, mark each version, and let the same count stand once for each mark."""
    for counted in ("corrigenda", "addenda"):
        op.add_column("contributions", sa.Column(counted, sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("versions", naming_convention=_NAMES) as versions:
        versions.add_column(sa.Column("mark", sa.Text(), nullable=False, server_default="Rev"))
        versions.drop_constraint("versions_contribution_revision_replacement_key", type_="unique")
        versions.create_unique_constraint(
            "versions_contribution_mark_revision_replacement_key", ["contribution", "mark", "revision", "replacement"]
        )
