"""What people do at the desk, on the real line."""
