"""The files of a home, and mail that comes as files."""
