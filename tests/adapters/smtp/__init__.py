"""SMTP, with real servers and broken ones."""
