"""The public suffix list (publicsuffix.org), as it is installed: which part of a domain one house holds."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_OF_TENANTS = (".onmicrosoft.com", ".onmicrosoft.us", ".onmicrosoft.de", ".partner.onmschina.cn")
"""Domains below which each customer of a provider has a name of its own, and which the list does not know."""


def organization(domain: str) -> str:
    """The organizational domain (RFC 7489, section 3.2) of a domain in lower case and ASCII; "" where it has none."""
    end = next((one for one in _OF_TENANTS if domain.endswith(one)), "")
    if end:
        return domain.removesuffix(end).rpartition(".")[2] + end
    return _listed().privatesuffix(domain) or "" if domain else ""


@cache
def _listed() -> "PublicSuffixList":
    """Loaded when a mail asks for it: the list takes a tenth of a second."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
