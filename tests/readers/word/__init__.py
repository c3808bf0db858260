"""Reading and writing Word files."""
