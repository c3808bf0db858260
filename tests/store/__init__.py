"""The store: one contract, on SQLite and on PostgreSQL."""
