"""Free ports on loopback, and waiting for a server to listen on one."""

import fcntl
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
_FIRST, _LAST = 20_000, 32_000
"""Below the ports that a system gives to whoever asks for any: no connection going out takes one of these."""

_EACH = 100


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses, all different, and that nobody else is given while this process lives.

    A port that the system gives, and that is let go for a server to take, is given to others in between.
    """
    ports: list[int] = []
    for port in islice(_ours(os.getpid())[1], 2 * _EACH):
        if _is_free(port):
            ports.append(port)
        if len(ports) == count:
            return ports
    raise AssertionError(f"{_EACH} ports are ours, and not {count} of them are free")


@cache
def _ours(_process: int) -> tuple[IO[bytes], Iterator[int]]:
    """The lock on a block of ports, which ends with this process, and its ports round and round."""
    locks = Path(tempfile.gettempdir()) / f"intake-ports-{os.getuid()}"
    locks.mkdir(exist_ok=True)
    for first in range(_FIRST, _LAST, _EACH):
        lock = (locks / str(first)).open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
        else:
            return lock, cycle(range(first, first + _EACH))
    raise AssertionError(f"all ports from {_FIRST} to {_LAST} are taken by other runs of the tests")


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def wait_until_it_listens(port: int, process: subprocess.Popen[bytes] | None, log: Path, seconds: float = 20.0) -> None:
    """Return when something accepts connections; AssertionError with the server's log when it dies or stays mute."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            if process is not None and process.poll() is not None:
                break
            time.sleep(0.01)
        else:
            return
    raise AssertionError(f"no server on port {port}:\n{log.read_text() if log.exists() else '(no log)'}")


def stop(process: subprocess.Popen[bytes], seconds: float = 10.0) -> None:
    """Ask the process to end, and wait; kill it when it does not."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
