"""Which authority the provider's certificate has to be signed by is said by the settings, not by the environment."""

import json
import ssl
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from intake.adapters.clock import SystemClock
from intake.adapters.openid import OpenIdProvider
from intake.adapters.openid_place import OpenIdPlace
from intake.domain.persons.identities import LoginBegun, ProviderAwayError
from tests.servers.certificates import Certificates, certificates

BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


class _Discovery(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        issuer = f"https://{self.headers['Host']}"
        body = json.dumps({"issuer": issuer, "authorization_endpoint": f"{issuer}/authorize"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates(tmp_path_factory.mktemp("signed"))


@pytest.fixture(scope="module")
def issuer(signed: Certificates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A provider behind TLS on loopback, as far as its word about itself."""
    pem = tmp_path_factory.mktemp("server") / "both.pem"
    pem.write_bytes(signed.key + signed.certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Discovery)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("variable", BUNDLES)
@pytest.mark.parametrize(
    ("authority", "bundle", "answers"),
    [
        pytest.param("authority.pem", "stranger.pem", True, id="ours-whatever-the-environment-says"),
        pytest.param("stranger.pem", "authority.pem", False, id="none-that-the-environment-adds"),
        pytest.param("", "authority.pem", False, id="without-one-none-but-those-that-everybody-trusts"),
    ],
)
def test_the_settings_alone_say_whom_we_trust(
    signed: Certificates,
    issuer: str,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    authority: str,
    bundle: str,
    answers: bool,
) -> None:
    folder: Path = signed.authority.parent
    monkeypatch.setenv(variable, str(folder / bundle))
    provider = OpenIdProvider(
        OpenIdPlace(issuer, "desk", authority=folder / authority if authority else None), SystemClock()
    )
    asked = LoginBegun("state", "nonce", "v" * 43)
    if answers:
        assert provider.address("https://desk.example.org/login/back", asked).startswith(f"{issuer}/authorize?")
    else:
        with pytest.raises(ProviderAwayError, match="certificate verify failed"):
            provider.address("https://desk.example.org/login/back", asked)
