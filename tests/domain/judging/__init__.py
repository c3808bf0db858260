"""How a mail is judged."""
