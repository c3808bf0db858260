"""Ways in: password, link, provider of identities."""
