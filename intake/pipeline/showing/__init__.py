"""Submissions, documents and checks as plain objects for printing."""
