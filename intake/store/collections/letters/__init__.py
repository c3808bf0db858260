"""What is owed, and the receipts that left."""
