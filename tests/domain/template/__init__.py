"""Templates: learning, matching, filling."""
