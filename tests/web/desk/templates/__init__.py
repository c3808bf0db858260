"""Templates at the desk."""
