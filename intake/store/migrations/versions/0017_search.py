"""The words under which mails are found again, and the orders in which the log is paged."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_ORDERS = (
    ("submissions_by_time", "submissions", ("received_at", "id")),
    ("submissions_by_group", "submissions", ("group", "received_at", "id")),
    ("submissions_by_meeting", "submissions", ("meeting", "received_at", "id")),
    ("submissions_by_disposition", "submissions", ("disposition", "received_at", "id")),
)
_SEALED = sa.text("position IS NOT NULL")
_ORDERS_OF_SEALED = (
    ("log_sealed_by_group", ("group", "position")),
    ("log_sealed_by_who", ("who", "position")),
    ("log_sealed_by_what", ("what", "position")),
    ("log_sealed_by_time", ("at", "position")),
)
_FTS = (
    # The words come folded and parted (intake/domain/search): the tokenizer has nothing to do but to see the blanks.
    "CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'ascii', detail = 'none', prefix = '2 3')",
    "CREATE TRIGGER search_goes AFTER DELETE ON cards BEGIN DELETE FROM search WHERE rowid = old.submission; END",
)
_TSVECTOR = (
    """CREATE TABLE search (
        rowid BIGINT PRIMARY KEY REFERENCES cards (submission) ON DELETE CASCADE,
        words tsvector NOT NULL
    )""",
    "CREATE INDEX search_words ON search USING gin (words)",
)


def upgrade() -> None:
    """Make the index of words and those of the orders. Older cards get their words later, batch by batch."""
    for name in ("findings", "kinds", "actors"):
        op.add_column("cards", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for statement in _FTS if op.get_bind().dialect.name == "sqlite" else _TSVECTOR:
        op.execute(statement)
    for name, table, columns in _ORDERS:
        op.create_index(name, table, list(columns))
    for name, columns in _ORDERS_OF_SEALED:
        op.create_index(name, "log", list(columns), sqlite_where=_SEALED, postgresql_where=_SEALED)
    op.execute("INSERT INTO behind (what, after) SELECT 'words', 0 FROM cards LIMIT 1")
