"""IMAP, with real servers and broken ones."""
