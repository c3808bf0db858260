"""The desk beside the line: a process of its own, whose death stops nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import structlog

FIRST_DELAY, LONGEST_DELAY = 1.0, 60.0
"""Seconds before a desk that died is started again: at first, and at most."""
WELL = 60.0
"""Seconds after which a desk that runs counts as well: its next death is a first one."""
END_SECONDS = 2.0
"""How long it has to end, before it is killed."""

_PASSED_ON = ("INTAKE_", "LC_", "PG", "PYTHON", "SSL_CERT_")
_PASSED_ON_TOO = frozenset({"HOME", "LANG", "LOGNAME", "PATH", "TMPDIR", "TZ", "USER"})

_log = structlog.get_logger("intake")


class DeskBeside:
    """Keeps a desk running while the line does. All calls come from one thread."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self._command = [sys.executable, "-m", "intake", "web", "--beside", "--home", str(home)]
        self._environment = environment_of(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._began = self._due = time.monotonic()
        self._delay = FIRST_DELAY

    def look(self) -> None:
        """Start it where it is due; say when it has died, and when it comes again."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._due:
                self._start(now)
        elif (code := self._process.poll()) is not None:
            self._forget()
            if now - self._began > WELL:
                self._delay = FIRST_DELAY
            _log.warning("desk ended", code=code, again_seconds=self._delay)
            self._later(now)

    def end(self) -> None:
        """Ask it to end; `wait` follows."""
        if self._process is not None:
            self._process.terminate()

    def wait(self, seconds: float = END_SECONDS) -> None:
        """Wait until it has ended; kill it after so many seconds."""
        if self._process is None:
            return
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._forget()

    def _start(self, now: float) -> None:
        try:
            # Its standard input is its lifeline: it ends when we do, however we end. A signal from a terminal is ours.
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, env=self._environment, start_new_session=True
            )
        except OSError as error:
            _log.warning("desk not started", why=str(error), again_seconds=self._delay)
            self._later(now)
            return
        self._began = now
        _log.info("desk started", process=self._process.pid)

    def _later(self, now: float) -> None:
        self._due, self._delay = now + self._delay, min(2 * self._delay, LONGEST_DELAY)

    def _forget(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None


def environment_of(environment: Mapping[str, str]) -> dict[str, str]:
    """What a desk needs to know: our settings, its database, language and zone; nothing else is its business."""
    return {name: value for name, value in environment.items() if name in _PASSED_ON_TOO or name.startswith(_PASSED_ON)}


def beside(home: Path, *, off: bool) -> DeskBeside | None:
    """The desk of this home; None where it is off."""
    return None if off else DeskBeside(home, os.environ)
