"""The cover of a document: where its fields stand, and what is written in them."""
