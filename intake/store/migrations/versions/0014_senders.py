"""The mails of one address are found without looking through all mails."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the index."""
    op.create_index("submissions_by_sender", "submissions", ["sender", "id"])
