"""What is read on a cover."""
