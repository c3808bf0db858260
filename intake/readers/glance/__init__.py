"""A glance at files that are no .docx: what a person sees first."""
