"""A call that was closed: what had been told of it then."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """The close of a meeting's call at a `deadline`; times are UTC.

    `provisional`: a mailbox did not answer up to the deadline, or corrections may still return. `told` are the numbers
    that the last report listed: what comes to them later makes a supplement.
    """

    group: str
    meeting: str
    deadline: datetime
    closed_at: datetime
    provisional: bool
    told: tuple[str, ...] = ()
