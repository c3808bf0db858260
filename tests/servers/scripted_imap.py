"""An IMAP server that says what a test wants it to say, for what no real server does on demand."""

import socketserver
import threading
from collections.abc import Mapping
from contextlib import suppress

from tests.servers.ports import HOST

USUAL = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE\r\nTAG OK done\r\n",
    "LOGIN": b"TAG OK welcome\r\n",
    "LIST": b'* LIST (\\Noselect) "/" ""\r\nTAG OK done\r\n',
    "SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] here\r\n* OK [UIDNEXT 12] next\r\nTAG OK [READ-WRITE] done\r\n",
    "LOGOUT": b"* BYE bye\r\nTAG OK done\r\n",
}


class ScriptedImap(socketserver.ThreadingTCPServer):
    """A running server on a port of its own.

    `script` maps a command ("LOGIN", "UID FETCH", "DONE") to the bytes that answer it, in which TAG stands for the
    command's tag. An empty answer closes the connection; a command without one gets BAD.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, script: Mapping[str, bytes], *, greeting: bytes = b"* OK hello\r\n") -> None:
        self.script = {**USUAL, **script}
        self.greeting = greeting
        self.lines: list[str] = []
        self.connections = 0
        super().__init__((HOST, 0), _Session)
        self.port: int = self.server_address[1]
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Session(socketserver.StreamRequestHandler):
    server: ScriptedImap

    def handle(self) -> None:
        self.server.connections += 1
        tag = "*"
        with suppress(OSError):
            self.wfile.write(self.server.greeting)
            while line := self.rfile.readline().decode("latin-1").rstrip("\r\n"):
                self.server.lines.append(line)
                words = line.upper().split(" ")
                if words[0] == "DONE":
                    command = "DONE"
                else:
                    tag, command = line.split(" ")[0], " ".join(words[1 : 3 if words[1] == "UID" else 2])
                answer = self.server.script.get(command, b"TAG BAD unknown\r\n")
                if not answer:
                    return
                self.wfile.write(answer.replace(b"TAG", tag.encode()))
