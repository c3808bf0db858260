"""Who works at the desk, and how they enter."""
