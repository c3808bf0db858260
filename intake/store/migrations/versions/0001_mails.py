"""Mails: what came, how far it has gone, what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of messages, deliveries, submissions and decisions."""
    op.create_table(
        "messages",
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("raw"),
    )

    op.create_table(
        "readings",
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("raw", "version"),
    )

    op.create_table(
        "folders",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("base", sa.BigInteger()),
        sa.Column("polled_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("account", "folder"),
    )

    op.create_table(
        "serials",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("group", "year"),
    )

    op.create_table(
        "submissions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("identity", sa.Text()),
        sa.Column("counts_from", sa.BigInteger()),
        sa.Column("route", sa.Text()),
        sa.Column("disposition", sa.Text()),
        sa.Column("meeting", sa.Text()),
        sa.Column("corrects", sa.Text()),
        sa.Column("correct_until", sa.BigInteger()),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.BigInteger()),
        sa.Column("claim", sa.Text()),
        sa.Column("free_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["raw"], ["messages.raw"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("identity", "group"),
        sa.UniqueConstraint("raw", "group"),
        sa.UniqueConstraint("reference"),
        sqlite_autoincrement=True,
    )
    _partial_index("submissions_by_corrected", "submissions", ["corrects"], where="corrects IS NOT NULL")
    _partial_index("submissions_by_due", "submissions", ["state", "free_at"], where="free_at IS NOT NULL")
    _partial_index("submissions_by_receipt", "submissions", ["state", "received_at", "id"], where="free_at IS NOT NULL")

    op.create_table(
        "deliveries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text()),
        sa.Column("submission", _ID),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("deliveries_by_uid", "deliveries", ["account", "folder", "uidvalidity", "uid"])
    op.create_index("ix_deliveries_submission", "deliveries", ["submission"])

    op.create_table(
        "decisions",
        sa.Column("submission", _ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("submission", "n"),
    )

    op.create_table(
        "held_files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("submission", _ID, nullable=False),
        sa.Column("contacts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("sha256", "submission"),
    )
    op.create_index("ix_held_files_submission", "held_files", ["submission"])

    op.create_table(
        "kept_places",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("submission", _ID, nullable=False),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("address", "submission"),
    )
    op.create_index("ix_kept_places_submission", "kept_places", ["submission"])


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
