"""Media types that are named in more than one place (RFC 6838)."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""A Word document (.docx)."""
