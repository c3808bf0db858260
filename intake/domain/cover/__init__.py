"""The cover of a document: the places of its fields, and their values."""
