"""The clock: the only place that asks the machine for the time."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.ports import Clock


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks the machine

    def wait(self, seconds: float) -> None:
        """Sleep this many seconds; a negative number counts as 0."""
        time.sleep(max(0.0, seconds))


class OffsetClock:
    """A clock that runs at the pace of another, from a chosen instant on, and can be moved forward.

    With `jumps`, `wait` moves it forward at once instead of sleeping. Safe to share between threads.
    """

    def __init__(self, real: "Clock", starts_at: datetime, *, jumps: bool = False) -> None:
        self._real = real
        self._offset = starts_at - real.now()
        self._jumps = jumps
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The present simulated instant, aware, in UTC."""
        with self._lock:
            return (self._real.now() + self._offset).astimezone(UTC)

    def wait(self, seconds: float) -> None:
        """Let this many seconds pass: by a jump if the clock was made so, else in real time."""
        if not self._jumps:
            self._real.wait(seconds)
        elif seconds > 0:
            with self._lock:
                self._offset += timedelta(seconds=seconds)

    def move_to(self, instant: datetime) -> None:
        """Make `instant` the present. ValueError when that is in the past: time never runs backwards here."""
        with self._lock:
            ahead = instant - (self._real.now() + self._offset)
            if ahead < timedelta():
                raise ValueError(f"the clock cannot go back by {-ahead}")
            self._offset += ahead
