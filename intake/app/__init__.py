"""The composition root: it chooses the adapters behind the ports, and makes and opens homes.

A name is loaded when it is first asked for: a command that only prints what is known waits for no server's library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.app.checking import Checking, home_or_none, open_checking, open_reader
    from intake.app.circulars import CircularRequest, ImportedCircular, import_circular
    from intake.app.lines import servers
    from intake.app.lists import as_document, as_workbook, list_of, printed_csv
    from intake.app.logging_in import open_login
    from intake.app.looking import Looking, look_into
    from intake.app.mailboxes import OpenMailbox
    from intake.app.making import (
        activate_all,
        files_in_force,
        make_home,
        not_activated,
        register_template,
        rulebook_text,
        start_remarks,
    )
    from intake.app.opening import OpenHome, open_home
    from intake.app.publishing import open_site

__all__ = [
    "Checking",
    "CircularRequest",
    "ImportedCircular",
    "Looking",
    "OpenHome",
    "OpenMailbox",
    "activate_all",
    "as_document",
    "as_workbook",
    "files_in_force",
    "home_or_none",
    "import_circular",
    "list_of",
    "look_into",
    "make_home",
    "not_activated",
    "open_checking",
    "open_home",
    "open_login",
    "open_reader",
    "open_site",
    "printed_csv",
    "register_template",
    "rulebook_text",
    "servers",
    "start_remarks",
]

_MODULES = {
    "checking": ("Checking", "home_or_none", "open_checking", "open_reader"),
    "circulars": ("CircularRequest", "ImportedCircular", "import_circular"),
    "lines": ("servers",),
    "lists": ("as_document", "as_workbook", "list_of", "printed_csv"),
    "logging_in": ("open_login",),
    "looking": ("Looking", "look_into"),
    "mailboxes": ("OpenMailbox",),
    "making": (
        "activate_all",
        "files_in_force",
        "make_home",
        "not_activated",
        "register_template",
        "rulebook_text",
        "start_remarks",
    ),
    "opening": ("OpenHome", "open_home"),
    "publishing": ("open_site",),
}


def __getattr__(name: str) -> object:
    """The function or class of this name, from its module (PEP 562)."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"intake.app.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
