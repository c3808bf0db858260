"""What the house registers by itself: documents that came by another way, its own ones, and numbers that it keeps."""
