"""Languages, moments, sentences."""
