"""Who sent a mail: what stands in its header, what our border proved by it, and the sentence that says so."""
