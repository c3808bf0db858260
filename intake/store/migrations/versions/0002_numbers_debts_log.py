"""What follows from decisions: numbers, debts, the agenda, the log; and the rulebooks in force."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of contributions, debts, agenda, rulebooks and log."""
    op.create_table(
        "series",
        sa.Column("id", _ID, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group", "series"),
    )

    op.create_table(
        "contributions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("label_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("submission", _ID, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("contacts", sa.Text(), nullable=False),
        sa.Column("submitters", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("counts_from", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.BigInteger()),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group", "number", "series"),
    )
    op.create_index("contributions_by_title", "contributions", ["title_key", "group"])
    op.create_index("ix_contributions_label_key", "contributions", ["label_key"])

    op.create_table(
        "versions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("contribution", _ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("replacement", sa.Integer(), nullable=False),
        sa.Column("submission", _ID, nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contribution"], ["contributions.id"]),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contribution", "revision", "replacement"),
    )
    op.create_index("ix_versions_contribution", "versions", ["contribution"])
    op.create_index("ix_versions_submission", "versions", ["submission"])

    op.create_table(
        "files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("contribution", _ID, nullable=False),
        sa.ForeignKeyConstraint(["contribution"], ["contributions.id"]),
        sa.PrimaryKeyConstraint("sha256", "group", "contribution"),
    )

    op.create_table(
        "debts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("submission", _ID, nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owed_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("domain", sa.Text()),
        sa.Column("numbered", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text()),
        sa.Column("free_at", sa.BigInteger()),
        sa.Column("frozen", sa.Text()),
        sa.Column("frozen_at", sa.BigInteger()),
        sa.Column("message_id", sa.Text()),
        sa.Column("paid_at", sa.BigInteger()),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("bounced_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    _partial_index(
        "debts_by_address",
        "debts",
        ["address", "owed_at", "numbered"],
        where="address IS NOT NULL AND state != 'withheld' AND state != 'superseded'",
    )
    _partial_index(
        "debts_by_domain",
        "debts",
        ["domain", "owed_at"],
        where="address IS NOT NULL AND state != 'withheld' AND state != 'superseded'",
    )
    _partial_index("debts_by_message", "debts", ["message_id"], where="message_id IS NOT NULL")
    _partial_index(
        "debts_by_owed",
        "debts",
        ["owed_at", "address", "numbered"],
        where="address IS NOT NULL AND state != 'withheld' AND state != 'superseded'",
    )
    _partial_index("debts_by_place", "debts", ["place", "free_at", "id"], where="free_at IS NOT NULL")
    op.create_index("ix_debts_submission", "debts", ["submission"])

    op.create_table(
        "agenda",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject", "at"),
    )
    _partial_index("agenda_open", "agenda", ["at"], where="done_at IS NULL")

    op.create_table(
        "rulebooks",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )

    op.create_table(
        "activations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("activations_by_group", "activations", ["group", "id"])

    op.create_table(
        "log",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("submission", _ID),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text()),
        sa.Column("position", _ID),
        sa.Column("seal", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("position"),
    )
    op.create_index("log_by_submission", "log", ["submission", "id"])
    op.create_index("log_by_what", "log", ["what", "id"])

    op.create_table(
        "log_personal",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )

    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", _ID, nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
