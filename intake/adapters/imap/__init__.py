"""Mailboxes on IMAP servers (RFC 9051)."""
