"""A clamd on a UNIX socket whose every answer can be scripted."""

import socket
import socketserver
import struct
import threading
from contextlib import suppress
from pathlib import Path

CLOSE = b"close"
"""In place of an answer: close the connection."""

SILENT = b"silent"
"""In place of an answer: say nothing, until the client goes."""

AT_ONCE = b"at once "
"""Before an answer: give it, and close, before anything is read of the file."""


class ScriptedClamd(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """A running server. `version` and `answer` are what it says to VERSION and INSTREAM; `files` is what it got."""

    daemon_threads = True

    def __init__(self, path: Path) -> None:
        self.version = b"ClamAV 1.4.3/27500/Tue Nov 18 09:35:00 2025\0"
        self.answer = b"stream: OK\0"
        self.files: list[bytes] = []
        self.commands: list[bytes] = []
        super().__init__(str(path), _Session)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Session(socketserver.StreamRequestHandler):
    server: ScriptedClamd

    def handle(self) -> None:
        with suppress(OSError):
            command = self._until_nul()
            self.server.commands.append(command)
            answer = self.server.version if command == b"zVERSION" else self.server.answer
            if command == b"zINSTREAM" and not answer.startswith(AT_ONCE):
                self.server.files.append(self._file())
            self._say(answer.removeprefix(AT_ONCE))

    def _say(self, answer: bytes) -> None:
        if answer == SILENT:
            self.connection.settimeout(20)
            while self.rfile.read1(1):
                pass
        elif answer != CLOSE:
            self.connection.sendall(answer)
        self.connection.shutdown(socket.SHUT_RDWR)

    def _until_nul(self) -> bytes:
        read = b""
        while (one := self.rfile.read(1)) != b"\0":
            if not one:
                raise OSError("the client has gone")
            read += one
        return read

    def _file(self) -> bytes:
        content = b""
        while True:
            (size,) = struct.unpack("!L", self.rfile.read(4))
            if not size:
                return content
            content += self.rfile.read(size)
