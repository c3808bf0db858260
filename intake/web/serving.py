"""One process that serves an application until it is told to end: its socket, its patience, its log (uvicorn)."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import structlog
from starlette.types import ASGIApp
from uvicorn import Config, Server

from intake.domain.errors import IntakeError, UnavailableError
from intake.web.connections import Patient

LONGEST_HEAD = 16_384
"""Bytes of a request's first line and fields."""
IDLE_SECONDS = 5
"""How long a connection may stand idle between two requests."""
STOP_SECONDS = 1
"""How long requests have to finish, after SIGTERM."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds before a place that is taken is tried again: the first time, and at most."""
CONNECTIONS = 400
"""Open at once; more are answered 503. Of them those that wait are few (`connections.WAITING`), and so are streams."""

_log = structlog.get_logger("intake")


@dataclass(slots=True)
class Ending:
    """Why the process is to end by itself: what only a new start can mend."""

    server: Server | None = None
    error: IntakeError | None = field(default=None)
    at_end: list[Callable[[], None]] = field(default_factory=list)
    """What to do once the end has come, so that answers that go on for ever end, too."""

    def __call__(self, error: IntakeError) -> None:
        """End for this; the first reason counts."""
        self.error = self.error or error
        if self.server is not None:
            self.server.should_exit = True


@dataclass(frozen=True, slots=True)
class ListensAt:
    """Where to listen: host and port as `section` of the settings has them, and the web servers before us.

    Only these `proxies` (addresses, networks) may say for whom they ask. `patient`: where it is taken, wait for it.
    """

    host: str
    port: int
    section: str
    proxies: tuple[str, ...] = ()
    patient: bool = False


def serve(app: Callable[[Ending], ASGIApp], place: ListensAt, listening: socket.socket | None = None) -> None:
    """Serve until SIGTERM, SIGINT, or an end for a reason, which is raised.

    `listening` has the place already, and is closed at the end. UnavailableError where somebody else has it.
    """
    ending = Ending()
    taken = listening or (_waited_for(place) if place.patient else _socket(place))
    config = Config(
        app(ending),
        host=place.host,
        port=place.port,
        http=Patient,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,  # its lines hold addresses, which are rights
        server_header=False,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=list(place.proxies),
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    ending.server = _Quiet(config, ending.at_end)
    _hand_over_logs()
    ending.server.run(sockets=[taken])
    _log.info("stopped")
    if ending.error is not None:
        raise ending.error


def _waited_for(place: ListensAt) -> socket.socket:
    """The place once it is free: said once, tried again with growing patience, until a signal ends the process."""
    wait, told = FIRST_WAIT, False
    while True:
        try:
            return _socket(place)
        except UnavailableError as error:
            if not told:
                _log.warning("unavailable", step="listen", why=str(error), again="until it is free")
            told = True
        threading.Event().wait(wait)
        wait = min(2 * wait, LONGEST_WAIT)


def _socket(place: ListensAt) -> socket.socket:
    address = (place.host, place.port)
    try:
        family = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server(address, family=family)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise UnavailableError(
            f"{place.host}:{place.port} cannot be listened on: {why}. Name another place in "
            f"[{place.section}] listen, or end the program that has it."
        ) from error


class _Quiet(Server):
    """Ends by itself at a signal, with the process's own exit code."""

    def __init__(self, config: Config, at_end: list[Callable[[], None]]) -> None:
        super().__init__(config)
        self._at_end = at_end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so to whoever answers without an end, then wait for the rest."""
        for one in self._at_end:
            one()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Notice SIGTERM and SIGINT; a second one does not wait for requests. Other threads get no signals."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def end(_: int, __: FrameType | None) -> None:
            self.force_exit = self.should_exit
            self.should_exit = True

        before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
        _log.info("started", host=self.config.host, port=self.config.port)  # only now: who reads it may ask us to end
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


class _Ours(logging.Handler):
    """Writes what uvicorn has to say into our log."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line, without addresses of requests, which uvicorn's warnings do not name."""
        _log.warning("server", why=record.getMessage())


def _hand_over_logs() -> None:
    theirs = logging.getLogger("uvicorn")
    theirs.setLevel(logging.WARNING)
    theirs.handlers = [_Ours()]
    theirs.propagate = False
