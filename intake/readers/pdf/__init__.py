"""PDF files (ISO 32000-2): opened within bounds, and their actions. Nothing in them is run, opened or drawn."""
