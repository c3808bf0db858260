"""What our border said of a mail's sender."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Keep it beside the Submission; none is kept of mails that came before."""
    op.add_column("submissions", sa.Column("authentication", sa.Text()))
