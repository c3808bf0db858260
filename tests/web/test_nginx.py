"""The example of docs/operation.md on a real nginx."""

import re
import ssl
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path

from intake.domain.persons.entering import form_token
from tests.architecture.pages import doc
from tests.line.letters_in import mail
from tests.line.worlds import World
from tests.servers.certificates import Certificates
from tests.servers.nginx import Nginx
from tests.servers.ports import HOST, free_ports
from tests.web.desk.people import secret_of
from tests.web.desk.places import desk_of, served_for
from tests.web.places import place_of
from tests.web.served import served
from tests.web.visitors import Answer, answered

NAME = "contributions.example.org"
DESK = "desk.example.org"


def example(name: str, port: int, ours: int, files: Path) -> str:
    """The example for this name as it stands there, on these ports and with the certificate in this folder."""
    (text,) = [one for one in re.findall(r"```nginx\n(.*?)```", doc("operation.md"), re.DOTALL) if name in one]
    short = name.partition(".")[0]
    for there, here in {
        "listen 443 ssl": f"listen {HOST}:{port} ssl",
        f"/etc/ssl/{short}.pem": str(files / "certificate.pem"),
        f"/etc/ssl/private/{short}.key": str(files / "key.pem"),
        "/var/log/nginx/intake.log": str(files / "nginx.log"),
        f"http://127.0.0.1:{8025 if name == DESK else 8026}": f"http://{HOST}:{ours}",
    }.items():
        assert there in text, there
        text = text.replace(there, here)
    return str(text)


def keep(certificates: Certificates, folder: Path) -> None:
    (folder / "certificate.pem").write_bytes(certificates.certificate)
    (folder / "key.pem").write_bytes(certificates.key)


def test_the_example_works(
    world: World,
    nginx_factory: Callable[[str, int], Nginx],
    server_certificates: Certificates,
    tmp_path: Path,
) -> None:
    port, ours = free_ports(2)
    keep(server_certificates, tmp_path)
    place = place_of(
        world, url=f"https://{NAME}/intake", listen=f"{HOST}:{ours}", forwarded_from=(HOST,), requests_per_minute=20
    )
    trusting = ssl.create_default_context(cafile=str(server_certificates.authority))

    def ask(method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = HTTPSConnection("localhost", port, context=trusting, timeout=20)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        return answered(connection, method, path, body, {"Host": NAME, **form, **headers})

    with served(place):
        nginx = nginx_factory(example(NAME, port, ours, tmp_path), port)
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
        large = (
            b"--b\r\nContent-Disposition: form-data; name=file; filename=a.docx\r\n\r\n"
            + b"x" * 70_000
            + b"\r\n--b--\r\n"
        )
        checked = ask("POST", "/intake/check/jca-mv", large, **{"Content-Type": "multipart/form-data; boundary=b"})
        assert checked.status == 200, "a document is as large as it may be in a mail"
        assert ask("GET", "/healthz").status == 404, "what is not below the path of the url is not ours"
        assert ask("GET", place.path(), Host="evil.example").status == 400
        lied = [ask("GET", place.path(), X_Forwarded_For=f"192.0.2.{one}").status for one in range(20)]
        assert lied[-1] == 429, "nginx says for whom it asks, not the client"
        logs = "".join(one.read_text() for folder in (nginx.folder, tmp_path) for one in folder.glob("*.log"))
        assert place.token() not in logs
    place.pages.database.close()


def test_the_example_of_the_desk_works(
    world: World,
    nginx_factory: Callable[[str, int], Nginx],
    server_certificates: Certificates,
    tmp_path: Path,
) -> None:
    """Below its path, with news that come at once, and with cookies that leave by https alone."""
    port, ours = free_ports(2)
    keep(server_certificates, tmp_path)
    url = f"https://{DESK}/intake"
    made = desk_of(world, url=url, listen=f"{HOST}:{ours}", forwarded_from=(HOST,), requests_per_minute=30)
    trusting = ssl.create_default_context(cafile=str(server_certificates.authority))
    session = f"__Secure-desk_session={secret_of('secretary')}"

    def connected() -> HTTPSConnection:
        return HTTPSConnection("localhost", port, context=trusting, timeout=20)

    def ask(method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        return answered(connected(), method, path, body, {"Host": DESK, **form, **headers})

    with served_for(made):
        nginx = nginx_factory(example(DESK, port, ours, tmp_path), port)
        way_in = ask("GET", "/intake/")
        assert (way_in.status, way_in.headers["location"]) == (303, "/intake/login?next=%2Fintake%2F")
        page = ask("GET", "/intake/me", Cookie=session)
        assert page.status == 200
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        for address in re.findall(r'(?:href|src)="(/[^"]*assets[^"]*)"', page.html):
            assert ask("GET", address).status == 200, address
        token = f"csrf={form_token(secret_of('secretary'))}&theme=dark&back=/intake/me".encode()
        chosen = ask("POST", "/intake/look", token, Cookie=session, Origin=f"https://{DESK}")
        assert (chosen.status, chosen.headers["location"]) == (303, "/intake/me")
        assert ask("POST", "/intake/look", token, Cookie=session, Origin="https://evil.example").status == 403
        assert ask("GET", "/me", Cookie=session).status == 404, "what is not below the path of the url is not ours"
        assert ask("GET", "/intake/me", Host="evil.example", Cookie=session).status == 400
        with closing(connected()) as stream:
            stream.request("GET", "/intake/events", headers={"Host": DESK, "Cookie": session})
            news = stream.getresponse()
            assert (news.status, news.readline()) == (200, b"retry: 3000\n")
            world.server.deliver(mail("news", text="When does the meeting start?"), world.clock.at)
            world.run(made.line)
            assert [news.readline() for _ in range(2)][1].startswith(b"id: ")
        lied = [ask("GET", "/intake/login", X_Forwarded_For=f"192.0.2.{one}").status for one in range(30)]
        assert lied[-1] == 429, "nginx says for whom it asks, not the client"
        logs = "".join(one.read_text() for folder in (nginx.folder, tmp_path) for one in folder.glob("*.log"))
        assert secret_of("secretary") not in logs
    made.close()
