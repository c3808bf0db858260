"""How a mail came to us: which of its servers are ours, and the hops that it took."""
