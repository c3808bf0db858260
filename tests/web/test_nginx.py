"""The example of docs/operation.md on a real nginx."""

import re
import ssl
from collections.abc import Callable
from http.client import HTTPSConnection
from pathlib import Path

from tests.architecture.pages import doc
from tests.line.worlds import World
from tests.servers.certificates import Certificates
from tests.servers.nginx import Nginx
from tests.servers.ports import HOST, free_ports
from tests.web.places import place_of
from tests.web.served import served
from tests.web.visitors import Answer, answered

NAME = "contributions.example.org"


def example(port: int, ours: int, certificate: Path, key: Path) -> str:
    """The example as it stands there, on these ports and with these files."""
    (text,) = [one for one in re.findall(r"```nginx\n(.*?)```", doc("operation.md"), re.DOTALL) if NAME in one]
    for there, here in {
        "listen 443 ssl": f"listen {HOST}:{port} ssl",
        "/etc/ssl/contributions.pem": str(certificate),
        "/etc/ssl/private/contributions.key": str(key),
        "/var/log/nginx/intake.log": str(certificate.with_name("nginx.log")),
        "http://127.0.0.1:8026": f"http://{HOST}:{ours}",
    }.items():
        assert text.count(there) == 1, there
        text = text.replace(there, here)
    return str(text)


def test_the_example_works(
    world: World,
    nginx_factory: Callable[[str, int], Nginx],
    server_certificates: Certificates,
    tmp_path: Path,
) -> None:
    port, ours = free_ports(2)
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_bytes(server_certificates.certificate)
    key.write_bytes(server_certificates.key)
    place = place_of(
        world, url=f"https://{NAME}/intake", listen=f"{HOST}:{ours}", forwarded_from=(HOST,), requests_per_minute=20
    )
    trusting = ssl.create_default_context(cafile=str(server_certificates.authority))

    def ask(method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = HTTPSConnection("localhost", port, context=trusting, timeout=20)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        return answered(connection, method, path, body, {"Host": NAME, **form, **headers})

    with served(place):
        nginx = nginx_factory(example(port, ours, certificate, key), port)
        shown = ask("GET", place.path())
        assert shown.status == 200
        assert shown.headers["strict-transport-security"] == "max-age=31536000"
        assert shown.headers["referrer-policy"] == "no-referrer"
        styles = re.search(r'href="(/intake/pages\.css[^"]*)"', shown.html)
        assert styles is not None
        assert ask("GET", styles.group(1)).status == 200
        asked = ask("POST", place.path(), b"reason=Yes")
        assert (asked.status, asked.headers["location"]) == (303, f"{place.path()}/asked")
        assert [one.reason for one in place.requests()] == ["Yes"]
        assert ask("POST", place.path(), b"x" * 70_000).status == 413
        assert ask("GET", "/healthz").status == 404, "what is not below the path of the url is not ours"
        assert ask("GET", place.path(), Host="evil.example").status == 400
        lied = [ask("GET", place.path(), X_Forwarded_For=f"192.0.2.{one}").status for one in range(20)]
        assert lied[-1] == 429, "nginx says for whom it asks, not the client"
        logs = "".join(one.read_text() for folder in (nginx.folder, tmp_path) for one in folder.glob("*.log"))
        assert place.token() not in logs
    place.pages.database.close()
