"""Meetings on the real line: calls, dates, reminders, reports."""
