"""The steps of the schema's history, run by alembic."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def known() -> set[str]:
    """The schemas that this program can start from."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def run(connection: Connection) -> None:
    """Take every step that is missing, inside the transaction that is open on this connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "intake.store:migrations")
    return config
