"""What one transaction offers: one module for each collection of `ports`; and the queries that they share."""
