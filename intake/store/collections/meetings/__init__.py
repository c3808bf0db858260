"""Rulebooks, and what falls due, closes and is asked by them."""
