"""A secretariat's letter (circular, collective letter, corrigendum) read as the facts about a meeting."""
