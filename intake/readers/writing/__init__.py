"""Writing into a Word document without touching what is not written."""
