"""Logins by OAuth 2 (RFC 6749) instead of a password: at Microsoft 365 and at Google."""
