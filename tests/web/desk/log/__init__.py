"""The log at the desk."""
