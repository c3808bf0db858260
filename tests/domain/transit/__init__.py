"""Words and addresses."""
