"""What the house itself registers: documents that it writes, and those that came to it by another way than mail."""
