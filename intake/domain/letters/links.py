"""Links in our letters: by some a chair decides on a late document, by others a contributor sends a file or asks.

Each is signed (`tokens.py`) for one purpose, one mail and one end. No link is made of anything but the settings.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeVar

from intake.domain.letters.tokens import LinkError, sealed, unsealed

LinkAct = Literal["admit", "keep"]
ACTS: tuple[LinkAct, ...] = ("admit", "keep")

PAGE, UPLOAD, STATUS, CHECK, TEMPLATE = "decide", "upload", "status", "check", "template"
"""The page of a link is `[public] url`, one of these words, and the token (for CHECK, TEMPLATE the id of a group)."""

_FOR = b"intake chair 1."
_FOR_UPLOAD = b"intake upload 2."
_FOR_UPLOAD_ONCE = b"intake upload 1."
"""Of links that are in letters of an earlier version: the address of the letter stood in them, too."""
_FOR_STATUS = b"intake status 1."


@dataclass(frozen=True, slots=True)
class Link:
    """What a chair (`address`) may do with one document of a mail until an instant (UTC).

    `reference` is the mail's; `document` the index in its verdict.
    """

    reference: str
    document: int
    address: str
    act: LinkAct
    until: datetime


@dataclass(frozen=True, slots=True)
class UploadLink:
    """By it the addressee of a receipt sends files once, until an instant (UTC).

    The receipt is that of the Decision `decision` on the mail with this `reference`. Whose address it went to stands in
    no link: whoever has one could read it.
    """

    reference: str
    decision: int
    until: datetime


@dataclass(frozen=True, slots=True)
class StatusLink:
    """By it anybody who has it sees how the mail with this `reference` stands, until an instant (UTC)."""

    reference: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Public:
    """The pages that anybody can open: their address and the key of their links.

    Links to decide and to send files work for `days`, those to a status for `status_days`. `checks`, `uploads`: whether
    there are such pages.
    """

    url: str
    key: bytes = field(repr=False)
    days: int = 14
    status_days: int = 400
    checks: bool = True
    uploads: bool = True

    def page(self, link: Link) -> str:
        """The address of the page that this link opens."""
        return self._at(PAGE, signed(link, self.key))

    def upload_page(self, link: UploadLink) -> str:
        """The address of the page by which a file is sent."""
        return self._at(UPLOAD, signed_upload(link, self.key))

    def status_page(self, link: StatusLink) -> str:
        """The address of the page that tells how a mail stands."""
        return self._at(STATUS, signed_status(link, self.key))

    def check_page(self, group: str) -> str:
        """The address of the page on which documents are checked by the rules of this group (its id)."""
        return self._at(CHECK, group)

    def template_page(self, group: str) -> str:
        """The address at which the template of this group (its id) is handed out."""
        return self._at(TEMPLATE, group)

    def _at(self, page: str, rest: str) -> str:
        return f"{self.url.rstrip('/')}/{page}/{rest}"


def signed(link: Link, key: bytes) -> str:
    """A chair's link as a token."""
    return sealed(link, _FOR, key)


def signed_upload(link: UploadLink, key: bytes) -> str:
    """The link of a receipt's addressee as a token."""
    return sealed(link, _FOR_UPLOAD, key)


def signed_status(link: StatusLink, key: bytes) -> str:
    """The link to a status as a token."""
    return sealed(link, _FOR_STATUS, key)


def read_link(token: str, key: bytes, now: datetime) -> Link:
    """The link of a token, at this instant (UTC). Raises LinkError for one that is not ours, or is over."""
    link = _made(Link, unsealed(token, _FOR, key))
    if link.act not in ACTS or link.document < 0:
        raise LinkError("broken")
    return _in_time(link, now)


def read_upload_link(token: str, key: bytes, now: datetime) -> UploadLink:
    """The same of a link by which files are sent."""
    try:
        found = unsealed(token, _FOR_UPLOAD, key)
    except LinkError:
        found = unsealed(token, _FOR_UPLOAD_ONCE, key)
        found.pop("address", None)
    return _in_time(_made(UploadLink, found), now)


def read_status_link(token: str, key: bytes, now: datetime) -> StatusLink:
    """The same of a link to a status."""
    return _in_time(_made(StatusLink, unsealed(token, _FOR_STATUS, key)), now)


_L = TypeVar("_L", Link, UploadLink, StatusLink)


def _made(kind: type[_L], found: dict[str, Any]) -> _L:
    try:
        return kind(**found)
    except TypeError as error:
        raise LinkError("broken") from error


def _in_time(link: _L, now: datetime) -> _L:
    if now > link.until:
        raise LinkError("expired")
    return link
