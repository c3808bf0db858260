"""One extractor for each fact of a letter: candidates with the words that say them."""
