"""The database, SQLite or PostgreSQL: SQLAlchemy lives only here, and rows never leave."""

from intake.store.work import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
