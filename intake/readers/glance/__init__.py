"""A glance at files that are no .docx, as a person first sees them."""
