"""Processes that read strangers' bytes and can do nothing else, and the parent's side of them."""
