"""The public suffix list (publicsuffix.org), as it is installed: which part of a domain one house holds."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def organization(domain: str) -> str:
    """The organizational domain (RFC 7489, section 3.2) of a domain in lower case and ASCII; "" where it has none."""
    return _listed().privatesuffix(domain) or "" if domain else ""


@cache
def _listed() -> "PublicSuffixList":
    """Loaded when a mail asks for it: the list takes a tenth of a second."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
