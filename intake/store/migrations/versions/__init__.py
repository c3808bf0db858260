"""The steps, oldest first by their numbers. A step that was released never changes."""
