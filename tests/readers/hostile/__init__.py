"""Files that are made to harm."""
