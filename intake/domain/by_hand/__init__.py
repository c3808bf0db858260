"""Lists of what was registered by hand, before the intake gave numbers."""
