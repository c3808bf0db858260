"""Lists of a meeting in words, as sheets, and as the body of a document."""
