"""One reader process from the keeper's side: bytes to it and from it at once, by a deadline, and its end."""

import fcntl
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import intake
from intake.domain.text.language import one_line
from intake.ports import ReaderFailedError
from intake.readers.frames import OUT_OF_MEMORY

_CHUNK = 1 << 20
_KEPT_STDERR = 2000
_TO_END = 2.0
_ROOT = Path(intake.__file__).parents[1]


class ReaderProcess:
    """A started process with pipes on its three standard descriptors, an empty environment and nothing inherited."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={},
            cwd=_ROOT,
            close_fds=True,
            start_new_session=True,
            bufsize=0,
        )
        streams = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._stdin, self._stdout, self._stderr = [one.fileno() for one in streams if one]
        for descriptor in (self._stdin, self._stdout):
            with suppress(OSError, AttributeError):  # a larger pipe is only faster: Linux alone has it, up to a limit
                fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _CHUNK)
        self._selector = selectors.DefaultSelector()
        for descriptor in (self._stdout, self._stderr):
            self._selector.register(descriptor, selectors.EVENT_READ)
        for descriptor in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(descriptor, False)
        self._outgoing: deque[memoryview] = deque()
        self._incoming = bytearray()
        self._said = b""
        self._ended = False

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, pieces: Sequence[bytes]) -> None:
        """Put these bytes in line; they leave while `receive` waits."""
        self._outgoing.extend(memoryview(piece) for piece in pieces if piece)
        if self._outgoing and self._stdin not in self._selector.get_map():
            self._selector.register(self._stdin, selectors.EVENT_WRITE)

    def receive(self, size: int, deadline: float) -> bytes:
        """The next `size` bytes by `deadline` (monotonic seconds). Raises ReaderFailedError: the process is over."""
        while len(self._incoming) < size:
            if self._ended:
                raise self._failure()
            left = deadline - time.monotonic()
            if left <= 0:
                self.kill()
                raise ReaderFailedError("timed-out", self._said_at_last())
            for key, _ in self._selector.select(left):
                self._move(key.fd)
        taken = bytes(memoryview(self._incoming)[:size])
        del self._incoming[:size]
        return taken

    @property
    def is_quiet(self) -> bool:
        """Whether everything was sent, and nothing more has come than was asked for."""
        return not self._outgoing and not self._incoming

    def _move(self, descriptor: int) -> None:
        if descriptor == self._stdin:
            self._write()
            return
        piece = os.read(descriptor, _CHUNK)
        if not piece:
            self._selector.unregister(descriptor)
            self._ended = self._ended or descriptor == self._stdout
        elif descriptor == self._stdout:
            self._incoming += piece
        else:
            self._said = (self._said + piece)[-_KEPT_STDERR:]

    def _write(self) -> None:
        try:
            written = os.write(self._stdin, self._outgoing[0][:_CHUNK])
        except BrokenPipeError:
            self._outgoing.clear()
        else:
            rest = self._outgoing.popleft()[written:]
            if rest:
                self._outgoing.appendleft(rest)
        if not self._outgoing:
            self._selector.unregister(self._stdin)

    def _failure(self) -> ReaderFailedError:
        """Why the process ended before it had answered, by its exit status."""
        try:
            status = self._process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            self.kill()
            return ReaderFailedError("protocol", "it closed its answers but did not end")
        said = self._said_at_last()
        if status == OUT_OF_MEMORY:
            return ReaderFailedError("out-of-memory", said)
        if status == -signal.SIGXCPU:
            return ReaderFailedError("timed-out", "processor time")
        if status in {-signal.SIGKILL, -signal.SIGTERM}:
            return ReaderFailedError("killed", f"signal {-status}")
        return ReaderFailedError("crashed" if status else "protocol", said or f"exit status {status}")

    def _said_at_last(self) -> str:
        """The last line on its standard error, for a log."""
        lines = self._said.decode("utf-8", "replace").strip().splitlines()
        return one_line(lines[-1]) if lines else ""

    def kill(self) -> None:
        """Kill it now; a second call does nothing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._selector.close()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        self._ended = True
