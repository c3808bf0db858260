"""The first page: what waits, what falls due, what is wrong."""
