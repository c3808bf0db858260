"""What the secretariat does with documents that have a number: under an item, posted, packed."""
