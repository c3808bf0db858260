"""`intake user`: the persons of the desk, their offices and their tokens."""
