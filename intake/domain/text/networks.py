"""Network addresses: how many of them one household or office has."""

import ipaddress

_NETWORK = 64
"""Bits of an IPv6 address that one household or office has (RFC 6177)."""


def network_of(address: str) -> str:
    """The address, or the network of an IPv6 address: whoever has one has them all. What is none stays as it is."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((known, _NETWORK), strict=False))
    return address
