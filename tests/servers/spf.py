"""A policy service for Postfix that checks SPF, and has it write the outcome on top of each mail (RFC 8601)."""

import socketserver
import threading
from collections.abc import Mapping

from tests.servers.ports import HOST


class SpfPolicy(socketserver.ThreadingTCPServer):
    """A running service. `servers` gives for each domain the one address that may send for it (RFC 7208, "-all").

    It writes as `authserv_id`, and tells the sender in a comment, as many programs do.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, authserv_id: str, servers: Mapping[str, str]) -> None:
        self.authserv_id = authserv_id
        self.servers = servers
        super().__init__((HOST, 0), _Asked)
        self.port: int = self.server_address[1]
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def results(self, sender: str, client: str) -> str:
        """What it writes of a mail with this envelope sender, from this address."""
        domain = sender.rpartition("@")[2].lower()
        allowed = self.servers.get(domain)
        result = "none" if allowed is None else "pass" if allowed == client else "fail"
        return f"{self.authserv_id}; spf={result} (domain of {sender}) smtp.mailfrom={domain}; dmarc=none"

    def stop(self) -> None:
        """End the service."""
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Asked(socketserver.StreamRequestHandler):
    server: SpfPolicy

    def handle(self) -> None:
        """Answer requests of `name=value` lines, each ended by an empty line (Postfix, SMTPD_POLICY_README)."""
        asked: dict[str, str] = {}
        for line in self.rfile:
            name, equals, value = line.decode("utf-8", "replace").rstrip("\n").partition("=")
            if equals:
                asked[name] = value
                continue
            told = self.server.results(asked.get("sender", ""), asked.get("client_address", ""))
            self.wfile.write(f"action=PREPEND Authentication-Results: {told}\n\n".encode())
            asked = {}
