"""The way that a mail took: each server that handed it on, from the sender to the mailbox; which of them are ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.mail import Received
from intake.domain.transit.border import trusted_fields


@dataclass(frozen=True, slots=True)
class Hop:
    """One server that took the mail `by` itself, `came_from` another, at an instant (UTC; None where it tells none).

    `delay` is the time since the hop before, None where one of both is not dated; it is negative where their clocks
    differ. `trusted`: a server of ours wrote it; anybody may have written the others.
    """

    came_from: str
    by: str
    protocol: str
    at: datetime | None
    delay: timedelta | None = None
    trusted: bool = False


def way_of(received: Sequence[Received], hosts: Sequence[str]) -> tuple[Hop, ...]:
    """The hops in the order in which the mail travelled; `hosts` are the rulebook's `trusted_received_hosts`."""
    ours = trusted_fields(received, hosts)
    hops: list[Hop] = []
    before: datetime | None = None
    for index, one in reversed(list(enumerate(received))):
        at = one.at if one.zoned else None
        delay = at - before if at and before else None
        hops.append(Hop(one.came_from, one.by, one.protocol, at, delay, trusted=index < ours))
        before = at or before
    return tuple(hops)
