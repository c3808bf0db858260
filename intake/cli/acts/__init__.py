"""The commands by which people act on mails and documents."""
