"""Who sent a mail."""
