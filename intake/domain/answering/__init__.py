"""The answer to the sender of a mail, before it is put into words."""
