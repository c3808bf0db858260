"""Dates, lists and links of meetings."""
