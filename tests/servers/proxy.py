"""A TCP proxy on loopback that makes the network bad on demand."""

import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.servers.ports import HOST


@dataclass
class Trouble:
    """What the network does with what the server says; may be changed while connections are open.

    `delay` in seconds before each piece or slice; `cut_after` so many bytes it closes the connection (`reset`: by RST);
    `mute`: both directions are swallowed, and the connection stays open (half-open); `slices`: one byte at a time.
    """

    delay: float = 0.0
    cut_after: int | None = None
    reset: bool = False
    mute: bool = False
    slices: bool = False


@dataclass
class _Pair:
    client: socket.socket
    server: socket.socket
    said: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def close(self, *, reset: bool) -> None:
        with self.lock:
            for end in (self.client, self.server):
                with suppress(OSError):
                    if reset:
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    # wakes the thread that reads there, without which closing has no effect
                    end.shutdown(socket.SHUT_RD if reset else socket.SHUT_RDWR)
                end.close()


class Proxy:
    """A port of its own in front of a server's port; `trouble` says how bad the way is."""

    def __init__(self, to: int, trouble: Trouble | None = None) -> None:
        self.trouble = trouble or Trouble()
        self._to = to
        self._listening = socket.create_server((HOST, 0))
        self.port: int = self._listening.getsockname()[1]
        self._pairs: list[_Pair] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def cut(self) -> None:
        """Close all present connections, on both sides."""
        for pair in self._pairs:
            pair.close(reset=self.trouble.reset)

    def stop(self) -> None:
        """End the proxy and all its connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            pair = _Pair(client, socket.create_connection((HOST, self._to)))
            self._pairs.append(pair)
            ways = ((pair, pair.client, pair.server), (pair, pair.server, pair.client))
            for way in ways:
                self._threads.append(threading.Thread(target=self._carry, args=way, daemon=True))
                self._threads[-1].start()

    def _carry(self, pair: _Pair, source: socket.socket, target: socket.socket) -> None:
        from_server = source is pair.server
        with suppress(OSError):
            while piece := source.recv(65536):
                if self.trouble.mute:
                    continue
                if not from_server:
                    target.sendall(piece)
                elif not self._pass_on(pair, piece, target):
                    break
        pair.close(reset=self.trouble.reset and from_server)

    def _pass_on(self, pair: _Pair, piece: bytes, target: socket.socket) -> bool:
        """Give a piece to the client; False when it is time to cut."""
        left = len(piece) if self.trouble.cut_after is None else self.trouble.cut_after - pair.said
        for part in [piece[at : at + 1] for at in range(len(piece))] if self.trouble.slices else [piece]:
            time.sleep(self.trouble.delay)
            target.sendall(part[: max(0, left)])
            left -= len(part)
        pair.said += len(piece)
        return left >= 0
