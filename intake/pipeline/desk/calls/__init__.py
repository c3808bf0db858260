"""What the secretariat does with a meeting and its call."""
