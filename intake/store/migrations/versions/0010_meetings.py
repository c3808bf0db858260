"""What falls due is tried again and keeps its outcome; folders know until when all is decided; outages."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_FREE = sa.text("free_at IS NOT NULL")


def upgrade() -> None:
    """Add the columns, with the values of rows of an earlier version; the tables of closed calls and of outages."""
    op.drop_index("agenda_open", "agenda")
    op.add_column("agenda", sa.Column("group", sa.Text(), nullable=False, server_default=""))
    op.add_column("agenda", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("agenda", sa.Column("free_at", sa.BigInteger()))
    op.add_column("agenda", sa.Column("outcome", sa.Text()))
    op.add_column("agenda", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    agenda = sa.table("agenda", sa.column("group", sa.Text()), sa.column("subject", sa.Text()))
    place_of = sa.func.instr if op.get_bind().dialect.name == "sqlite" else sa.func.strpos
    before = place_of(agenda.c.subject, "/") - 1
    op.execute(agenda.update().values(group=sa.func.substr(agenda.c.subject, 1, before)))
    op.execute("UPDATE agenda SET free_at = at WHERE done_at IS NULL")
    op.execute("UPDATE agenda SET outcome = 'done' WHERE done_at IS NOT NULL")
    op.create_index("agenda_open", "agenda", ["free_at", "id"], sqlite_where=_FREE, postgresql_where=_FREE)
    op.create_index("agenda_by_group", "agenda", ["group", "at"])
    for name, kind in (
        ("group", sa.Text()),
        ("listed_since", sa.BigInteger()),
        ("listed_below", sa.BigInteger()),
        ("watermark", sa.BigInteger()),
    ):
        op.add_column("folders", sa.Column(name, kind))
    op.create_table(
        "closings",
        sa.Column("group", sa.Text(), primary_key=True),
        sa.Column("meeting", sa.Text(), primary_key=True),
        sa.Column("deadline", sa.BigInteger(), primary_key=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
    )
    op.create_table(
        "outages",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
    )
