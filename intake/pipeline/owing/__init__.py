"""What is owed: debts, and the letters that pay them."""
