"""The site of what was posted, as files."""
