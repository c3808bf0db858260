"""The lists that a secretariat keeps of a meeting's documents, and the documents that it writes from them."""
