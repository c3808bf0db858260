"""Text as people write it, in six languages: comparing it, and telling what it says. Standard library only."""
