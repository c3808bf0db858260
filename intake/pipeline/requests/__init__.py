"""What chairs ask for by a link: how a link stands, and the verb that decides their requests."""
