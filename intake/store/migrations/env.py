"""How alembic runs our steps: on the connection that it is given, inside the transaction that is open there."""

from alembic import context

from intake.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
