"""The story of a mail, told of a whole world."""
