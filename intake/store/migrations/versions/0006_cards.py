"""A row beside each decided Submission with what people know it by; and how far an upgrade has got with them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXTS = (
    "group", "message_id", "subject", "sender", "sender_name", "titles", "sources", "abstracts", "files", "numbers",
    "opening",
)  # fmt: skip


def upgrade() -> None:
    """Make both tables. The cards of what is decided already are written later, batch by batch."""
    op.create_table(
        "cards",
        sa.Column("submission", _ID, sa.ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
    )
    op.create_table(
        "behind",
        sa.Column("what", sa.Text(), primary_key=True),
        sa.Column("after", _ID, nullable=False),
    )
    op.execute("INSERT INTO behind (what, after) SELECT 'cards', 0 FROM submissions WHERE decisions > 0 LIMIT 1")
