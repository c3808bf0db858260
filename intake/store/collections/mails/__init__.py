"""Mails and what was decided on them."""
