"""How long whoever asks has patience: a request of a person may cause many readings, and all of them have one limit."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock

from intake.ports import ReaderFailedError

_UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)
"""An instant of the monotonic clock; of one request (a task, and the thread that works for it), not of the process."""


def have_patience(seconds: float) -> None:
    """Let all that is asked for from now on, in this context, end within so many seconds."""
    _UNTIL.set(time.monotonic() + seconds)


def until(seconds: float) -> float:
    """When one reading has to end that may take so many seconds, on the monotonic clock.

    Raises ReaderFailedError ("timed-out") where no patience is left.
    """
    now, last = time.monotonic(), _UNTIL.get()
    if now >= last:
        raise ReaderFailedError("timed-out", "with all that was asked for together")
    return min(now + seconds, last)


@contextmanager
def turn(lock: RLock) -> Iterator[None]:
    """One's turn, while others wait. Raises ReaderFailedError ("timed-out") where it does not come in time."""
    left = until(math.inf) - time.monotonic()
    if not lock.acquire(timeout=-1 if math.isinf(left) else max(left, 0)):
        raise ReaderFailedError("timed-out", "others were before")
    try:
        yield
    finally:
        lock.release()
