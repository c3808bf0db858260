"""Letters: what a receipt says, laid out, as the bytes of a mail."""
