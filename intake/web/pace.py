"""How many requests one address may make in a minute."""

import ipaddress
from collections import OrderedDict
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_MOST = 10_000
"""Addresses that are remembered; of more the longest known are forgotten."""
_NETWORK = 64
"""Bits of an IPv6 address that one household or office has (RFC 6177)."""


class Pace:
    """Counts the requests of each address by the minute."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._counts: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def allows(self, address: str, now: datetime) -> bool:
        """Count one request of this address, now (UTC); False once it has made too many in this minute."""
        whose = _whose(address)
        since, count = self._counts.pop(whose, (now, 0))
        if not timedelta() <= now - since < _MINUTE:
            since, count = now, 0
        self._counts[whose] = (since, count + 1)
        if len(self._counts) > _MOST:
            self._counts.popitem(last=False)
        return count < self._per_minute


def _whose(address: str) -> str:
    """The address, or the network of an IPv6 address: whoever has one has them all."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((known, _NETWORK), strict=False))
    return address
