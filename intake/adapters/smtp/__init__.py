"""The way out for mail (RFC 5321)."""
