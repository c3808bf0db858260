"""The API, read side: what programs read of the intake, by a token (docs/api.md)."""
