"""An SMTP server whose every answer can be scripted, and that keeps exactly the bytes it got."""

import socket
import socketserver
import struct
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from tests.servers.ports import HOST

DROP = "drop"
"""In place of an answer: close the connection."""

RESET = "reset"
"""In place of an answer: reset the connection."""

SILENT = "silent"
"""In place of an answer: say nothing, until the client goes."""

_USUAL = {
    "CONNECT": "220 sink",
    "EHLO": "250-sink\r\n250-SIZE 1000000\r\n250 8BITMIME",
    "HELO": "250 sink",
    "MAIL": "250 fine",
    "RCPT": "250 fine",
    "DATA": "354 go on",
    "DOT": "250 taken",
    "RSET": "250 fine",
    "NOOP": "250 fine",
    "QUIT": "221 bye",
}


@dataclass(frozen=True)
class Caught:
    """A mail as it was taken: the two commands, without their verbs, and the bytes with the doubled dots undone."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Sink(socketserver.ThreadingTCPServer):
    """A running server on a port of its own. `script` names for a step the answers that it gives first, in order.

    Steps are CONNECT, EHLO, HELO, MAIL, RCPT, DATA, DOT, RSET, NOOP, QUIT. `commands` tells what came in.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, **script: Iterable[str]) -> None:
        self.script = {step: list(answers) for step, answers in script.items()}
        self.caught: list[Caught] = []
        self.commands: list[str] = []
        self.connections = 0
        super().__init__((HOST, 0), _Session)
        self.port: int = self.server_address[1]
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def answer(self, step: str) -> str:
        """The next answer at this step."""
        waiting = self.script.get(step)
        return waiting.pop(0) if waiting else _USUAL.get(step, "500 what?")

    def stop(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self._thread.join()


class _GoneError(Exception):
    """This conversation is over."""


class _Session(socketserver.StreamRequestHandler):
    server: Sink
    _sender: str = ""
    _recipients: tuple[str, ...] = ()

    def handle(self) -> None:
        self.server.connections += 1
        with suppress(_GoneError, OSError):
            self._say("CONNECT")
            while line := self.rfile.readline():
                self._obey(line.decode("latin-1").rstrip("\r\n"))

    def _obey(self, line: str) -> None:
        self.server.commands.append(line)
        verb, _, rest = line.partition(" ")
        step = verb.upper()
        if step == "MAIL":
            self._sender, self._recipients = rest, ()
        said = self._say(step)
        if step == "RCPT" and said.startswith("25"):
            self._recipients = (*self._recipients, rest)
        if step == "DATA" and said.startswith("354"):
            raw = self._body()
            if self._say("DOT").startswith("250"):
                self.server.caught.append(Caught(self._sender, self._recipients, raw))
        if step == "QUIT":
            raise _GoneError

    def _body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _GoneError
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def _say(self, step: str) -> str:
        answer = self.server.answer(step)
        if answer == RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if answer == SILENT:
            while self.rfile.read(1):
                pass
        if answer in (DROP, RESET, SILENT):
            raise _GoneError
        self.wfile.write(answer.encode() + b"\r\n")
        if answer.startswith("421"):
            raise _GoneError
        return answer
