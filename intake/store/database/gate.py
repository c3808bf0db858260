"""A gate that one thread at a time passes, in the order in which they came."""

from collections import deque
from threading import Lock
from types import TracebackType


class Gate:
    """First come, first served: under a plain lock a busy thread can overtake a waiting one without end.

    Not reentrant: a thread that enters twice waits for itself.
    """

    def __init__(self) -> None:
        self._mutex = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._mutex:
            if not self._taken:
                self._taken = True
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            turn.acquire()
        except BaseException:
            self._give_up(turn)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._let_next()

    def _let_next(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _give_up(self, turn: Lock) -> None:
        """Leave the queue; where the turn had been given already, pass it on."""
        with self._mutex:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self._let_next()
