"""Meetings at the desk: calls, circulars, rules."""
