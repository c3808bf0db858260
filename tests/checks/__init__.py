"""A table per check: what it sees, and what it passes by."""
