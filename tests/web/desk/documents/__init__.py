"""The documents of a meeting at the desk, and what is done with them."""
