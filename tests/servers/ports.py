"""Free ports on loopback, and waiting for a server to listen on one."""

import socket
import subprocess
import time
from pathlib import Path

HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses at this moment, all different."""
    taken = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in taken]
    for server in taken:
        server.close()
    return ports


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
