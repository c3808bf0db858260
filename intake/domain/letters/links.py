"""Links by which a chair decides on a late document: each is signed, for one act, one document and one person.

A token is the Link as canonical JSON and its HMAC-SHA-256 (RFC 2104), both in base64url without padding (RFC 4648,
section 5), with a dot between them. Anybody who has it can read it; nobody without the key can make one.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from json import loads
from typing import Literal

from intake.domain.text.canonical import canonical

LinkAct = Literal["admit", "keep"]
ACTS: tuple[LinkAct, ...] = ("admit", "keep")

KEY_BYTES = 32
"""The length of a key: that of the digest (RFC 2104, section 3)."""

PAGE = "decide"
"""The page of a link is `[public] url`, this word, and the token."""

_LONGEST = 2_000
"""Characters of a token; what is longer is none of ours."""

_FOR = b"intake chair 1."
"""What is signed begins so, and nothing else that this key signs does."""


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


class LinkError(ValueError):
    """A token that does nothing: `why` is "broken" (a byte of it is not ours) or "expired"."""

    def __init__(self, why: Literal["broken", "expired"]) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Public:
    """The pages that anybody can open: their address, the key of their links, and for how many days those work."""

    url: str
    key: bytes = field(repr=False)
    days: int = 14

    def page(self, link: Link) -> str:
        """The address of the page that this link opens."""
        return f"{self.url.rstrip('/')}/{PAGE}/{signed(link, self.key)}"


def signed(link: Link, key: bytes) -> str:
    """The link as a token that can stand in an address (letters, digits, "-", "_" and one dot)."""
    body = _text(canonical(link).encode())
    return f"{body}.{_signature(body, key)}"


def read_link(token: str, key: bytes, now: datetime) -> Link:
    """The link of a token, at this instant (UTC). Raises LinkError for one that is not ours, or is over."""
    body, _, signature = token.partition(".")
    if len(token) > _LONGEST or not token.isascii() or not hmac.compare_digest(signature, _signature(body, key)):
        raise LinkError("broken")
    link = _link(body)
    if now > link.until:
        raise LinkError("expired")
    return link


def _link(body: str) -> Link:
    try:
        found = loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        link = Link(**{**found, "until": datetime.fromisoformat(found["until"])})
    except (ValueError, TypeError, KeyError) as error:
        raise LinkError("broken") from error
    if link.act not in ACTS or link.document < 0:
        raise LinkError("broken")
    return link


def _signature(body: str, key: bytes) -> str:
    return _text(hmac.digest(key, _FOR + body.encode(), "sha256"))


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
