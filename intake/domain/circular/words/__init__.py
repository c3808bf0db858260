"""The words by which letters are understood, language by language, and what makes texts comparable."""
