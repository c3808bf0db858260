"""The database itself: opened, its schema, and how a statement is sent and its rows come back."""
