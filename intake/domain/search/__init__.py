"""Finding mails again: the words of a mail, the questions that a person asks, and how an address bar spells them."""
