"""A process that ends with the one that started it, however that ended: its standard input is closed then."""

import os
import signal
import sys
import threading


def end_with_standard_input() -> None:
    """Ask ourselves to end (SIGTERM) once nobody can write to our standard input any more."""
    threading.Thread(target=_wait, name="lifeline", daemon=True).start()


def _wait() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
