"""A provider's token endpoint on loopback, by https; what it answers next is scripted."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from tests.servers.certificates import Certificates
from tests.servers.ports import HOST


class TokenEndpoint(ThreadingHTTPServer):
    """`answers` are given in order, each a status and a body; then tokens of an hour. `asked` keeps the forms."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), _Answers)
        self.answers: list[tuple[int, dict[str, object] | str]] = []
        self.known = True
        self.asked: list[dict[str, list[str]]] = []

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_address[1]}"

    def taken(self, form: dict[str, list[str]]) -> tuple[int, dict[str, object] | str]:
        self.asked.append(form)
        token = {"access_token": f"token-{len(self.asked)}", "expires_in": 3600, "token_type": "Bearer"}
        return self.answers.pop(0) if self.answers else (200, dict(token))

    def described(self, tenant: str) -> tuple[int, dict[str, object] | str]:
        if not self.known:
            words = "AADSTS90002: Tenant 'nowhere' not found."
            return 400, {"error": "invalid_tenant", "error_description": words, "error_codes": [90002]}
        base = f"{self.address}/{tenant}"
        return 200, {
            "issuer": f"{base}/v2.0",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
        }


class _Answers(BaseHTTPRequestHandler):
    server: TokenEndpoint

    def do_GET(self) -> None:
        self._say(*self.server.described(self.path.split("/")[1]))

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._say(*self.server.taken(form))

    def _say(self, status: int, body: dict[str, object] | str) -> None:
        raw = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def token_endpoint(certificates: Certificates, folder: Path) -> Iterator[TokenEndpoint]:
    """A running one; its certificate's file lies in the folder."""
    both = folder / "endpoint.pem"
    both.write_bytes(certificates.key + certificates.certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    server = TokenEndpoint()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
