"""Real servers on loopback, each with folders, ports and users of its own."""
