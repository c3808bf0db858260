"""Numbers and revisions of documents, as people write them."""
