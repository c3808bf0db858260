"""An administrator lets an account of the provider of identities become a person's here."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Tell until when."""
    op.add_column("persons", sa.Column("joins_until", sa.BigInteger()))
