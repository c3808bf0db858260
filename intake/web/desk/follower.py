"""How far the log has come: one thread asks the database, and tells all who listen, whoever wrote."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import structlog

from intake.app.desk import OpenDesk
from intake.domain.errors import IntakeError, UnavailableError

SECONDS = 1.0
"""How often it looks."""
MOST = 8
"""Pages that one person may have open at once; of more the later ones do not follow."""
IN_ALL = 120
"""Pages of all persons together: fewer than the connections that the server takes, so that pages are always shown."""
STILL_HERE = 15.0
"""Seconds after which a web server on the way hears that the connection is alive."""

_log = structlog.get_logger("intake")


@dataclass(eq=False)
class Listener:
    """One open page: whose it is, and the position that it was told last."""

    login: str
    session: str
    told: int
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    def ring(self) -> None:
        """Wake it, from another thread."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.bell.set)


class Follower:
    """Follows the position of sealed entries. Its thread begins with the first listener, and ends with the process."""

    def __init__(self, desk: OpenDesk, end: Callable[[IntakeError], None]) -> None:
        self._desk = desk
        self._end = end
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self.position = 0

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._listeners)

    def listen(self, login: str, session: str, told: int) -> Listener | None:
        """Begin to listen behind the position that was told; None for one page too many."""
        with self._lock:
            of_one = sum(one.login == login for one in self._listeners)
            if self._closed.is_set() or of_one >= MOST or len(self._listeners) >= IN_ALL:
                return None
            listener = Listener(login, session, told)
            self._listeners.append(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)
                self._thread.start()
        return listener

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    async def news(self, listener: Listener) -> AsyncIterator[int | None]:
        """Each new position, as soon as it is known; None where nothing came for a while. Ends with the session."""
        try:
            while not listener.ended:
                if listener.told < (now := self.position):
                    listener.told = now
                    yield now
                listener.bell.clear()
                try:
                    if not listener.ended and listener.told >= self.position:
                        await asyncio.wait_for(listener.bell.wait(), STILL_HERE)
                except TimeoutError:
                    yield None
        finally:
            self.leave(listener)

    def look(self) -> None:
        """Look once how far the log has come and whose session has ended; wake whom it concerns."""
        with self._lock:
            listening = list(self._listeners)
        with self._desk.store.read() as work:
            head = work.log.head()
            alive = work.sessions.alive({one.session for one in listening}, self._desk.clock.now())
        self.position = max(self.position, head[0] if head else 0)
        for one in listening:
            one.ended = one.session not in alive
            if one.ended or one.told < self.position:
                one.ring()

    def close(self) -> None:
        """End all listening."""
        self._closed.set()
        with self._lock:
            listening, self._listeners = self._listeners, []
        for one in listening:
            one.ended = True
            one.ring()

    def _follow(self) -> None:
        away = ""
        while not self._closed.wait(SECONDS):
            try:
                self.look()
                away = ""
            except UnavailableError as error:
                if str(error) != away:
                    _log.warning("unavailable", step="follow", why=str(error))
                away = str(error)
            except IntakeError as error:
                self._end(error)
                return
