"""A connection that says what it wants soon, and makes room for others while it wants nothing (uvicorn)."""

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0
"""Seconds that the head of a request may take."""
WAITING = 100
"""Connections that stand open without a request, at most: one more, and the one that waited longest is closed.

So whoever opens connections and says nothing, or says it slowly, keeps nobody out: whoever asks at once is heard.
"""


class Patient(H11Protocol):
    """A connection that is closed when the head of a request takes too long, from its first byte or the last answer."""

    since = 0.0
    """When it began to wait, on the clock of the loop."""

    def connection_made(self, transport: object) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._head_due.cancel()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """A whole head ends the waiting: what its body takes is counted elsewhere."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._head_due.cancel()

    def on_response_complete(self) -> None:
        """Wait for the next head, which may come at once or never."""
        self._head_due.cancel()
        self._wait()
        super().on_response_complete()
        self._make_room()

    @property
    def waits(self) -> bool:
        """Whether no request is being answered on it."""
        return (self.cycle is None or self.cycle.response_complete) and not self.transport.is_closing()

    def leave(self) -> None:
        """Close it."""
        if not self.transport.is_closing():
            self.transport.close()

    def _wait(self) -> None:
        self.since = self.loop.time()
        self._head_due = self.loop.call_later(PATIENCE, self.leave)

    def _make_room(self) -> None:
        waiting = [one for one in self.connections if isinstance(one, Patient) and one.waits]
        if len(waiting) > WAITING:
            min(waiting, key=lambda one: one.since).leave()
