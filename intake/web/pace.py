"""How many requests one address may make in a minute."""

from collections import OrderedDict
from datetime import datetime, timedelta

from intake.domain.text.networks import network_of

_MINUTE = timedelta(minutes=1)
_MOST = 10_000
"""Addresses that are remembered; of more the longest known are forgotten."""


class RequestPace:
    """Counts the requests of each address by the minute."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._counts: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def allows(self, address: str, now: datetime) -> bool:
        """Count one request of this address, now (UTC); False once it has made too many in this minute."""
        whose = network_of(address)
        since, count = self._counts.pop(whose, (now, 0))
        if not timedelta() <= now - since < _MINUTE:
            since, count = now, 0
        self._counts[whose] = (since, count + 1)
        if len(self._counts) > _MOST:
            self._counts.popitem(last=False)
        return count < self._per_minute

    def is_spent(self, address: str, now: datetime) -> bool:
        """Whether this address has made all that it may make in this minute; nothing is counted."""
        since, count = self._counts.get(network_of(address), (now, 0))
        return count >= self._per_minute and timedelta() <= now - since < _MINUTE
