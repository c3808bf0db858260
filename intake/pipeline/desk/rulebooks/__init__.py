"""Rulebooks, circulars and templates as people change, try and put them in force."""
