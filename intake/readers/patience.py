"""A bound on the processor time that one piece of work may take, for work that nothing else bounds."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.25
"""An exception that comes while an object is being destroyed is lost (it can only be printed), so another follows."""


class OutOfPatienceError(BaseException):
    """The work took longer than allowed. Not an Exception: the packages that we call swallow those."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise OutOfPatienceError inside the block after this much processor time. In the main thread only."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OutOfPatienceError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
