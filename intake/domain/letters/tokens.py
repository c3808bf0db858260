"""Signed values that stand in an address: whoever has one can read it, nobody without the key can make one.

A token is the value as canonical JSON and its HMAC-SHA-256 (RFC 2104), both in base64url without padding (RFC 4648,
section 5), with a dot between them. What is signed begins with the token's purpose, so that none serves another one.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from json import loads
from typing import Any, Literal

from intake.domain.text.canonical import canonical

KEY_BYTES = 32
"""The length of a key: that of the digest (RFC 2104, section 3)."""

_LONGEST = 2_000
"""Characters of a token; what is longer is none of ours."""


class LinkError(ValueError):
    """A token that does nothing: `why` is "broken" (a byte of it is not ours) or "expired"."""

    def __init__(self, why: Literal["broken", "expired"]) -> None:
        super().__init__(why)
        self.why = why


def sealed(value: object, purpose: bytes, key: bytes) -> str:
    """The value as a token that can stand in an address (letters, digits, "-", "_" and one dot)."""
    body = _text(canonical(value).encode())
    return f"{body}.{_signature(body, purpose, key)}"


def unsealed(token: str, purpose: bytes, key: bytes) -> dict[str, Any]:
    """The fields of a token's value, with its `until` as an instant. LinkError ("broken") for one that is not ours."""
    body, _, signature = token.partition(".")
    if (
        len(token) > _LONGEST
        or not token.isascii()
        or not hmac.compare_digest(signature, _signature(body, purpose, key))
    ):
        raise LinkError("broken")
    try:
        found = loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return {**found, "until": datetime.fromisoformat(found["until"])}
    except (ValueError, TypeError, KeyError) as error:
        raise LinkError("broken") from error


def _signature(body: str, purpose: bytes, key: bytes) -> str:
    return _text(hmac.digest(key, purpose + body.encode(), "sha256"))


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
