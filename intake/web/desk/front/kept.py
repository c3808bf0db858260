"""The account of deliveries, kept for a while: to count a hundred thousand mails takes longer than all the rest."""

import threading
import time
from collections.abc import Callable, Sequence

from intake.pipeline.showing.front.health import Counts
from intake.ports import UnitOfWork

_TIMES = 20
"""It is kept so many times as long as it took, so that counting takes a twentieth of one thread at most."""


class KeptAccount:
    """Counts anew when what it has is too old. Of several threads one counts, and the others take what it found."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` tells seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: Counts = {}
        self._mailboxes: Sequence[tuple[str, str]] | None = None
        self._until = 0.0

    def __call__(self, work: UnitOfWork, mailboxes: Sequence[tuple[str, str]]) -> Counts:
        """The account, with zeros for these mailboxes."""
        with self._lock:
            began = self._clock()
            if mailboxes != self._mailboxes or began >= self._until:
                self._counts, self._mailboxes = work.deliveries.account_of(mailboxes), mailboxes
                ended = self._clock()
                self._until = ended + (ended - began) * _TIMES
            return self._counts
