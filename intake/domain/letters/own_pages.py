"""The addresses of our own pages that one letter carries."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Addresses of pages, "" for each that the letter does not name.

    `status` tells how the mail stands, on `check` a document is checked before it is sent, by `upload` a file is sent
    once, until `upload_until` (UTC); `template` hands out the template of the group.
    """

    status: str = ""
    check: str = ""
    upload: str = ""
    upload_until: datetime | None = None
    template: str = ""


NO_PAGES = OwnPages()
"""Of a letter that names none."""
