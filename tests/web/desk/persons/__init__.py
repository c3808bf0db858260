"""Who works at the desk: their roles, their links, their own page."""
