"""ClamAV's clamd, asked over its socket (clamd(8), COMMANDS: VERSION, INSTREAM). It gets bytes, and nothing else."""

import selectors
import socket
import struct
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from intake.adapters.endpoint import one_line
from intake.domain.errors import UnavailableError
from intake.ports import ScanAnswer

ScannerAddress = Path | tuple[str, int]
"""A UNIX socket, or host and port."""

_CHUNK = 1 << 18
_LENGTH = struct.Struct("!L")
_LONGEST_ANSWER = 4096
_TO_GREET = 10.0
"""Seconds for a command without content: a healthy scanner answers it at once."""

_LIMITS = {"Heuristics.Limits.Exceeded": "limits", "Heuristics.Encrypted": "encrypted"}
"""The names under which clamd reports FOUND for a file that it did not scan (clamd.conf(5): AlertExceedsMax, ...)."""


class Clamd:
    """A `Scanner` (see ports). Each command has a connection of its own; `seconds` is how long a file may take.

    Any number of threads may ask at once.
    """

    def __init__(self, address: ScannerAddress, *, seconds: float = 60.0) -> None:
        self._address = address
        self._seconds = seconds

    def __str__(self) -> str:
        return str(self._address) if isinstance(self._address, Path) else "{}:{}".format(*self._address)

    def version(self) -> str:
        """Its version and that of its signatures; raises UnavailableError if it does not answer."""
        try:
            return one_line(self._ask(b"VERSION", None, _TO_GREET))
        except OSError as error:
            raise self._unavailable(error) from error

    def scan(self, content: bytes) -> ScanAnswer:
        """Scan these bytes. If the scanner still answers, a failure is this file's; else raises UnavailableError."""
        try:
            said = self._ask(b"INSTREAM", content, self._seconds)
        except OSError as error:
            self.version()
            return ScanAnswer("unscanned", why="timed-out" if isinstance(error, TimeoutError) else "failed")
        return self._understood(said)

    def _ask(self, command: bytes, content: bytes | None, seconds: float) -> str:
        until = time.monotonic() + seconds
        with self._connected(until) as connection:
            # It may answer, and close, before it has taken everything: then the answer is what counts.
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(b"z" + command + b"\0")
                if content is not None:
                    _stream(connection, content, until)
            return _answer(connection, until)

    def _connected(self, until: float) -> socket.socket:
        if not isinstance(self._address, Path):
            return socket.create_connection(self._address, timeout=_left(until))
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(_left(until))
            connection.connect(str(self._address))
        except BaseException:
            connection.close()
            raise
        return connection

    def _understood(self, said: str) -> ScanAnswer:
        """The answer to INSTREAM: "stream: OK", "stream: NAME FOUND", "... ERROR"."""
        if said == "stream: OK":
            return ScanAnswer("clean")
        if said.startswith("stream: ") and said.endswith(" FOUND"):
            signature = one_line(said.removeprefix("stream: ").removesuffix(" FOUND"))
            why = next((why for name, why in _LIMITS.items() if signature.startswith(name)), "")
            return ScanAnswer("unscanned" if why else "infected", signature, why)
        if said.endswith("ERROR"):
            return ScanAnswer("unscanned", why="too-large" if "size limit exceeded" in said else "failed")
        raise UnavailableError(f"what answers at {self} is no clamd (“{one_line(said, 80)}”): check [antivirus] socket")

    def _unavailable(self, error: OSError) -> UnavailableError:
        match error:
            case FileNotFoundError() | ConnectionRefusedError() | socket.gaierror():
                sentence = f"no clamd answers at {self}: check [antivirus] socket, or whether clamd runs"
            case PermissionError():
                sentence = f"this user may not use {self}: give it the right, often by the group clamav"
            case TimeoutError():
                sentence = f"clamd at {self} did not answer in time: it may be loading its signatures, or hang"
            case _:
                sentence = f"the connection to clamd at {self} broke ({one_line(error.strerror or str(error))})"
        return UnavailableError(sentence)


def signatures_of(version: str) -> datetime | None:
    """The day of the signatures in a version ("ClamAV 1.4.3/27500/Tue Nov 18 09:35:00 2025"), or None."""
    try:
        return datetime.strptime(version.rpartition("/")[2], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def _stream(connection: socket.socket, content: bytes, until: float) -> None:
    """Send the bytes in chunks, each after its length; a chunk of no length ends them."""
    view = memoryview(content)
    with selectors.DefaultSelector() as early:
        early.register(connection, selectors.EVENT_READ)
        for start in range(0, len(view), _CHUNK):
            if early.select(0):
                return
            chunk = view[start : start + _CHUNK]
            connection.settimeout(_left(until))
            connection.sendall(_LENGTH.pack(len(chunk)))
            connection.sendall(chunk)
    connection.sendall(_LENGTH.pack(0))


def _answer(connection: socket.socket, until: float) -> str:
    """The answer up to its NUL. ConnectionError when it is cut, or longer than any answer of clamd."""
    said = b""
    while b"\0" not in said:
        connection.settimeout(_left(until))
        part = connection.recv(_LONGEST_ANSWER)
        said += part
        if not part or len(said) > _LONGEST_ANSWER:
            raise ConnectionError("its answer was cut" if not part else "its answer has no end")
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _left(until: float) -> float:
    """Seconds until then; TimeoutError when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
