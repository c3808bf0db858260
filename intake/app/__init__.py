"""The composition root: what is real behind the ports, and homes that are made and opened."""

from intake.app.checking import Checking, home_or_none, open_checking, open_reader
from intake.app.mailboxes import OpenMailbox
from intake.app.making import activate_all, files_in_force, make_home, register_template, rulebook_text
from intake.app.opening import Opened, open_home

__all__ = [
    "Checking",
    "OpenMailbox",
    "Opened",
    "activate_all",
    "files_in_force",
    "home_or_none",
    "make_home",
    "open_checking",
    "open_home",
    "open_reader",
    "register_template",
    "rulebook_text",
]
