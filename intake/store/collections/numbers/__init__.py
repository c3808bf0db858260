"""Numbers: given, and kept for later."""
