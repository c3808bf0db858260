"""Rulebooks and template profiles as files, and the stored text of a rulebook."""
