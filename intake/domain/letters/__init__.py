"""Letters that answer no mail, as values: alerts, and notices of sentences and tables."""
