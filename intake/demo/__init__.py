"""The last hours before a deadline, replayed on embedded servers."""
